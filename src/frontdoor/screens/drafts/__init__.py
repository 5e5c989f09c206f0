"""Where forms save themselves while somebody writes."""
