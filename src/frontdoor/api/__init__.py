"""The program's door for machines: agencies send notifications, the case system its open status."""
