"""Set-up, step by step: the charity, the first people, the keyring, the recovery key, and the check at the end."""
