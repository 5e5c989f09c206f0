"""Who a child is and who is around them, written after the concern came: names, facts, addresses, numbers, ties."""
