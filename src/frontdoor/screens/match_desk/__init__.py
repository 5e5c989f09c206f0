"""The clerk's desk: who may be whom, decided by a named person; joining, taking apart, and households."""
