"""Find a person: by name, date of birth or number, without any of them standing in an address."""
