"""Work that nobody waits for at a page: sealing, watching the clocks, telling, sending."""
