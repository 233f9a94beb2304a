"""The door: who are you, and your password; the recovery key; and what is said when the vault does not open."""
