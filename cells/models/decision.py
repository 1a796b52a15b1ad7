"""The papers behind changes."""

from django.db import models

from common.files import check_pdf, store_name


class Decision(models.Model):
    """Quyết định: the paper behind a change."""

    number = models.CharField("số quyết định", max_length=40)
    signed_on = models.DateField("ngày ký")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    subject = models.CharField("trích yếu", max_length=300, blank=True)
    scan = models.FileField("bản quét", upload_to=store_name, blank=True, validators=[check_pdf])

    class Meta:
        verbose_name = verbose_name_plural = "quyết định"

    def __str__(self):
        return f"{self.number}, ngày {self.signed_on:%d/%m/%Y}"

    def file(self) -> None:
        """Keep a paper typed together with the act it decided; one on file stays as it is."""
        if self._state.adding:
            self.save()
