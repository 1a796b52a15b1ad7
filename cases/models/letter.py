"""Letters of introduction: the paper with which a member goes to another cell."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.functional import cached_property

from accounts import audit
from accounts.models import User
from cases.models.case import Case
from cases.procedures.base import LetterKind
from cases.procedures.sources import ONLINE, in_force
from cells.models import CELL_KINDS, GRASSROOTS_KINDS, Ancestry, Unit, UnitVersion
from common.models.links import optional, required
from common.partial import PartialDay
from common.periods import DAY, refuse_future
from members.models.history import PersonalHistory
from members.models.member import Member, OfMemberQuerySet
from members.models.membership import CameBy, LeftBy, Membership
from papers.layout import in_words, issuer_name

# Who signs which box (local guide 38-HD/BTCTW, reported); of those without a name nothing is known.
INSIDE = (
    "Chi bộ nơi đi",
    "",
    "Đảng ủy cơ sở nơi đi",
    "Đảng ủy cấp trên trực tiếp",
    "Đảng ủy cơ sở nơi đến",
    "",
    "Chi bộ nơi đến",
)
OUTSIDE = (
    "Chi bộ nơi đi",
    "",
    "Đảng ủy cơ sở nơi đi",
    "Đảng ủy cấp trên nơi đi",
    "",
    "",
    "Đảng ủy cấp trên nơi đến",
    "Đảng ủy cơ sở nơi đến",
    "",
    "Chi bộ nơi đến",
)
INNER = ("Chi bộ nơi đi", "Chi bộ nơi đến")


class LetterQuerySet(OfMemberQuerySet):
    @transaction.atomic
    def issue_for(self, case: Case, *, issued_on: datetime.date, by: User | None, **facts) -> Letter:
        """The letter of a transfer out of the committee, for good or for a time."""
        case.member.lock()
        case.refresh_from_db()
        row = case.letter_step
        if row is None:
            raise ValidationError("Ghi bước cấp giấy giới thiệu trước.")
        if issued_on < row.done_on:
            raise ValidationError(
                {"issued_on": f"Không thể trước ngày cấp đã ghi ở hồ sơ ({row.done_on:%d/%m/%Y})."}
            )
        spell = case.member.memberships.permanent().filter(unit=case.unit).last()
        letter = self.model(
            kind=row.step.letter,
            case=case,
            membership=spell,
            destination=case.place,
            issued_on=issued_on,
            **facts,
        )
        return letter._issue(by=by)

    @transaction.atomic
    def issue_inner(
        self, left: Membership, *, issued_on: datetime.date, by: User | None, **facts
    ) -> Letter:
        """The one letter of a move between cells of a committee; `left`: as of `inner_move`."""
        left.member.lock()
        if inner_move(left.member) != left:
            raise ValidationError("Đồng chí đã chuyển tiếp đi nơi khác; đề nghị xem lại hồ sơ.")
        letter = self.model(
            kind=LetterKind.INNER,
            membership=left,
            destination=left.left_to,
            issued_on=issued_on,
            **facts,
        )
        return letter._issue(by=by)

    def with_issuer(self):
        return self.select_related("issuer", "replaces")

    def standing(self):
        """Those that no later letter has replaced."""
        return self.filter(replaced_by__isnull=True)


class Letter(models.Model):
    """Giấy giới thiệu sinh hoạt đảng, frozen when issued: a mistake is put right by another letter."""

    kind = models.CharField("loại", max_length=10, choices=LetterKind.choices)
    member = required(Member, related_name="letters")
    # The spell that the member leaves, or is away from.
    membership = required(Membership, related_name="letters")
    case = optional(Case, related_name="letters")
    issuer = required(Unit, "nơi cấp", related_name="letters")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    issued_on = models.DateField("ngày cấp")
    destination = models.CharField("nơi đến", max_length=200)
    is_outside = models.BooleanField("nơi đến thuộc đảng bộ cấp trên khác", default=False)
    fee_until = models.DateField("đảng phí đã đóng đến hết tháng")  # the first day of that month
    papers = models.PositiveSmallIntegerField("số tài liệu trong hồ sơ", null=True, blank=True)
    # What stands on the paper, line by line: [label, text].
    lines = models.JSONField(default=list, editable=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["issued_on", "id"]
        verbose_name = verbose_name_plural = "giấy giới thiệu sinh hoạt đảng"
        constraints = [
            models.UniqueConstraint(name="letter_number", fields=["issuer", "year", "number"]),
            models.CheckConstraint(
                name="letter_inner_without_case",
                condition=Q(kind="inner", case__isnull=True) | ~Q(kind="inner") & Q(case__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Giấy giới thiệu số {self.serial}"

    @property
    def serial(self) -> str:
        return f"{self.number:02d}/{self.year}"

    @property
    def is_check_copy(self) -> bool:
        """Transfers run on the National Public Service Portal: what is printed only goes along."""
        return self.kind != LetterKind.INNER and bool(in_force(ONLINE, self.issued_on))

    @property
    def boxes(self) -> tuple[str, ...]:
        """The captions of the boxes that the bodies on the way sign in, in their order."""
        if self.kind == LetterKind.INNER:
            return INNER
        return OUTSIDE if self.is_outside else INSIDE

    @cached_property
    def head(self) -> UnitVersion:
        """The issuing body under its name and place of that day."""
        return self.issuer.version_on(self.issued_on)

    @property
    def issuer_name(self) -> str:
        """Đảng bộ Sở Y tế issues as Đảng ủy Sở Y tế; a cell under its own name."""
        return issuer_name(self.issuer, self.head.name_in_head)

    @property
    def authority(self) -> str:
        """In whose name it is signed."""
        return "T/M Chi bộ" if self.head.kind in CELL_KINDS else "T/M Đảng ủy"

    @property
    def dated(self) -> str:
        """The day as party documents write it: a zero before days below 10, before months 1 and 2."""
        return in_words(self.issued_on)

    def _issue(self, *, by: User | None) -> Letter:
        """Take the next number of the year, one after the other without a gap, and freeze.

        Called by the two verbs of the queryset, under the lock of the member.
        """
        self._check_days()
        self.member = self.membership.member
        issuer = issuer_of(self.membership.unit, self.issued_on)
        self.issuer = Unit.objects.select_for_update().get(pk=issuer.pk)
        self.year = self.issued_on.year
        taken = Letter.objects.filter(issuer=self.issuer, year=self.year)
        self.number = (taken.aggregate(last=Max("number"))["last"] or 0) + 1
        self.replaces = Letter.objects.filter(membership=self.membership, case=self.case).last()
        self.lines = self._written()
        self.full_clean()
        self.save()
        audit.record(by, "letter.issue", self, ["number"])
        return self

    def _check_days(self) -> None:
        spell, on = self.membership, self.issued_on
        refuse_future(on, "issued_on")
        if on < spell.starts_on or spell.unit.version_on(on) is None:
            raise ValidationError({"issued_on": "Vào ngày này đồng chí không thuộc chi bộ nơi đi."})
        if not spell.member.admitted_on.replace(day=1) <= self.fee_until:
            raise ValidationError({"fee_until": "Không thể trước tháng kết nạp."})
        if self.fee_until.year > on.year + 1:
            raise ValidationError({"fee_until": "Tháng này còn quá xa ngày cấp giấy."})

    def _written(self) -> list[tuple[str, str]]:
        """The lines of the paper, with whole numbers: it is shown only where that is logged."""
        member = self.member
        history = PersonalHistory.of(member)
        official = member.official if member.is_official_on(self.issued_on) else None
        lines = [
            ("Họ và tên", member.full_name),
            ("Tên gọi khác", history.other_names),
            _of_day("Sinh", member.born),
            _of_day("Kết nạp", member.admitted),
            _of_day("Chính thức", official),
            ("Số thẻ đảng viên", member.card_number or "chưa cấp"),
            ("Số lý lịch đảng viên", member.record_number),
            ("Nơi cư trú", history.temporary_address or history.permanent_address),
            ("Đang sinh hoạt tại", self.membership.unit.version_on(self.issued_on).name),
            ("Được giới thiệu đến", self.destination),
            ("Đến hết ngày", f"{self.case.until:%d/%m/%Y}" if self.case and self.case.until else ""),
            ("Đảng phí đã đóng đến hết tháng", f"{self.fee_until:%m/%Y}"),
            ("Hồ sơ kèm theo", "" if self.papers is None else f"{self.papers} tài liệu"),
        ]
        return [line for line in lines if line[1]]

    def hand_out(self, *, by: User) -> list[tuple[str, str]]:
        """The lines for printing: whole numbers are opened, so it is kept who did it."""
        audit.record(by, "member.unmask", self.member, ["card_number", "record_number"], note=str(self))
        return self.lines


def issuer_of(cell: Unit, day: datetime.date) -> Unit:
    """The grassroots body that the cell belonged to, or was, on that day; without one, the cell."""
    above = Ancestry.objects.on(day).filter(unit=cell)
    bodies = UnitVersion.objects.on(day).filter(kind__in=GRASSROOTS_KINDS, unit__descent__in=above)
    body = bodies.select_related("unit").first()
    return body.unit if body else cell


def inner_move(member: Member) -> Membership | None:
    """The spell that the member left last for another cell of the same committee; None without."""
    here = member.current_membership()
    if here is None or here.came_by != CameBy.TRANSFER:
        return None
    before = member.memberships.permanent().filter(left_by=LeftBy.TRANSFER)
    left = before.filter(ends_on=here.starts_on - DAY).select_related("unit").first()
    if left is None:
        return None
    issuer = issuer_of(here.unit, here.starts_on)
    return left if issuer_of(left.unit, left.ends_on) == issuer else None


def _of_day(what: str, day: PartialDay | None) -> tuple[str, str]:
    """Without the word "day" where none is known."""
    is_part = day is not None and not day.is_whole
    return what if is_part else f"{what} ngày", str(day or "đang dự bị")
