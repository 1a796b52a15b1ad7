"""Cards of members, and where the papers of a member's dossier went."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Decision, Unit
from common.periods import refuse_before, refuse_future
from members.models.member import Member, OfMemberQuerySet, masked
from members.rules import numbers


class CardReason(models.TextChoices):
    NEW = "new", "cấp lần đầu"
    EXCHANGE = "exchange", "đổi thẻ"
    REPLACEMENT = "replacement", "cấp lại thẻ"

    __empty__ = "Chọn"


class CardQuerySet(OfMemberQuerySet):
    @transaction.atomic
    def issue(self, *, member: Member, by: User | None, decision=None, **facts) -> Card:
        """Write a card that was issued; the record takes over the number of the latest one."""
        member.lock()
        card = self.model(member=member, decision=decision, **facts)
        card.number = numbers.card(card.number)
        card._check_facts()
        card.full_clean(exclude=["decision"])
        if decision:
            decision.file()
        card.save()
        card._follow_latest()
        audit.record(by, "card.issue", member, ["card"])
        return card


class Card(models.Model):
    """Thẻ đảng viên: one card that was issued, whether still in use or not."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="cards")
    # Series differ (8 digits in 2003, unknown for the card with a chip): text without a fixed length.
    number = models.CharField(
        "số thẻ",
        max_length=20,
        validators=[RegexValidator(r"^[0-9A-Z.\-]+$", "Chỉ gồm chữ số, chữ in hoa, dấu chấm, gạch.")],
    )
    reason = models.CharField("lý do cấp", max_length=12, choices=CardReason.choices)
    issued_on = models.DateField("ngày cấp")
    handed_over_on = models.DateField("ngày giao cho đảng viên", null=True, blank=True)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT)

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        verbose_name = verbose_name_plural = "thẻ đảng viên"
        constraints = [
            models.UniqueConstraint(
                name="card_once_a_day",
                fields=["member", "issued_on"],
                violation_error_message="Ngày này đã ghi một thẻ của đồng chí.",
            ),
            models.UniqueConstraint(
                name="card_first_once",
                fields=["member"],
                condition=Q(reason="new"),
                violation_error_message="Thẻ cấp lần đầu đã ghi; lần này là đổi thẻ hoặc cấp lại.",
            ),
            models.CheckConstraint(
                name="card_handed_over_after_issue",
                condition=Q(handed_over_on__isnull=True) | Q(handed_over_on__gte=F("issued_on")),
                violation_error_message="Không thể giao thẻ trước ngày cấp.",
            ),
        ]

    def __str__(self):
        return f"Thẻ {self.masked_number}, {self.get_reason_display()} ngày {self.issued_on:%d/%m/%Y}"

    @property
    def masked_number(self) -> str:
        return masked(self.number)

    def _check_facts(self) -> None:
        """Refuse what no constraint can say: call it under the lock of the member."""
        if not self.member.is_official_on(self.issued_on):
            raise ValidationError({"issued_on": "Chỉ đảng viên chính thức được cấp thẻ."})
        refuse_future(self.issued_on, "issued_on")
        refuse_future(self.handed_over_on, "handed_over_on")
        others = Q(cards__number=self.number) | Q(card_number=self.number)
        if Member.objects.unmerged().filter(others).exclude(pk=self.member_id).exists():
            raise ValidationError({"number": "Số thẻ này đã cấp cho đồng chí khác."})
        self._check_order()

    def _check_order(self) -> None:
        """Exchanging and replacing come after the first card."""
        if self.reason == CardReason.NEW:
            if self.member.cards.filter(issued_on__lt=self.issued_on).exists():
                raise ValidationError({"reason": "Trước ngày này đồng chí đã có thẻ."})
        elif self.member.cards.filter(reason=CardReason.NEW, issued_on__gt=self.issued_on).exists():
            raise ValidationError({"issued_on": "Phải sau ngày cấp thẻ lần đầu."})

    def _follow_latest(self) -> None:
        """The record shows the number of the card issued last; without any, what it showed."""
        latest = self.member.cards.first()
        if latest and latest.number != self.member.card_number:
            self.member.card_number = latest.number
            self.member.save(update_fields=["card_number", "search_key"])

    @transaction.atomic
    def hand_over(self, *, on: datetime.date, by: User | None) -> None:
        """Giao thẻ: the member has the card from that day on."""
        self.member.lock()
        self.refresh_from_db(fields=["handed_over_on"])
        if self.handed_over_on:
            raise ValidationError({"on": f"Đã giao ngày {self.handed_over_on:%d/%m/%Y}."})
        refuse_before(on, self.issued_on, "cấp")
        refuse_future(on)
        self.handed_over_on = on
        self.save(update_fields=["handed_over_on"])
        audit.record(by, "card.hand_over", self.member, ["handed_over_on"])

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Take away what was typed by mistake; the record goes back to the card before."""
        self.member.lock()
        self.delete()
        self._follow_latest()
        audit.record(by, "card.withdraw", self.member, ["card"])


class DossierMoveKind(models.TextChoices):
    HANDED_OVER = "handed_over", "giao hồ sơ"
    RECEIVED = "received", "nhận hồ sơ"
    LENT = "lent", "cho mượn"

    __empty__ = "Chọn"


class DossierMoveQuerySet(OfMemberQuerySet):
    def on_loan(self):
        return self.filter(kind=DossierMoveKind.LENT, returned_on__isnull=True)

    @transaction.atomic
    def note(self, *, member: Member, by: User | None, **facts) -> DossierMove:
        """Write that the dossier was handed over, received or lent, from the cell of that day."""
        member.lock()
        move = self.model(member=member, **facts)
        refuse_future(move.on)
        move.unit = _cell_on(member, move.on)
        if member.dossier_moves.on_loan().exists():
            raise ValidationError({"kind": "Hồ sơ đang cho mượn; ghi ngày trả trước đã."})
        move.full_clean()
        move.save()
        audit.record(by, "dossier.move", member, ["dossier"])
        return move


class DossierMove(models.Model):
    """Giao, nhận, cho mượn hồ sơ đảng viên: who has the papers, how many, and until when."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="dossier_moves")
    # The cell of that day: in its book the entry stays when the member moves on.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("việc", max_length=12, choices=DossierMoveKind.choices)
    on = models.DateField("ngày")
    whom = models.CharField("giao cho, nhận từ, ai mượn", max_length=200)
    papers = models.PositiveSmallIntegerField("số tài liệu", validators=[MinValueValidator(1)])
    due_back_on = models.DateField("hẹn trả ngày", null=True, blank=True)
    returned_on = models.DateField("đã trả ngày", null=True, blank=True)

    objects = DossierMoveQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = verbose_name_plural = "giao, nhận, cho mượn hồ sơ"
        constraints = [
            models.CheckConstraint(
                name="dossiermove_only_a_loan_comes_back",
                condition=Q(kind="lent", due_back_on__isnull=False, due_back_on__gte=F("on"))
                | ~Q(kind="lent") & Q(due_back_on__isnull=True, returned_on__isnull=True),
                violation_error_message="Cho mượn thì ghi ngày hẹn trả, không trước ngày mượn.",
            ),
            models.CheckConstraint(
                name="dossiermove_returned_after_lending",
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=F("on")),
                violation_error_message="Không thể trả trước ngày mượn.",
            ),
            models.UniqueConstraint(
                name="dossiermove_one_loan",
                fields=["member"],
                condition=Q(kind="lent", returned_on__isnull=True),
                violation_error_message="Hồ sơ đang cho mượn.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} hồ sơ ngày {self.on:%d/%m/%Y}"

    @property
    def is_on_loan(self) -> bool:
        return self.kind == DossierMoveKind.LENT and self.returned_on is None

    @property
    def is_overdue(self) -> bool:
        """Still lent after the day agreed."""
        return self.is_on_loan and self.due_back_on < timezone.localdate()

    @transaction.atomic
    def give_back(self, *, on: datetime.date, by: User | None) -> None:
        """The borrower returned the papers on that day."""
        self.member.lock()
        self.refresh_from_db(fields=["returned_on"])
        if not self.is_on_loan:
            raise ValidationError({"on": "Hồ sơ không còn cho mượn."})
        refuse_before(on, self.on, "mượn")
        refuse_future(on)
        self.returned_on = on
        self.save(update_fields=["returned_on"])
        audit.record(by, "dossier.give_back", self.member, ["returned_on"])

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Take away what was typed by mistake."""
        self.member.lock()
        self.delete()
        audit.record(by, "dossier.withdraw", self.member, ["dossier"])


def _cell_on(member: Member, day: datetime.date) -> Unit:
    """Where the member belonged that day, or last before it: papers follow after the leaving."""
    begun = member.memberships.permanent().filter(starts_on__lte=day)
    last = begun.select_related("unit").order_by("starts_on").last()
    if last is None:
        raise ValidationError({"on": "Vào ngày này đồng chí chưa thuộc chi bộ nào."})
    return last.unit
