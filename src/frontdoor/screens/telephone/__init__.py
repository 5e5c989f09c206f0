"""The telephone note: one screen, from the first words of a call to a reference that can be read out."""
