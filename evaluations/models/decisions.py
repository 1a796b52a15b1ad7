"""The decisions of a round as issued papers: numbered, frozen, replaced only for a reason."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common.models.links import required
from evaluations.models.printing import GradingPrintKind
from evaluations.models.round import Round
from papers.models import Paper, PaperQuerySet

SYMBOL = "QĐ"
DECISIONS = [GradingPrintKind.MEMBERS, GradingPrintKind.UNITS]


class RoundPaperQuerySet(PaperQuerySet):
    @transaction.atomic
    def issue(
        self,
        document: dict,
        *,
        grading: Round,
        kind: str,
        issued_on: datetime.date,
        by: User | None,
        reason: str = "",
    ) -> RoundPaper:
        """Freeze `document` under the next number, and ask for its PDF; a later version of the same
        decision needs a reason."""
        Unit.objects.select_for_update().get(pk=grading.unit_id)
        if not grading.is_fixed:
            raise ValidationError("Chốt kết quả xếp loại rồi mới ban hành quyết định.")
        if issued_on < timezone.localdate(grading.closed_at):
            raise ValidationError({"issued_on": "Không thể trước ngày chốt kết quả xếp loại."})
        before = self.filter(round=grading, kind=kind).order_by("-version").first()
        if before:
            paper = before.successor(reason, round=grading)
        else:
            facts = {"kind": kind, "title": "Quyết định", "about": f"round-{grading.pk}"}
            paper = self.model(unit=grading.unit, symbol=SYMBOL, round=grading, **facts)
        paper.freeze(document, issued_on=issued_on, by=by)
        audit.record(by, "round_paper.issue", paper, ["kind", "number", "snapshot", "version"])
        paper.request_pdf(by=by)
        return paper


class RoundPaper(Paper):
    """Quyết định xếp loại, on the members or on the cells of a round."""

    room, right, page = "evaluations", "grading.print", "evaluations:unit_papers"

    round = required(Round, related_name="papers")

    objects = RoundPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        verbose_name = verbose_name_plural = "quyết định xếp loại"

    @property
    def page_args(self) -> list:
        return [self.round_id, self.unit.code]

    @property
    def about_whom(self) -> str:
        return GradingPrintKind(self.kind).label
