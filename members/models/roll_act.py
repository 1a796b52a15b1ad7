"""Việc đã ghi: what an act on the roll made and changed, so that it can be taken back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common.models.kept_rows import KeptRows, Rows
from common.models.links import optional, required
from common.periods import DAY
from common.vietnamese import nfc

# Of the member: the tables, by the name of the relation, of which an act may make or change rows.
BORNE = ("offices", "exemptions", "suspensions", "absences", "group_places")  # by a spell on the roll
TABLES = ("memberships", *BORNE, "cases")
PERSON = "person"  # the member's own row, of which these fields:
KEPT = ("admitted_on", "official_on")
LONGEST = 300  # signs of a text


class RollActKind(models.TextChoices):
    ARRIVAL = "arrival", "vào danh sách"
    STAY = "stay", "nhận sinh hoạt tạm thời"
    MOVE = "move", "chuyển giữa hai chi bộ"
    LEAVING = "leaving", "đưa ra khỏi danh sách đảng viên"
    STAY_END = "stay_end", "thôi sinh hoạt tạm thời"
    WITH_UNIT = "with_unit", "đến, đi theo tổ chức"
    STANDING = "standing", "miễn, đình chỉ, đi tạm thời"
    STANDING_END = "standing_end", "trở lại sinh hoạt"
    CONFIRMATION = "confirmation", "công nhận đảng viên chính thức"
    DISMISSAL = "dismissal", "cách chức"


CORRECTED = {RollActKind.ARRIVAL, RollActKind.STAY, RollActKind.MOVE, RollActKind.LEAVING}


class RollActQuerySet(models.QuerySet):
    def in_force(self):
        """Those that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def newest_first(self):
        return self.select_related("by", "withdrawn_by").order_by("-pk")

    @contextmanager
    def noting(
        self, member, kind: RollActKind, text: str, *, on: datetime.date, by: User | None
    ) -> Iterator[None]:
        """Keep which of the member's rows are made and changed within."""
        member.lock()
        before = _rows_of(member)
        yield
        act = self.model(member=member, kind=kind, text=text, on=on, by=by)
        act.keep(before, _rows_of(member))
        act.save()


class RollAct(KeptRows):
    """One act on the roll about one member, with the rows of that member that it touched."""

    member = required("members.Member", "đảng viên", on_delete=models.CASCADE, related_name="roll_acts")
    kind = models.CharField("loại", max_length=12, choices=RollActKind.choices)
    text = models.CharField("việc", max_length=LONGEST)
    on = models.DateField("từ ngày")
    at = models.DateTimeField("ghi lúc", auto_now_add=True)
    by = required(User, "người ghi", null=True)
    withdrawn_at = models.DateTimeField("rút lại lúc", null=True)
    withdrawn_by = optional(User, "người rút lại")
    reason = models.CharField("lý do đính chính", max_length=300, blank=True)

    objects = RollActQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "việc đã ghi"

    def __str__(self):
        return f"{self.text}, từ {self.on:%d/%m/%Y}"

    def save(self, **kwargs):
        """Names of units are long; what was done stays readable when the end of one is cut."""
        self.text = self.text[:LONGEST]
        super().save(**kwargs)

    @property
    def can_be_corrected(self) -> bool:
        """Whether it may be recorded anew in one step; others are taken back, then recorded."""
        return self.kind in CORRECTED

    @property
    def is_own(self) -> bool:
        """Of this member alone, not of a whole unit."""
        return self.kind != RollActKind.WITH_UNIT

    @property
    def begun(self):
        """The spell that it began."""
        return self._spell(self.made)

    @property
    def ended(self):
        """The spell that it ended; that on the roll, where a stay as a guest ended with it."""
        return self._spell(self.changed)

    def _spell(self, rows: list):
        spells = self.member.memberships.filter(
            pk__in=[pk for table, pk, *_ in rows if table == "memberships"]
        )
        return spells.order_by("kind").first()

    @property
    def owner(self):
        """The step of a case, or the discipline, that brought it about: it goes with that."""
        return getattr(self, "case_step", None) or getattr(self, "discipline", None)

    def check_withdrawal(self, of=None) -> None:
        """Refuse while something else stands on it; `of`: what it goes with."""
        if self.withdrawn_at:
            raise ValidationError("Việc này đã được rút lại.")
        if not self.is_own:
            raise ValidationError("Việc này đi theo việc của tổ chức đảng, không rút riêng từng người.")
        if self.owner and self.owner != of:
            raise ValidationError(f"Việc này ghi cùng “{self.owner}”; đề nghị bỏ ở đó.")
        if later := self.member.roll_acts.in_force().filter(pk__gt=self.pk).last():
            raise ValidationError(f"Sau đó đã ghi: {later}. Rút lại việc đó trước.")
        spells = self.member.memberships.ending_from(self.on - DAY).select_related("unit")
        refuse_closed_rounds([spell.unit for spell in spells], on=self.on, since=self.at)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None, of=None) -> None:
        """Recorded by mistake: every row is again as it was before."""
        self.take_back(reason=reason, by=by, of=of)
        self.check_borne()
        if not self.member.memberships.exists():
            raise ValidationError(
                "Đây là lần đầu đồng chí có tên trong danh sách: đề nghị sửa ngày, chi bộ của việc "
                "này. Không có ai như vậy thì bỏ cả hồ sơ, ở trang “Đưa ra khỏi danh sách đảng viên”."
            )

    @transaction.atomic
    def take_back(self, *, reason: str, by: User | None, of=None) -> None:
        """As `withdraw`, for what is recorded anew at once; then `check_borne`."""
        self.member.lock()
        self.refresh_from_db(fields=["withdrawn_at"])
        self.check_withdrawal(of)
        self.put_back(self._table)
        if home := self.member.current_membership():
            self.member.cases.move_to(home.unit)  # also what was opened in between
        facts = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "reason": nfc(reason)}
        audit.change(by, "roll_act.withdraw", self, **facts)

    def _table(self, name: str):
        return type(self.member)._default_manager if name == PERSON else getattr(self.member, name)

    def check_borne(self) -> None:
        """What began later must still lie within a spell that bears it."""
        spells = self.member.memberships.permanent()
        for table in BORNE:
            for row in getattr(self.member, table).filter(starts_on__gte=self.on):
                unit = getattr(row, "unit", None)
                here = spells.within(unit, row.starts_on) if unit else spells.on(row.starts_on)
                if not here.exists():
                    raise ValidationError(
                        f"Sau đó đã ghi: {row}, từ {row.starts_on:%d/%m/%Y}. Rút lại việc đó trước."
                    )


def refuse_closed_rounds(units: Iterable[Unit], *, on: datetime.date, since: datetime.datetime) -> None:
    """A round closed since then took from these rolls whom it graded."""
    above = {pk for unit in units for pk in unit.path_ids}
    closed = {"rounds__closed_at__gt": since, "rounds__ends_on__gte": on}
    if unit := Unit.objects.filter(pk__in=above, **closed).first():
        raise ValidationError(
            f"{unit} đã chốt kết quả xếp loại theo danh sách này, không rút lại được."
        )


def _rows_of(member) -> Rows:
    rows = {(table, row["id"]): row for table in TABLES for row in getattr(member, table).values()}
    rows[PERSON, member.pk] = type(member)._default_manager.values("id", *KEPT).get(pk=member.pk)
    return rows
