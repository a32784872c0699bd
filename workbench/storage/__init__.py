"""The disk: a response's files, read strictly and written whole or not at all."""
