"""The matching of people, measured beside what others reach."""
