"""Programs that print figures beside what they were compared with. Not tests: nothing here fails for being slow."""
