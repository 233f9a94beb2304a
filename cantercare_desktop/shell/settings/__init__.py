"""Settings: those who sign in, my password, the lock, the look, and the checks that prove the records whole."""
