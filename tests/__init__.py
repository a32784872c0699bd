"""Tests, one folder a room of the workbench; `house/` holds the rules of the house itself."""
