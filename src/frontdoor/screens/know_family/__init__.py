""" "I know this family": said from any page, in a moment, without blame."""
