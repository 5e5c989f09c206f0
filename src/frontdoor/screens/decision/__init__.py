"""Where somebody decides what happens now, for each child separately: the form, the check page, the signatures."""
