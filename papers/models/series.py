"""Numbers of issued documents."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cells.models import Term, Unit

CONGRESS = "ĐH"  # papers of a congress have one series of their own


class SeriesQuerySet(models.QuerySet):
    def term_of(self, unit: Unit, symbol: str, day: datetime.date) -> Term | None:
        """The term that runs on that day; for papers of a congress, the one that it opens.

        A term runs from the day after the congress that opens it (docs/rules.md).
        """
        terms = Term.objects.filter(unit=unit)
        if symbol == CONGRESS:
            return terms.filter(congress_on__lte=day).first()
        return terms.filter(congress_on__lt=day).first()

    def has_numbers(self, unit: Unit, symbol: str, day: datetime.date) -> bool:
        """Whether a number was given in that term; the first one is asked for, as paper had its own."""
        term = self.term_of(unit, symbol, day)
        return self.filter(term=term, symbol=symbol, last__gt=0).exists()

    @transaction.atomic
    def begin_after(self, unit: Unit, symbol: str, day: datetime.date, last: int) -> None:
        """Where a body had given numbers on paper: the next one follows them."""
        term = self.term_of(unit, symbol, day)
        if term and last:
            self.get_or_create(term=term, symbol=symbol)
            self.filter(term=term, symbol=symbol, last=0).update(last=last)

    @transaction.atomic
    def next_number(self, unit: Unit, symbol: str, day: datetime.date) -> tuple[Term, int]:
        """The next number of a kind of document in the term that runs on that day; no gap, no twin."""
        term = self.term_of(unit, symbol, day)
        if term is None:
            raise ValidationError(
                {"issued_on": "Chưa ghi nhiệm kỳ nào bắt đầu trước ngày này nên chưa cấp được số."}
            )
        self.get_or_create(term=term, symbol=symbol)
        series = self.select_for_update().get(term=term, symbol=symbol)
        series.last += 1
        series.save(update_fields=["last"])
        return term, series.last


class Series(models.Model):
    """Dãy số văn bản: runs from 01 through the term of a committee, for each kind of document."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="series")
    symbol = models.CharField(max_length=8)
    last = models.PositiveIntegerField(default=0)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="series_once", fields=["term", "symbol"])]

    def __str__(self):
        return f"{self.symbol} {self.term}: {self.last}"
