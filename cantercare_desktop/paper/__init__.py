"""The house's paper: documents made of plain blocks, set in type as PDF in memory, and shown again as pictures."""
