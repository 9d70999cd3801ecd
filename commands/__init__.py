"""What the Makefile runs: one module a command."""
