"""What each command of the command line takes, and the help on it."""
