"""The columns of the lists of persons, each once: on the page, in print, in the workbook."""

from __future__ import annotations

import datetime

from django.urls import reverse

from cells.tables import Table


def member_table(day: datetime.date) -> Table:
    """The roll as on a day: who was not official by then is on probation."""

    def official_on(spell):
        return spell.member.official_on if spell.member.is_official_on(day) else "Dự bị"

    return Table(
        [
            ("Họ và tên", lambda spell: spell.member),
            ("Giới tính", lambda spell: spell.member.get_sex_display()),
            ("Ngày sinh", lambda spell: spell.member.born_on),
            ("Dân tộc", lambda spell: spell.member.ethnicity),
            ("Chi bộ", lambda spell: spell.unit_name),
            ("Số thẻ", lambda spell: spell.member.masked_card_number),
            ("Ngày kết nạp", lambda spell: spell.member.admitted_on),
            ("Ngày chính thức", official_on),
            ("Trình độ", lambda spell: spell.member.get_schooling_display()),
            ("Lý luận", lambda spell: spell.member.get_theory_display()),
        ],
        link=lambda spell: reverse("members:member_detail", args=[spell.member_id]),
    )


def _next_step(candidate) -> str | None:
    """On the way to admission, as on the day of the list."""
    steps = (case.procedure.after(set(case.done_steps)) for case in candidate.open_cases)
    return next((step.label for step in steps if step), None)


CANDIDATES = Table(
    [
        ("Họ và tên", lambda person: person.full_name),
        ("Giới tính", lambda person: person.get_sex_display()),
        ("Ngày sinh", lambda person: person.born_on),
        ("Dân tộc", lambda person: person.ethnicity),
        ("Trình độ", lambda person: person.get_schooling_display()),
        ("Nơi công tác", lambda person: person.work_place),
        ("Chi bộ", lambda person: person.unit_name),
        ("Theo dõi từ", lambda person: person.starts_on),
        ("Bước tiếp theo", _next_step),
    ],
    link=lambda person: reverse("members:candidate_detail", args=[person.pk]),
)

OFFICES = Table(
    [
        ("Họ và tên", lambda office: office.member),
        ("Chức vụ", lambda office: office.title),
        ("Tổ chức", lambda office: office.unit_name),
        ("Nhiệm kỳ", lambda office: office.term),
        ("Từ ngày", lambda office: office.starts_on),
        ("Quyết định", lambda office: office.decision),
    ],
    link=lambda office: reverse("members:member_detail", args=[office.member_id]),
)

# Rows are members.worklist.Work.
CASES = Table(
    [
        ("Họ và tên", lambda work: work.case.person),
        ("Loại việc", lambda work: work.case.get_kind_display()),
        ("Chi bộ", lambda work: work.case.unit),
        ("Bước tiếp theo", lambda work: work.step.label),
        ("Ai làm", lambda work: work.step.actor.label),
        ("Hạn", lambda work: work.due and work.due.on),
    ]
)

CLOSED_CASES = Table(
    [
        ("Họ và tên", lambda work: work.case.person),
        ("Loại việc", lambda work: work.case.get_kind_display()),
        ("Chi bộ", lambda work: work.case.unit),
        ("Bắt đầu", lambda work: work.case.opened_on),
        ("Kết thúc", lambda work: work.case.closed_on),
        ("Kết quả", lambda work: work.case.get_outcome_display()),
        ("Lý do", lambda work: work.case.reason),
    ]
)
