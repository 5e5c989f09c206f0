"""My work: what I hold, what is due next, and what is offered to me."""
