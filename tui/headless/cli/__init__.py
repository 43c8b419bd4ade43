"""The command line: parser, streams and exit codes."""
