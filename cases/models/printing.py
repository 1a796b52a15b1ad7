"""Requests of the PDF of a letter of introduction."""

from __future__ import annotations

from django.db import models

from accounts.models import User
from cases.models.letter import Letter
from common.models.links import required
from papers.models import PrintJob, PrintJobQuerySet


class LetterPrintQuerySet(PrintJobQuerySet):
    def of_letter(self, letter: Letter, *, by: User | None) -> LetterPrint:
        """In the cell that keeps the record: who may see whole numbers there takes the file."""
        what = {"unit": letter.member.home, "kind": "letter", "title": "Giấy giới thiệu"}
        return self.request(task="cases.tasks.print_letter", letter=letter, by=by, **what)


class LetterPrint(PrintJob):
    """Việc in một giấy giới thiệu sinh hoạt đảng; số in trên giấy là số đầy đủ."""

    room, right, crumb = "cases", "member.unmask", "cases/_print_crumb.html"

    letter = required(Letter, on_delete=models.CASCADE, related_name="prints")

    objects = LetterPrintQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "việc in giấy giới thiệu"

    @property
    def about(self) -> str:
        """What it is of, as its page says it."""
        return f"{self.letter}, {self.letter.member}"

    @property
    def file_name(self) -> str:
        """No name of a person stands in the name of a file."""
        return f"{self.letter}.pdf".replace("/", "-")
