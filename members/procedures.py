"""The procedures of party work on a person, as data: which step follows which, who does it, by when.

Steps and papers are from the charter and its guides (Điều lệ Đảng, Quy định 294-QĐ/TW); the numbers
of days and months are dated rows (cells.models.Threshold), only named here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from cells.models import ThresholdCode

if TYPE_CHECKING:
    from members.models import Member, Membership

PROBATION_MONTHS = 12  # from the ceremony


class CaseKind(models.TextChoices):
    ADMISSION = "admission", "Kết nạp đảng viên"
    CONFIRMATION = "confirmation", "Công nhận đảng viên chính thức"


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
    help: str = ""


@dataclass(frozen=True)
class Procedure:
    """The steps of a kind of case in their order, and the papers its file must hold."""

    steps: tuple[Step, ...]
    papers: dict[str, str]
    source: str
    # For which members it may be opened, asked with the open spell of each; of candidates without.
    fits: Callable[[Member, Membership | None], bool] | None = None
    # Whether it goes on when the person leaves the roll, as the end of a transfer does.
    outlasts_roll: bool = False

    def step(self, code: str) -> Step:
        return next(step for step in self.steps if step.code == code)

    def after(self, done: set[str]) -> Step | None:
        """The first step not done yet; None when all are."""
        return next((step for step in self.steps if step.code not in done), None)


def _on_probation(member: Member, spell: Membership | None) -> bool:
    return spell is not None and member.official_on is None


PROCEDURES: dict[str, Procedure] = {
    CaseKind.ADMISSION: Procedure(
        source="Điều lệ Đảng, Điều 4; Quy định 294-QĐ/TW; bộ mẫu KNĐ",
        steps=(
            Step("noted", "Chi bộ ghi nhận quần chúng ưu tú", Actor.CELL),
            Step(
                "helpers",
                "Phân công đảng viên giúp đỡ",
                Actor.CELL,
                has_helpers=True,
                help="Hai đảng viên chính thức cùng sinh hoạt ít nhất 12 tháng; "
                "hoặc một đảng viên cùng với đoàn thanh niên, khi đó ghi rõ ở phần ghi chú.",
            ),
            Step("class", "Học lớp nhận thức về Đảng", Actor.CELL, since="Ngày bắt đầu học"),
            Step("file", "Bắt đầu lập hồ sơ", Actor.CELL),
            Step(
                "vetting",
                "Đã thẩm tra lý lịch",
                Actor.COMMITTEE,
                help="Chỉ ghi ngày xong. Nội dung thẩm tra giữ trên giấy, không đưa vào phần mềm.",
            ),
            Step("cell_vote", "Chi bộ xét và biểu quyết", Actor.CELL, vote=ThresholdCode.VOTE_SHARE),
            Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
            Step("decision", "Quyết định kết nạp", Actor.COMMITTEE, has_decision=True),
            Step(
                "ceremony",
                "Lễ kết nạp",
                Actor.CELL,
                deadline=Deadline("decision", ThresholdCode.CEREMONY_DAYS),
                help="Từ ngày này là đảng viên dự bị, có tên trong danh sách của chi bộ.",
            ),
        ),
        papers={
            "1-KNĐ": "Đơn xin vào Đảng",
            "2-KNĐ": "Lý lịch của người xin vào Đảng",
            "3-KNĐ": "Giấy giới thiệu của đảng viên giúp đỡ (mỗi người một bản)",
            "4-KNĐ": "Nghị quyết của đoàn thanh niên hoặc công đoàn",
            "5-KNĐ": "Tổng hợp ý kiến của đoàn thể và của chi ủy nơi cư trú",
            "6-KNĐ": "Nghị quyết của chi bộ đề nghị kết nạp",
            "8-KNĐ": "Nghị quyết của đảng ủy cơ sở đề nghị kết nạp",
            "9-KNĐ": "Quyết định kết nạp",
            "CN-NTVĐ": "Chứng nhận lớp nhận thức về Đảng",
        },
    ),
    CaseKind.CONFIRMATION: Procedure(
        source="Điều lệ Đảng, Điều 5; Quy định 294-QĐ/TW",
        fits=_on_probation,
        steps=(
            Step("class", "Học lớp đảng viên mới", Actor.CELL, since="Ngày bắt đầu học"),
            Step("review", "Bản tự kiểm điểm và nhận xét của người giúp đỡ", Actor.CELL),
            Step(
                "cell_vote",
                "Chi bộ xét và biểu quyết",
                Actor.CELL,
                vote=ThresholdCode.VOTE_SHARE,
                help="Họp sau ngày đủ 12 tháng dự bị. Xét muộn thì vẫn tính chính thức từ ngày đó.",
            ),
            Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
            Step(
                "decision",
                "Quyết định công nhận đảng viên chính thức",
                Actor.COMMITTEE,
                has_decision=True,
                help="Ngày chính thức là ngày đủ 12 tháng dự bị, dù quyết định ký sau ngày đó.",
            ),
        ),
        papers={
            "CN-ĐVM": "Chứng nhận lớp đảng viên mới",
            "TKĐ": "Bản tự kiểm điểm của đảng viên dự bị",
            "11-KNĐ": "Nhận xét của đảng viên được phân công giúp đỡ",
            "12-KNĐ": "Tổng hợp ý kiến của đoàn thể và của chi ủy nơi cư trú",
            "13-KNĐ": "Nghị quyết của chi bộ đề nghị công nhận",
            "QĐ": "Quyết định công nhận đảng viên chính thức",
        },
    ),
}


def kinds_open_to(member: Member) -> list[CaseKind]:
    """The kinds of case that make sense for this member today, in their order."""
    spell = member.current_membership()
    return [kind for kind in CaseKind if (fits := PROCEDURES[kind].fits) and fits(member, spell)]
