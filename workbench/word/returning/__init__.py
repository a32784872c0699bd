"""Word files that went out and come back: what they are a copy of, and what they say now.

labels      the properties by which a copy is known again, and its lock
regions     which paragraphs belong to which section, whatever was lost on the way
markdown    a section's paragraphs as the text that is stored
"""
