"""The arguments and the help of each command."""
