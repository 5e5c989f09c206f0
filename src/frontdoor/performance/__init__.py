"""The figures: computed from the ledger and the clocks over every record of one authority, and opened to children."""
