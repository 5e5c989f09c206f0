"""Where concerns wait to be looked at: the queue, and the first look and rating."""
