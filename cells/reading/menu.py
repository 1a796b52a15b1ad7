"""The bar on top as data: which entries a user has, in which groups, and which one a page belongs to.

Pages are named by their addresses' names, so that this lower room may speak of all of them. The search
at the top finds entries by their labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from cells.rights import PERSON_ROLES, Role, may_anywhere
from cells.scoping import assignments_of, member_of

MEMBER = "member"  # in place of a right: whoever is tied to a member who is in the Party today
MOST_IN_A_COLUMN = 11
NOWHERE = {"reports:search", "reports:news", "reports:job_list", "meetings:feed_list"}  # of no entry


@dataclass(frozen=True)
class Entry:
    """A page under its name; `begins`: how the names of further pages begin that belong to it."""

    label: str
    page: str
    action: str = ""
    begins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Entries behind one button, in parts with headings; `begins` as of an entry."""

    label: str
    parts: tuple[tuple[str, tuple[Entry, ...]], ...]
    begins: tuple[str, ...] = ()


CALENDAR = Entry("Lịch năm", "meetings:meeting_calendar", "meeting.read")
MONTH = Entry(
    "Đăng ký tháng",
    "meetings:month_register",
    "meeting.read",
    ("meetings:plan_", "meetings:meeting_plan"),
)
MONTH_LONG = Entry("Đăng ký lịch sinh hoạt tháng", MONTH.page, MONTH.action, MONTH.begins)
SITTINGS = ("meetings:meeting_", "meetings:observer_")
MEETINGS = Entry("Cuộc họp", "meetings:meeting_list", "meeting.read", SITTINGS)
MEETINGS_LONG = Entry("Danh sách sinh hoạt, hội nghị", MEETINGS.page, MEETINGS.action, MEETINGS.begins)
TASKS = Entry("Nhiệm vụ", "meetings:task_list", "meeting.read", ("meetings:task_",))
PETITIONS = Entry("Kiến nghị", "meetings:petition_list", "petition.read", ("meetings:petition_",))
SCORES = Entry("Chất lượng sinh hoạt", "scoring:score_year", "meeting.read", ("scoring:score_",))
RESULT = Entry("Kết quả sinh hoạt tháng", "scoring:month_result", "meeting.read")

PROGRAMME = Entry(
    "Chương trình công tác", "meetings:programme_list", "meeting.read", ("meetings:programme_",)
)
TOPICS = Entry("Chuyên đề", "meetings:topic_list", "meeting.read", ("meetings:topic_",))
STUDIES = Entry("Học tập, quán triệt", "meetings:study_list", "meeting.read", ("meetings:study_",))
REVIEWS = Entry("Rút kinh nghiệm", "meetings:review_list", "meeting.read", ("meetings:review_",))
LIBRARY = Entry("Thư viện", "meetings:library_list", "library.read", ("meetings:library_",))
DIRECTIVES = Entry(
    "Văn bản cấp trên", "meetings:directive_list", "directive.read", ("meetings:directive_",)
)
AGENDAS = Entry(
    "Mẫu chương trình họp", "meetings:agenda_template_list", "meeting.read", ("meetings:agenda_",)
)
SHEETS = Entry("Biểu chấm điểm", "scoring:score_sheet_list", "meeting.read", ("scoring:score_sheet_",))
FOLLOWERS = Entry(
    "Cấp ủy viên phụ trách chi bộ", "scoring:follower_list", "meeting.read", ("scoring:follower_",)
)

UNITS = Entry("Tổ chức đảng", "organisation:unit_list", "unit.read", ("organisation:",))
OFFICES = Entry(
    "Chức vụ trong Đảng",
    "members:office_list",
    "member.read",
    ("members:office_", "members:unit_", "members:congress_"),
)
RESTRUCTURINGS = Entry(
    "Sắp xếp tổ chức",
    "organisation:restructuring_list",
    "unit.restructure",
    ("organisation:restructuring_",),
)

PEOPLE = (
    Entry("Danh sách đảng viên", "members:member_list", "member.read", ("members:member_",)),
    Entry("Quần chúng ưu tú", "cases:candidate_list", "case.read", ("cases:candidate_",)),
    Entry("Thủ tục đang giải quyết", "cases:case_list", "case.read", ("cases:",)),
    Entry("Học tập, bồi dưỡng", "members:training_list", "member.read", ("members:training_",)),
    Entry("Nơi cư trú, cam kết, phiếu bổ sung", "members:follow_up_list", "followup.record"),
    Entry("Huy hiệu Đảng", "members:badge_plan", "badge.plan", ("members:badge_",)),
    Entry("Kỷ luật", "members:discipline_list", "discipline.read", ("members:discipline_",)),
)
RECORDS = (
    Entry(
        "Đối khớp danh sách",
        "upkeep:reconciliation_list",
        "reconciliation.read",
        ("upkeep:reconciliation_", "upkeep:difference_"),
    ),
    Entry("Chất lượng hồ sơ", "upkeep:quality_overview", "member.read", ("upkeep:quality_",)),
    Entry("Đề nghị sửa hồ sơ", "members:correction_list", "member.edit", ("members:correction_",)),
    Entry("Nhập từ Excel", "upkeep:import_list", "member.import", ("upkeep:import_",)),
)
REGISTERS = Entry("Sổ theo dõi", "reports:register_list", "member.read", ("reports:register_",))

REPORTS = (
    Entry("Báo cáo", "reports:report_list", "report.read", ("reports:report_", "reports:section_")),
    Entry("Báo cáo của đơn vị trực thuộc", "reports:report_collect", "report.collect"),
)
FIGURES = (
    Entry("Bảng theo dõi", "reports:dashboard", "figure.view"),
    Entry("Tất cả số liệu", "reports:figure_list", "figure.view", ("reports:figure_",)),
    Entry("Chỉ tiêu", "reports:target_list", "target.read", ("reports:target_",)),
    Entry(
        "Biểu 1 đến 5-BTCTW",
        "reports:balance_detail",
        "figure.view",
        ("reports:form_", "reports:admitted_"),
    ),
    Entry("Cơ cấu đảng viên", "reports:structure_detail", "figure.view", ("reports:structure_",)),
)
OF_MEETINGS = (
    Entry("Thống kê sinh hoạt", "reports:meeting_statistics", "figure.view"),
    Entry(
        "Theo dõi dự sinh hoạt", "reports:meeting_attendance", "figure.view", ("reports:attendance_",)
    ),
    Entry("Biểu sinh hoạt 6 tháng", "reports:half_year_table", "figure.view"),
)
INSPECTIONS = (
    Entry("Kiểm tra, giám sát", "inspections:campaign_list", "inspection.read", ("inspections:",)),
    Entry("Yêu cầu khắc phục", "inspections:remedy_list", "inspection.read", ("inspections:remedy_",)),
    Entry("Đơn, thư", "inspections:letter_list", "letter.read", ("inspections:letter_",)),
    Entry("Tổng hợp kiểm tra, giám sát", "inspections:overview", "inspection.count"),
    Entry("Nhật ký", "upkeep:event_list", "log.read"),
)
AWARDS = Entry(
    "Khen thưởng",
    "evaluations:award_list",
    "award.read",
    ("evaluations:award_", "evaluations:commendation_", "evaluations:proposal_"),
)
ROUNDS = Entry("Xếp loại", "evaluations:round_list", "round.read", ("evaluations:",))
OWN_STEPS = Entry("Tự xếp loại", "evaluations:own_steps", MEMBER)

OWN = (
    Entry("Sinh hoạt của tôi", "meetings:mine", MEMBER, ("meetings:mine_", "meetings:absence_")),
    Entry("Hồ sơ của tôi", "members:member_own", MEMBER, ("members:own_", "members:member_")),
)

# Who works with a cell: what is done each month stands on top, the rest behind one button.
OF_CELL = (
    *(CALENDAR, MONTH, MEETINGS, TASKS, PETITIONS, SCORES),
    Group(
        "Mục khác",
        (
            ("Đảng viên", (*PEOPLE, *RECORDS, UNITS, OFFICES)),
            ("Số liệu và báo cáo", (*REPORTS, *FIGURES, *OF_MEETINGS, RESULT, REGISTERS)),
            ("Kiểm tra", INSPECTIONS),
            (
                "Xếp loại và khen thưởng",
                (Entry("Xếp loại", "evaluations:cell_list", "grade.propose", ROUNDS.begins), AWARDS),
            ),
            (
                "Tài liệu sinh hoạt",
                (DIRECTIVES, TOPICS, PROGRAMME, STUDIES, REVIEWS, LIBRARY, AGENDAS, SHEETS, FOLLOWERS),
            ),
            ("Của tôi", (*OWN, OWN_STEPS)),
        ),
        ("meetings:", "members:", "upkeep:", "reports:"),
    ),
)

ACCOUNTS = Entry(
    "Tài khoản", "cells:account_list", "account.manage", ("cells:", "members:account_member")
)
SETTINGS = Group(
    "Thiết lập",
    (
        (
            "",
            (
                ACCOUNTS,
                Entry("Tài khoản của đảng viên", "members:member_accounts", "account.tie"),
                Entry(
                    "Thông số theo quy định",
                    "cells:threshold_list",
                    "threshold.set",
                    ("cells:threshold_",),
                ),
                Entry(
                    "Quy định xếp loại",
                    "evaluations:rule_set_list",
                    "rules.write",
                    ("evaluations:rule_set_",),
                ),
                Entry("Sao lưu", "upkeep:backup_list", "backup.read"),
                Entry("Nhật ký", "upkeep:event_list", "log.trace"),
                SHEETS,
                AGENDAS,
                Entry("Mức công khai với đảng viên", "meetings:disclosure_choose", "unit.record"),
                Entry("Mẫu báo cáo", "reports:template_list", "template.write", ("reports:template_",)),
            ),
        ),
    ),
)
OF_COMMITTEE = (
    Group("Tổ chức", (("", (UNITS, OFFICES, RESTRUCTURINGS)),)),
    Group("Đảng viên", (("", PEOPLE), ("Hồ sơ", (*RECORDS, REGISTERS))), ("members:", "upkeep:")),
    Group(
        "Sinh hoạt",
        (
            ("Kế hoạch", (CALENDAR, MONTH_LONG, PROGRAMME, TOPICS)),
            ("Sinh hoạt", (MEETINGS_LONG, RESULT, SCORES, STUDIES, REVIEWS)),
            ("Chỉ đạo, theo dõi", (TASKS, PETITIONS, DIRECTIVES, LIBRARY, FOLLOWERS)),
        ),
        ("meetings:", "scoring:"),
    ),
    Group("Kiểm tra", (("", INSPECTIONS),)),
    Group("Xếp loại, khen thưởng", (("", (ROUNDS, AWARDS)),)),
    Group(
        "Số liệu, báo cáo",
        (("Báo cáo", REPORTS), ("Số liệu", FIGURES), ("Sinh hoạt", OF_MEETINGS)),
        ("reports:",),
    ),
    SETTINGS,
    Group("Của tôi", (("", (*OWN, OWN_STEPS)),)),
)
OF_MEMBER = (*OWN, OWN_STEPS)


def works_in_cells(user) -> bool:
    """Whether all that the user sees of persons is that of cells, as their secretary."""
    return _roles(user) & PERSON_ROLES == {Role.SECRETARY}


def is_only_member(user) -> bool:
    """Whether the account is for the member's own matters alone."""
    roles = _roles(user)
    return roles <= {Role.MEMBER} and bool(roles or member_of(user))


def entries_of(user) -> list[tuple[str, Entry]]:
    """Every entry the user has, with the label of its group."""
    return [
        (top.label if isinstance(top, Group) else "", entry)
        for top in _allowed(user)
        for entry in _entries(top)
    ]


def label_of(page: str) -> str:
    """What that page is called in the menu; "" where no entry leads to it."""
    tops = (*OF_COMMITTEE, *OF_CELL)
    return next((e.label for top in tops for e in _entries(top) if e.page == page), "")


def menu_of(user, page: str) -> list[dict]:
    """The bar as the template shows it, the entry of this page and its group marked."""
    tops = _allowed(user)
    every = [part for top in tops for part in (top, *_entries(top))]
    current = max(every, key=lambda one: _fits(one, page), default=None)
    if page in NOWHERE or not (current and _fits(current, page)):
        current = None
    return [_shown(top, current) for top in tops]


def _roles(user) -> set[str]:
    return {held.role for held in assignments_of(user)}


def _allowed(user) -> list[Entry | Group]:
    """The menu of the user without what is not for him; a group of one entry is that entry."""
    menu = OF_CELL if works_in_cells(user) else OF_COMMITTEE
    if is_only_member(user):
        menu = OF_MEMBER
    return [kept for top in menu if (kept := _kept(user, top))]


def _kept(user, top: Entry | Group) -> Entry | Group | None:
    if isinstance(top, Entry):
        return top if _has(user, top) else None
    parts = [(name, tuple(e for e in row if _has(user, e))) for name, row in top.parts]
    kept = Group(top.label, tuple((name, row) for name, row in parts if row), top.begins)
    entries = _entries(kept)
    return kept if len(entries) > 1 else next(iter(entries), None)


def _has(user, entry: Entry) -> bool:
    if entry.action == MEMBER:
        return member_of(user) is not None
    return may_anywhere(user, entry.action)


def _entries(top: Entry | Group) -> list[Entry]:
    return [entry for _, row in top.parts for entry in row] if isinstance(top, Group) else [top]


def _fits(one: Entry | Group, page: str) -> int:
    """How much of the page's name this one names; 0 is nothing of it."""
    if isinstance(one, Entry) and page == one.page:
        return len(page) + 1
    return max((len(start) for start in one.begins if page.startswith(start)), default=0)


def _shown(top: Entry | Group, current) -> dict:
    shown = {"label": top.label, "is_current": top is current or current in _entries(top)}
    if isinstance(top, Entry):
        return shown | {"url": _address(top.page)}
    parts = [
        (name, [{"label": e.label, "url": _address(e.page), "is_current": e is current} for e in row])
        for name, row in top.parts
    ]
    return shown | {"parts": parts, "is_wide": len(_entries(top)) > MOST_IN_A_COLUMN}


@cache
def _address(page: str) -> str:
    """Looked up once a process: sixty of them stand on every page."""
    return reverse(page)
