"""Fault drills: programs that break something on purpose and count what was lost. See drills/__main__.py."""
