"""What stands on the pages of a PDF."""

import io

from pypdf import PdfReader


def pages_of(content: bytes) -> list[str]:
    """The text of each page, line breaks as blanks."""
    pages = PdfReader(io.BytesIO(content)).pages
    return [" ".join(page.extract_text().split()) for page in pages]
