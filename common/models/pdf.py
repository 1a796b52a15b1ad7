"""A paper that goes with a row."""

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.db import models

from common.files import check_pdf, read_whole, store_name


class WithPdf(models.Model):
    """What may have a PDF with it, and keeps the hash of it."""

    file = models.FileField("tệp PDF", upload_to=store_name, blank=True, validators=[check_pdf])
    size = models.PositiveIntegerField("số byte", default=0, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def attach(self, upload: UploadedFile | None) -> None:
        """Before the row is checked and saved."""
        if upload:
            self.file, self.size = upload, upload.size
            upload.seek(0)
            self.sha256 = hashlib.sha256(upload.read()).hexdigest()
            upload.seek(0)

    def content(self) -> bytes:
        """The file as it was kept. Raises DamagedFileError."""
        return read_whole(self.file, self.sha256)
