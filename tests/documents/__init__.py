"""What several rooms make of one response: the documents as they are sent."""
