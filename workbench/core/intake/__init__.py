"""What a response starts from: taking a remiss page and a report's contents out of plain text."""
