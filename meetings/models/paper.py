"""Papers of meetings: minutes and resolutions, frozen when they are adopted."""

from __future__ import annotations

import datetime

from django.db import models, transaction

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common.models.links import required
from papers.models import CONGRESS, Paper, PaperQuerySet, Series


class PaperKind(models.TextChoices):
    MINUTES = "minutes", "Biên bản"
    RESOLUTION = "resolution", "Nghị quyết"


SYMBOLS = {PaperKind.MINUTES: "BB", PaperKind.RESOLUTION: "NQ"}


class MeetingPaperQuerySet(PaperQuerySet):
    @transaction.atomic
    def issue(
        self,
        document: dict,
        *,
        meeting,
        kind: str,
        issued_on: datetime.date,
        by: User | None,
        reason: str = "",
        numbered: bool = True,
    ) -> MeetingPaper:
        """Freeze `document` under the next number; a later version needs a reason.

        Raises ValidationError without a term to number in, except for minutes: many bodies leave them
        without a number (docs/rules.md).
        """
        unit = Unit.objects.select_for_update().get(pk=meeting.unit_id)
        symbol = series_of(kind, meeting)
        if kind == PaperKind.MINUTES and Series.objects.term_of(unit, symbol, issued_on) is None:
            numbered = False
        before = self.filter(meeting=meeting, kind=kind).order_by("-version").first()
        if before:
            paper = before.successor(reason, meeting=meeting)
        else:
            facts = {"kind": kind, "title": PaperKind(kind).label, "about": f"meeting-{meeting.pk}"}
            paper = self.model(unit=unit, symbol=symbol, meeting=meeting, reason=reason, **facts)
        paper.freeze(document, issued_on=issued_on, by=by, numbered=numbered)
        audit.record(by, "meeting_paper.issue", paper, ["kind", "number", "snapshot", "version"])
        return paper


def series_of(kind: str, meeting) -> str:
    """The symbol of the series that numbers it: a congress has one for all its papers."""
    return CONGRESS if meeting.is_congress else SYMBOLS[kind]


class MeetingPaper(Paper):
    room, right, page = "meetings", "meeting.print", "meetings:meeting_detail"

    meeting = required("meetings.Meeting", related_name="papers")

    objects = MeetingPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        verbose_name = verbose_name_plural = "văn bản của buổi sinh hoạt"

    @property
    def page_args(self) -> list:
        return [self.meeting_id]
