"""What a procedure is made of.

Steps and papers are from the charter and its guides (Điều lệ Đảng, Quy định 294-QĐ/TW); the numbers
of days and months are dated rows (cells.models.Threshold), only named here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, Subquery

from cells.models import ThresholdCode

if TYPE_CHECKING:
    from members.models import Member

PROBATION_MONTHS = 12  # from the ceremony


class CaseKind(models.TextChoices):
    ADMISSION = "admission", "Kết nạp đảng viên"
    CONFIRMATION = "confirmation", "Công nhận đảng viên chính thức"
    TRANSFER_OUT = "transfer_out", "Chuyển sinh hoạt chính thức đi nơi khác"
    TEMPORARY_OUT = "temporary_out", "Chuyển sinh hoạt tạm thời đi nơi khác"
    EXEMPTION = "exemption", "Miễn công tác và sinh hoạt"
    EXEMPTION_BY_CELL = "exemption_by_cell", "Miễn công tác và sinh hoạt do chi bộ quyết định"
    EXEMPTION_END = "exemption_end", "Trở lại công tác và sinh hoạt"
    SUSPENSION = "suspension", "Đình chỉ sinh hoạt đảng"
    SUSPENSION_END = "suspension_end", "Thôi đình chỉ sinh hoạt đảng"
    DELETION = "deletion", "Xóa tên trong danh sách đảng viên"
    RESIGNATION = "resignation", "Xin ra khỏi Đảng"
    ANNULMENT = "annulment", "Hủy quyết định kết nạp"
    RESTORATION = "restoration", "Khôi phục quyền đảng viên"
    READMISSION = "readmission", "Kết nạp lại"


class Actor(models.TextChoices):
    """Who does a step; the value is the right it takes (cells/rights.py)."""

    CELL = "case.record", "Chi bộ"
    COMMITTEE = "case.decide", "Đảng ủy"


@dataclass(frozen=True)
class Deadline:
    """So many working days after another step was done."""

    after: str
    days: ThresholdCode


@dataclass(frozen=True)
class Step:
    """One step: what is recorded besides its day."""

    code: str
    label: str
    actor: Actor
    # What is recorded beside the day and a note: since when, the paper behind it, the share of the
    # official members who must agree, the members who help.
    since: str = ""
    has_decision: bool = False
    vote: ThresholdCode | None = None
    has_helpers: bool = False
    deadline: Deadline | None = None
    # Due on the day that was expected when the case was opened.
    is_due_as_expected: bool = False
    help: str = ""


@dataclass(frozen=True)
class Situation:
    """How a member stands today: what tells which kinds of case make sense."""

    member: Member
    is_on_roll: bool
    is_exempt: bool
    is_suspended: bool
    is_away: bool
    left_by: str  # how the last spell ended; empty while it goes on

    @classmethod
    def of(cls, member: Member) -> Situation:
        """All of it in one query."""
        spells = member.memberships.permanent()
        asked = (
            Exists(spells.open()),
            Exists(member.exemptions.open()),
            Exists(member.suspensions.open()),
            Exists(member.absences.open()),
            Subquery(spells.order_by("-starts_on").values("left_by")[:1]),
        )
        return cls(member, *type(member).objects.filter(pk=member.pk).values_list(*asked).get())


@dataclass(frozen=True)
class Procedure:
    """The steps of a kind of case in their order, and the papers its file must hold."""

    steps: tuple[Step, ...]
    papers: dict[str, str]
    source: str
    # For which members it may be opened; without, it is one of candidates.
    fits: Callable[[Situation], bool] | None = None
    # What the case needs to know from its opening: fields of Case.
    asks: tuple[str, ...] = ()
    # The step after which it goes on although the person left the roll.
    outlasts_roll_after: str = ""

    def step(self, code: str) -> Step:
        return next(step for step in self.steps if step.code == code)

    def after(self, done: set[str]) -> Step | None:
        """The first step not done yet; None when all are."""
        return next((step for step in self.steps if step.code not in done), None)
