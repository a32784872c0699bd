"""What stands in the properties of a file that goes out, by which it is known again."""

from typing import Final

RESPONSE: Final = "remiss.response"
"""The response's id."""
MUNICIPALITY: Final = "remiss.municipality"
"""The slug of the municipality that the file was made for."""
SECTION: Final = "remiss.section."
"""Before a section's key: the version of its text and the text's digest."""
AUTHOR: Final = "remiss.author."
"""Before a number: an author of the marks that the copy went out with."""
FORM: Final = "remiss.form"
"""Says that the file is an answer form; its value is the edition of the form."""
