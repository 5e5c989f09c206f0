"""What the tests stand on: their own database server, closed sockets, a real browser."""
