"""The columns in which the rows of a figure are shown: on its page, in an annex."""

from django.urls import reverse

from common.periods import DAY
from common.tables import Table
from meetings.reading.tables import STUDIES
from reports.figures.figure import Average, Figure, Rate


def _months(row) -> str:
    return f"tháng {row.month:%m/%Y}"


def _meeting(row) -> str:
    return reverse("meetings:meeting_detail", args=[row.pk])


def _campaign(pk: int) -> str:
    return reverse("inspections:campaign_detail", args=[pk])


def _unit(row) -> str:
    return reverse("organisation:unit_detail", args=[row.code])


MEMBER = ("Họ và tên", lambda row: row.member)
CELL = ("Chi bộ", lambda row: row.unit)
BORN = ("Ngày sinh", lambda row: row.member.born)
SEX = ("Giới tính", lambda row: row.member.get_sex_display())
ETHNICITY = ("Dân tộc", lambda row: row.member.ethnicity)
ADMITTED = ("Ngày kết nạp", lambda row: row.member.admitted)
OFFICIAL = ("Ngày chính thức", lambda row: row.member.official)
DECISION = ("Quyết định", lambda row: row.decision)
AWARD = [
    ("Đối tượng", lambda row: row.recipient),
    ("Chi bộ, đảng bộ", lambda row: row.unit),
    ("Hình thức", lambda row: row.get_form_display()),
    ("Thành tích", lambda row: row.reason),
]


def of_members(*columns) -> Table:
    """The name first, which leads to the record."""

    def link(row) -> str:
        return reverse("members:member_detail", args=[row.member_id])

    return Table([MEMBER, *columns], link=link)


# Rows that fewer users may see than other lists of persons: table → the right to them.
NARROWER = {
    "discipline": "discipline.read",
    "campaign": "inspection.read",
    "inspection_subject": "inspection.read",
    "letter": "letter.read",
}

TABLES: dict[str, Table] = {
    "badge": Table(
        [
            MEMBER,
            CELL,
            ("Huy hiệu", lambda row: row.mark),
            ("Ngày trao", lambda row: row.awarded_on),
            ("Số huy hiệu", lambda row: row.number),
            DECISION,
        ],
        link=lambda row: reverse("members:member_merits", args=[row.member_id]),
    ),
    "discipline": Table(
        [
            ("Đối tượng", lambda row: row.subject),
            ("Tổ chức đảng", lambda row: row.unit),
            ("Hình thức", lambda row: row.get_form_display()),
            ("Cấp quyết định", lambda row: row.get_level_display()),
            ("Có hiệu lực từ", lambda row: row.starts_on),
            DECISION,
        ]
    ),
    "campaign": Table(
        [
            ("Nội dung", lambda row: row.title),
            ("Loại", lambda row: row.get_kind_display()),
            ("Chủ thể", lambda row: row.get_performer_display()),
            ("Đơn vị thực hiện", lambda row: row.unit),
            ("Kết luận ngày", lambda row: row.concluded_on),
        ],
        link=lambda row: _campaign(row.pk),
    ),
    "inspection_subject": Table(
        [
            ("Đối tượng", lambda row: row.whom),
            ("Tổ chức đảng", lambda row: row.unit),
            ("Nội dung", lambda row: row.campaign.title),
            ("Đơn vị thực hiện", lambda row: row.campaign.unit),
            ("Kết luận", lambda row: row.get_outcome_display()),
            ("Kết luận ngày", lambda row: row.campaign.concluded_on),
        ],
        link=lambda row: _campaign(row.campaign_id),
    ),
    "letter": Table(
        [
            ("Tổ chức đảng", lambda row: row.unit),
            ("Ngày nhận", lambda row: row.received_on),
            ("Số đến", lambda row: row.number),
            ("Loại", lambda row: row.get_kind_display()),
            ("Xử lý", lambda row: row.outcome),
        ],
        names_persons=False,
    ),
    "version": Table(
        [
            ("Tên", lambda row: row.name),
            ("Loại hình", lambda row: row.get_kind_display()),
            ("Thành lập", lambda row: row.unit.founded_on),
        ],
        names_persons=False,
        link=lambda row: _unit(row.unit),
    ),
    "unit": Table(
        [("Tên", lambda row: row.name), ("Loại hình", lambda row: row.get_kind_display())],
        names_persons=False,
        link=_unit,
    ),
    "staff": Table(
        [
            ("Tổ chức đảng", lambda row: row.unit),
            ("Tính đến ngày", lambda row: row.counted_on),
            ("Số người", lambda row: row.number),
            ("Nguồn số liệu", lambda row: row.source),
        ],
        names_persons=False,
        link=lambda row: _unit(row.unit),
    ),
    "membership": of_members(CELL, BORN, SEX, ETHNICITY, ADMITTED, OFFICIAL),
    "arrival": of_members(
        CELL,
        ("Từ ngày", lambda row: row.came_on),
        ("Đến do", lambda row: row.get_came_by_display()),
        ("Từ nơi", lambda row: row.came_from),
        ("Quyết định", lambda row: row.came_decision),
    ),
    "departure": of_members(
        CELL,
        ("Từ ngày", lambda row: row.last_on + DAY),
        ("Đi do", lambda row: row.get_left_by_display() or "theo tổ chức"),
        ("Đến nơi", lambda row: row.left_to),
        ("Quyết định", lambda row: row.left_decision),
    ),
    "candidate": Table(
        [("Họ và tên", lambda row: row.full_name), CELL, ("Theo dõi từ", lambda row: row.starts_on)],
        link=lambda row: reverse("cases:candidate_detail", args=[row.pk]),
    ),
    "training": Table(
        [
            ("Họ và tên", lambda row: row.person),
            CELL,
            ("Lớp", lambda row: row.get_course_display()),
            ("Cử đi học", lambda row: row.sent_on),
            ("Hoàn thành", lambda row: row.completed_on),
        ]
    ),
    "class": Table(
        [
            ("Lớp", lambda row: row.get_course_display()),
            ("Cử đi học", lambda row: row.sent_on),
            ("Hoàn thành", lambda row: row.completed_on),
        ],
        names_persons=False,
    ),
    "card": of_members(
        ("Số thẻ", lambda row: row.masked_number),
        ("Lý do cấp", lambda row: row.get_reason_display()),
        ("Ngày cấp", lambda row: row.issued_on),
        ("Ngày giao", lambda row: row.handed_over_on),
    ),
    "study": STUDIES,
    "meeting": Table(
        [
            ("Ngày", lambda row: row.held_on),
            ("Tổ chức", lambda row: row.unit),
            ("Loại", lambda row: row.get_kind_display()),
            ("Chuyên đề", lambda row: row.topic),
            ("Số phút", lambda row: row.minutes),
        ],
        link=_meeting,
    ),
    "topic_plan": Table(
        [
            ("Chuyên đề", lambda row: row.title),
            CELL,
            ("Quý", lambda row: f"quý {row.get_quarter_display()} năm {row.year}"),
            ("Đã sinh hoạt ngày", lambda row: row.meeting.held_on if row.is_held else None),
        ]
    ),
    "due": Table([CELL, ("Tháng", _months)], names_persons=False),
    "attendance": Table(
        [
            MEMBER,
            CELL,
            ("Ngày họp", lambda row: row.meeting.held_on),
            ("Điểm danh", lambda row: row.get_status_display()),
            ("Lý do", lambda row: row.reason),
        ],
        link=lambda row: _meeting(row.meeting),
    ),
    "absentee": Table(
        [("Họ và tên", lambda row: row.full_name), ("Ngày sinh", lambda row: row.born)],
        link=lambda row: reverse("members:member_detail", args=[row.pk]),
    ),
    "task": Table(
        [
            ("Nhiệm vụ", lambda row: row.text),
            ("Người thực hiện", lambda row: row.assignee),
            ("Tổ chức", lambda row: row.meeting.unit),
            ("Hạn", lambda row: row.due_on),
            ("Hoàn thành", lambda row: row.done_on),
        ],
        link=lambda row: _meeting(row.meeting),
    ),
    "petition": Table(
        [
            ("Kiến nghị", lambda row: row),
            ("Chi bộ", lambda row: row.unit),
            ("Gửi", lambda row: row.to_unit),
            ("Ngày nêu", lambda row: row.raised_on),
        ],
        link=lambda row: reverse("meetings:petition_detail", args=[row.pk]),
    ),
    "assessment": of_members(
        ("Chi bộ", lambda row: row.cell),
        ("Mức xếp loại", lambda row: row.get_level_display()),
        ("Không xếp loại vì", lambda row: row.get_exclusion_display()),
        ("Xếp loại sau vì", lambda row: row.get_late_cause_display() if row.is_late else ""),
        ("Ghi chú", lambda row: row.note),
    ),
    "unit_assessment": Table(
        [
            ("Tổ chức đảng", lambda row: row.unit),
            ("Mức xếp loại", lambda row: row.get_level_display()),
            ("Không xếp loại vì", lambda row: row.get_exclusion_display()),
        ],
        names_persons=False,
        link=lambda row: _unit(row.unit),
    ),
    "commendation": Table([*AWARD, ("Ngày trao", lambda row: row.given_on), DECISION]),
    "proposal": Table(
        [*AWARD, ("Ngày đề nghị", lambda row: row.proposed_on), ("Tờ trình", lambda row: row.paper)]
    ),
}


def right_to_rows(table: str) -> str | None:
    """The right that a user needs to see the rows shown in that table; None when everybody may."""
    return NARROWER.get(table) or ("figure.rows" if TABLES[table].names_persons else None)


# What the rows of a table are, as a number of them is said: "5 đảng viên".
MEASURES = {
    "version": "tổ chức",
    "unit": "tổ chức",
    "staff": "người",
    "membership": "đảng viên",
    "arrival": "đảng viên",
    "departure": "đảng viên",
    "candidate": "quần chúng",
    "training": "lượt người",
    "class": "lớp",
    "card": "thẻ",
    "study": "đợt",
    "meeting": "buổi",
    "topic_plan": "chuyên đề",
    "due": "buổi",
    "attendance": "lượt",
    "absentee": "đảng viên",
    "task": "nhiệm vụ",
    "petition": "kiến nghị",
    "assessment": "đảng viên",
    "unit_assessment": "tổ chức",
    "commendation": "lượt khen",
    "proposal": "đề nghị",
    "badge": "huy hiệu",
    "discipline": "trường hợp",
}


def measure_of(figure: Figure) -> str:
    """The unit in which a figure is told; empty where nobody has named it."""
    if isinstance(figure, Rate):
        return "%"
    return "phút" if isinstance(figure, Average) else MEASURES.get(figure.table, "")
