"""The front end: the command line, the configuration, the services and the terminal application."""
