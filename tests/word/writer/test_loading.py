"""What writing a Word file loads: nothing of the response, no library that it can do without."""

import subprocess
import sys

_CODE = """
import sys
import workbench.core.markdown, workbench.word.writer
wanted = ("pydantic", "lxml", "docx", "markdown_it", "workbench.core.response")
print([name for name in wanted if name in sys.modules])
"""


def test_writing_loads_no_model_of_the_response_and_no_parser() -> None:
    said = subprocess.run([sys.executable, "-c", _CODE], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "[]"
