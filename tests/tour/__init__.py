"""Shows the program to somebody without a display: `python3 dev.py tour`."""
