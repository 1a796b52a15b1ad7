"""What was proposed to the upper level, and what came of it."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cells.models import Decision
from common.models.links import optional
from common.periods import refuse_before, refuse_future
from evaluations.models.award import OWN_AWARD, Award, AwardQuerySet, Commendation

ACCEPTED = "Đề nghị này đã được khen. Hủy khen thưởng trước rồi mới sửa, hủy đề nghị."


class ProposalQuerySet(AwardQuerySet):
    def with_terms(self):
        return super().with_terms().select_related("accepted_as__decision")

    def waiting(self):
        """As `Proposal.is_pending`: neither given nor refused; an award cancelled leaves it so."""
        not_given = Q(accepted_as__isnull=True) | Q(accepted_as__cancelled_at__isnull=False)
        return self.valid().filter(not_given, refused_on__isnull=True)

    def on_paper_of(self, proposal: Proposal):
        """Those that stand in the list of the same tờ trình; itself alone where that has no number."""
        rows = self.valid().under(proposal.committee).in_year(proposal.year)
        same = Q(paper=proposal.paper, proposed_on=proposal.proposed_on) & ~Q(paper="")
        return rows.filter(same | Q(pk=proposal.pk))


class Proposal(Award):
    """Đề nghị cấp trên khen thưởng: pending until the level above gives it or refuses."""

    proposed_on = models.DateField("ngày đề nghị")
    paper = models.CharField("số tờ trình", max_length=40, blank=True)
    accepted_as = optional(Commendation, "được khen", related_name="proposals", editable=False)
    refused_on = models.DateField("ngày trả lời không khen", null=True, editable=False)
    refuse_reason = models.CharField("lý do không khen", max_length=300, blank=True, editable=False)

    DAY = "proposed_on"

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "proposed_on", "id"]
        verbose_name = verbose_name_plural = "đề nghị khen thưởng"
        constraints = [
            *Award.constraints_for("proposal", "Đề nghị này đã được ghi."),
            models.CheckConstraint(
                name="proposal_refused_for_a_reason",
                condition=Q(refused_on__isnull=True, refuse_reason="")
                | Q(refused_on__isnull=False) & ~Q(refuse_reason=""),
            ),
        ]

    @property
    def is_accepted(self) -> bool:
        """Whether what came of it stands: an award cancelled as a mistake leaves it pending."""
        return self.accepted_as is not None and not self.accepted_as.is_cancelled

    @property
    def is_pending(self) -> bool:
        return not (self.is_accepted or self.refused_on)

    @property
    def outcome(self) -> str:
        if self.is_accepted:
            decision = self.accepted_as.decision
            paper = f" theo Quyết định {decision}" if decision else ""
            return f"Đã được khen{paper}"
        if self.refused_on:
            return f"Không được khen, trả lời ngày {self.refused_on:%d/%m/%Y}: {self.refuse_reason}"
        return "Chờ kết quả"

    @transaction.atomic
    def accept(
        self, *, decision: Decision, form: str, given_on: datetime.date, by: User | None
    ) -> Commendation:
        """The level above gave it, maybe in another form: it becomes a commendation."""
        self._lock_unanswered(by)
        refuse_before(decision.signed_on, self.proposed_on, "đề nghị", "decision_signed_on")
        facts = ("unit", "member", "outsider", "outsider_is", "kind", "reason", "year")
        given = Commendation.objects.give(
            decision=decision,
            form=form,
            given_on=given_on,
            giver_body=decision.issuer,
            by=by,
            **{name: getattr(self, name) for name in facts},
        )
        answer = {"accepted_as": given, "refused_on": None, "refuse_reason": ""}
        audit.change(by, "proposal.accept", self, **answer)
        return given

    @transaction.atomic
    def refuse(self, *, refused_on: datetime.date, refuse_reason: str, by: User | None) -> None:
        """The level above does not give it."""
        self._lock_unanswered(by)
        refuse_future(refused_on, "refused_on")
        refuse_before(refused_on, self.proposed_on, "đề nghị", "refused_on")
        facts = {"refused_on": refused_on, "refuse_reason": refuse_reason.strip()}
        audit.change(by, "proposal.refuse", self, **facts)

    def cancel(self, *, reason: str, by: User | None) -> None:
        if self.is_accepted:
            raise ValidationError(ACCEPTED)
        super().cancel(reason=reason, by=by)

    def replace(self, *, cancel_reason: str, by: User | None, **fields) -> Award:
        """A refusal stays with the right entry."""
        kept = {"refused_on": self.refused_on, "refuse_reason": self.refuse_reason}
        return super().replace(cancel_reason=cancel_reason, by=by, **kept, **fields)

    def _lock_unanswered(self, user: User | None) -> None:
        """A refusal may be answered anew: the first answer was a mistake, or the level above changed
        its mind."""
        locked = Proposal.objects.select_for_update().get(pk=self.pk)
        locked.refuse_own(user, OWN_AWARD)
        if locked.is_cancelled:
            raise ValidationError("Đề nghị này đã được hủy trước đó.")
        if locked.is_accepted:
            raise ValidationError("Đề nghị này đã được khen.")
