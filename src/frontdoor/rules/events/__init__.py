"""Everything that can be written into the ledger, one module a noun; `registry` knows them all."""
