"""The columns of the lists of candidates and cases, each once: on page, in print, in the workbook."""

from django.urls import reverse

from common.tables import Table


def _next_step(candidate) -> str | None:
    """On the way to admission, as on the day of the list."""
    steps = (case.procedure.after(set(case.done_steps)) for case in candidate.open_cases)
    return next((step.label for step in steps if step), None)


CANDIDATES = Table(
    [
        ("Họ và tên", lambda person: person.full_name),
        ("Giới tính", lambda person: person.get_sex_display()),
        ("Ngày sinh", lambda person: person.born),
        ("Dân tộc", lambda person: person.ethnicity),
        ("Trình độ", lambda person: person.get_schooling_display()),
        ("Nơi công tác", lambda person: person.work_place),
        ("Chi bộ", lambda person: person.unit_name),
        ("Theo dõi từ", lambda person: person.starts_on),
        ("Bước tiếp theo", _next_step),
    ],
    link=lambda person: reverse("cases:candidate_detail", args=[person.pk]),
)


# Rows are worklist.Work.
WHOSE = [
    ("Họ và tên", lambda work: work.case.person),
    ("Loại thủ tục", lambda work: work.case.get_kind_display()),
    ("Chi bộ", lambda work: work.case.unit),
]
CASES = Table(
    [
        *WHOSE,
        ("Bước tiếp theo", lambda work: work.step.label),
        ("Người thực hiện", lambda work: work.step.actor.label),
        ("Hạn", lambda work: work.due and work.due.on),
    ]
)


CLOSED_CASES = Table(
    [
        *WHOSE,
        ("Bắt đầu", lambda work: work.case.opened_on),
        ("Kết thúc", lambda work: work.case.closed_on),
        ("Kết quả", lambda work: work.case.get_outcome_display()),
        ("Lý do", lambda work: work.case.reason),
    ]
)
