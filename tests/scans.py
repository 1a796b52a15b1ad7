"""Scans as a user would upload them."""

import io

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile


def scan(pages: int = 1, name: str = "IMG_0001.pdf") -> SimpleUploadedFile:
    """A plain PDF of some blank pages: another number of pages is another file."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    made = io.BytesIO()
    document.save(made, deterministic_id=True)
    return SimpleUploadedFile(name, made.getvalue(), "application/pdf")
