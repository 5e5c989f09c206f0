"""An assessment on its way: begun, looked at by a manager, authorised, told to the family and agencies."""
