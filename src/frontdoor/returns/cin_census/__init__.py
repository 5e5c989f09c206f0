"""The children in need census: read, checked and written by its year."""
