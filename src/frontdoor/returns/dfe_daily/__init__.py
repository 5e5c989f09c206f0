"""The Department for Education's daily feed: what changed of each child since the last accepted call."""
