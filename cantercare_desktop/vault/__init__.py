"""The encrypted store: keys, the database, the ledger. It knows no register and no window."""
