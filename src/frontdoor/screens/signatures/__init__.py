"""Closings that one person may not make alone, and the second signature."""
