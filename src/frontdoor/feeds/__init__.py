"""Files that other systems leave for us: police notifications and open status, read as they really arrive."""
