"""The merge engine: differences, alignment, and N versions of one base made one text."""
