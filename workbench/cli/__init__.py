"""The command line: arguments, environment, exit codes, and output as plain text or JSON."""
