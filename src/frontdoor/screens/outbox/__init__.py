"""What is drafted and waits for a person, and the messages on their way."""
