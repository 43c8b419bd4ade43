"""The command line: its parser, its streams and its exit codes."""
