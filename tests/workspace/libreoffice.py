"""LibreOffice as somebody who opens a file and saves it."""

import subprocess
from pathlib import Path


def saved_by_libreoffice(data: bytes, folder: Path, name: str = "svar") -> Path:
    """Open a file and save it again."""
    source = folder / f"in-{name}" / f"{name}.docx"
    source.parent.mkdir()
    source.write_bytes(data)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profil", "--headless",
         "--convert-to", "docx", "--outdir", str(folder / f"ut-{name}"), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"ut-{name}" / f"{name}.docx"
