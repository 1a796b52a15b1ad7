"""One press of a button on one rendered page: pressed eight times, it acts once."""

import datetime
import hashlib

from django.db import models
from django.utils import timezone

FIELD = "csrfmiddlewaretoken"
KEPT = datetime.timedelta(days=2)


class PressQuerySet(models.QuerySet):
    def of(self, request) -> "Press | None":
        """The press that sent this request, kept from now on; None without the page's token.

        The token is masked anew each time a page is rendered, so that token and content name one press.
        Call it within the transaction of the act: who presses meanwhile waits for its end.
        """
        if FIELD not in request.POST:
            return None
        files = [(name, file.name, file.size) for name, file in request.FILES.items()]
        sent = (request.get_full_path(), sorted(request.POST.lists()), sorted(files))
        told = repr((request.user.pk, *sent))
        return self.get_or_create(key=hashlib.sha256(told.encode()).hexdigest())[0]

    def forget_old(self) -> None:
        self.filter(at__lt=timezone.now() - KEPT).delete()


class Press(models.Model):
    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(auto_now_add=True)
    led_to = models.CharField(max_length=500, blank=True)

    objects = PressQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "lần bấm"

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M} → {self.led_to}"

    def lead(self, to: str) -> None:
        """What came of it; a press that was refused may come again."""
        if to:
            self.led_to = to
            self.save(update_fields=["led_to"])
        else:
            self.delete()
