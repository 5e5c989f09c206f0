"""Statutory returns: asked for, watched, opened rule by rule to the children behind; and the worklist."""
