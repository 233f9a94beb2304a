"""The front door: sign-in, lock, main window, Today, search. It shows the rooms and knows none of them by name."""
