"""Where the time goes: children waiting now, a bar for each hand-off, its control chart, and the children behind it."""
