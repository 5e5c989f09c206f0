"""What is under way for each child after the decision: holder, help, plans, missing, birth and death, gaps, closing."""
