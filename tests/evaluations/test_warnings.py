"""What a grader looks at before deciding: each point on both sides of its boundary."""

import pytest

from cells.models import Decision
from evaluations.models import Exclusion, Level, Round, SelfReview
from evaluations.reading.warnings import concerns, lines_of, standing_against
from evaluations.rules.grounds import GROUNDS, About, ground_of
from meetings.models import AttendanceStatus, Task
from members.models import Absence, CameBy, Discipline, MembershipKind, ResidenceComment, Suspension
from tests.conftest import day, found, make_member
from tests.evaluations.conftest import grade_one, of_unit
from tests.meetings.conftest import open_meeting

EXCUSED, UNEXCUSED = AttendanceStatus.EXCUSED, AttendanceStatus.UNEXCUSED


def told(committee, member, year=2020) -> list[tuple[str, str]]:
    """What is said of the member in the round of that year."""
    grading = Round.objects.filter(unit=committee, year=year).first()
    grading = grading or Round.objects.open_for(committee, year=year, by=None)
    return [(one.about, str(one)) for one in points(grading).get((False, member.pk), [])]


def points(grading) -> dict:
    return concerns(grading, grading.member_assessments.all(), grading.unit_assessments.all())


def kinds(committee, member, year=2020) -> list[str]:
    return [about for about, _ in told(committee, member, year)]


def decided(text: str) -> Decision:
    return Decision(number="12-QĐ/UBKT", signed_on=day(text), issuer="Ủy ban Kiểm tra")


def disciplined(member, on: str, signed: str = "", form="reprimand") -> Discipline:
    return Discipline.objects.record_member(
        member, form=form, on=day(on), decision=decided(signed or on), by=None
    )


def test_nothing_to_look_at_is_nothing_said(committee, an):
    assert told(committee, an) == []


@pytest.mark.parametrize(
    ("on", "signed", "about"),
    [
        ("2019-12-31", "2019-12-31", []),
        ("2020-01-01", "2020-01-01", [About.DISCIPLINE]),
        ("2020-12-31", "2020-12-31", [About.DISCIPLINE]),
        ("2021-01-01", "2020-12-31", [About.DISCIPLINE]),
        ("2020-01-01", "2019-12-31", [About.DISCIPLINE]),
        ("2021-01-01", "2021-01-01", [About.LATER]),
        ("2021-12-31", "2021-12-31", [About.LATER]),
        ("2022-01-01", "2022-01-01", []),
    ],
)
def test_discipline_of_the_year_and_of_the_year_after(committee, an, on, signed, about):
    disciplined(an, on, signed)
    assert kinds(committee, an) == about


def test_discipline_is_said_with_its_decision_and_page(committee, an):
    disciplined(an, "2020-06-01", form="warning")
    assert told(committee, an) == [(About.DISCIPLINE, "Bị cảnh cáo theo quyết định ngày 01/06/2020")]
    (only,) = points(Round.objects.get())[False, an.pk]
    assert only.url == f"/members/{an.pk}/merits/"


def test_an_annulled_discipline_counts_as_none(committee, an):
    disciplined(an, "2020-06-01").settle("annulled", decision=decided("2020-07-01"), by=None)
    assert told(committee, an) == []


def test_what_was_decided_elsewhere_after_the_year_is_not_told(committee, foreign_cell, an):
    grading = Round.objects.open_for(committee, year=2020, by=None)
    an.current_membership().transfer(to=foreign_cell, on=day("2021-02-01"), by=None)
    disciplined(an, "2021-03-01")
    assert points(grading) == {}


def test_suspended_now_and_yet_to_be_graded(committee, an, binh):
    grading = Round.objects.open_for(committee, year=2020, by=None)
    Suspension.objects.begin(an, on=day("2020-06-01"), by=None)
    past = Suspension.objects.begin(binh, on=day("2020-06-01"), by=None)
    past.end(on=day("2020-12-31"), by=None)
    assert grading.member_assessments.excluded().count() == 0
    assert told(committee, an) == [
        (About.SUSPENDED, "Đang bị đình chỉ sinh hoạt đảng, từ ngày 01/06/2020")
    ]
    assert told(committee, binh) == []


def test_who_is_left_out_already_is_not_warned_of(committee, an):
    Suspension.objects.begin(an, on=day("2020-06-01"), by=None)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    grade_one(grading, an, "", Exclusion.SUSPENDED)
    assert told(committee, an) == []


def meet(cell, *months: int, year=2020) -> list:
    return [open_meeting(cell, day(f"{year}-{month:02}-15")) for month in months]


def mark(meetings, member, status) -> None:
    for meeting in meetings:
        meeting.attendances.filter(member=member).update(status=status)


@pytest.mark.parametrize(("missed", "is_said"), [(1, False), (2, True)])
def test_attendance_below_the_number_of_the_day(committee, cell, an, missed, is_said):
    meetings = meet(cell, *range(1, 11))
    mark(meetings[:missed], an, EXCUSED)
    assert (About.ATTENDANCE in kinds(committee, an)) is is_said


def test_attendance_is_said_in_numbers(committee, cell, an):
    mark(meet(cell, *range(1, 11))[::5], an, EXCUSED)
    assert told(committee, an) == [(About.ATTENDANCE, "Dự 8/10 buổi (80%), mức phấn đấu là 90/100")]


def test_meetings_missed_without_a_reason(committee, cell, an):
    mark(meet(cell, *range(1, 11))[2:3], an, UNEXCUSED)
    assert told(committee, an) == [(About.MISSED, "Vắng không lý do 1 buổi (15/03)")]


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ((3, 4), []),
        ((3, 4, 6), []),
        ((3, 4, 5), ["Vắng có lý do ở mọi buổi trong 3 tháng liền"]),
        ((1, 9, 10, 11, 12), ["Vắng có lý do ở mọi buổi trong 4 tháng liền"]),
    ],
)
def test_leave_of_months_one_after_the_other(committee, cell, an, months, said):
    mark(meet(cell, *months), an, EXCUSED)
    assert [text for about, text in told(committee, an) if about == About.LEAVE] == said


def test_a_month_with_one_attendance_is_no_leave(committee, cell, an):
    mark(meet(cell, 3, 4, 5), an, EXCUSED)
    open_meeting(cell, day("2020-05-20"))
    assert About.LEAVE not in kinds(committee, an)


def test_meetings_of_other_years_do_not_count(committee, cell, an):
    mark(meet(cell, 12, year=2019) + meet(cell, 1, year=2021), an, UNEXCUSED)
    assert told(committee, an) == []


@pytest.mark.parametrize(
    ("joined", "moved", "said"),
    [
        ("2019-01-01", "2020-08-01", "đã ở đó từ 6 tháng: lấy nhận xét của nơi cũ"),
        ("2020-02-01", "2020-08-01", "đã ở đó từ 6 tháng: lấy nhận xét của nơi cũ"),
        ("2020-02-02", "2020-08-01", "ở đó chưa đủ 6 tháng"),
    ],
)
def test_moved_in_the_year(committee, cell, second_cell, joined, moved, said):
    member = make_member(unit=cell, on=day(joined))
    member.current_membership().transfer(to=second_cell, on=day(moved), by=None)
    about, text = told(committee, member)[-1]
    assert (about, text) == (About.MOVED, f"Chuyển đến ngày 01/08/2020 từ Chi bộ 1, {said}")


@pytest.mark.parametrize(
    ("moved", "is_said"),
    [("2020-01-01", False), ("2020-01-02", True), ("2020-12-31", True), ("2021-01-01", False)],
)
def test_a_move_counts_within_the_year(committee, an, second_cell, moved, is_said):
    an.current_membership().transfer(to=second_cell, on=day(moved), by=None)
    assert kinds(committee, an) == ([About.MOVED] if is_said else [])


def test_from_elsewhere_the_time_there_is_not_known(committee, cell):
    member = make_member(unit=cell, on=day("2020-05-01"))
    assert told(committee, member) == [
        (
            About.MOVED,
            "Chuyển đến ngày 01/05/2020 từ nơi khác, nếu đã ở đó từ 6 tháng thì lấy nhận xét của nơi "
            "cũ",
        )
    ]


def test_who_came_with_the_unit(committee, cell, second_cell):
    member = make_member()
    member.join(cell, on=day("2020-05-01"), by=None, came_by=CameBy.WITH_UNIT, came_from="Chi bộ 9")
    assert told(committee, member)[0][1].startswith("Đến theo tổ chức ngày 01/05/2020 từ Chi bộ 9, ")


@pytest.mark.parametrize(
    ("until", "is_said"), [("2020-01-01", False), ("2020-01-02", True), (None, True)]
)
def test_guest_elsewhere(committee, an, until, is_said):
    stay = Absence.objects.begin(an, on=day("2019-06-01"), by=None, place="Chi bộ Lạng Giang")
    if until:
        stay.end(on=day(until), by=None)
    assert kinds(committee, an) == ([About.AWAY] if is_said else [])


@pytest.mark.parametrize(
    ("admitted", "about"),
    [
        ("2020-05-31", []),
        ("2020-06-01", []),
        ("2020-06-02", [About.BY_DAY]),
        ("2020-06-20", [About.BY_DAY]),
        ("2020-06-30", [About.BY_DAY]),
    ],
)
def test_admitted_about_six_months_ago(committee, cell, admitted, about):
    on = {"admission_decided_on": day(admitted), "admitted_on": day(admitted)}
    member = make_member(unit=cell, on=day("2020-07-15"), official_on=day("2020-12-31"), **on)
    assert [one for one in kinds(committee, member) if one != About.MOVED] == about


def new_member(cell):
    on = {"admission_decided_on": day("2025-06-20"), "admitted_on": day("2025-06-20")}
    member = make_member(**on, official_on=None)
    member.join(cell, on=day("2025-06-20"), by=None, came_by=CameBy.ADMISSION)
    return member


def test_both_results_are_said_where_the_day_decides(committee, cell):
    assert told(committee, new_member(cell), 2025) == [
        (
            About.BY_DAY,
            "Kết nạp ngày 20/06/2025, đủ 6 tháng ngày 20/12/2025: xét trước ngày này thì chưa xếp "
            "loại, tính đến 31/12/2025 thì xếp loại",
        ),
        (About.PROBATION, "Là đảng viên dự bị: được xếp loại, không biểu quyết"),
    ]


def test_who_is_too_new_is_told_when_graded_all_the_same(committee, cell):
    on = {"admission_decided_on": day("2020-07-02"), "admitted_on": day("2020-07-02")}
    member = make_member(**on, official_on=None)
    member.join(cell, on=day("2020-07-02"), by=None, came_by=CameBy.ADMISSION)
    assert told(committee, member) == []  # left out by the roll
    grade_one(Round.objects.get(), member, Level.T)
    assert told(committee, member) == [
        (About.TOO_NEW, "Kết nạp ngày 02/07/2020, đến 31/12/2020 chưa đủ 6 tháng"),
        (About.PROBATION, "Là đảng viên dự bị: được xếp loại, không biểu quyết"),
    ]


@pytest.mark.parametrize(
    ("due", "done", "about"),
    [
        ("2020-12-30", None, [About.LATE]),
        ("2020-12-31", None, [About.UNDONE]),
        (None, None, [About.UNDONE]),
        ("2020-12-30", "2020-12-31", []),
        ("2020-12-30", "2021-01-01", [About.LATE]),
    ],
)
def test_tasks_at_the_end_of_the_period(committee, cell, an, due, done, about):
    meeting = open_meeting(cell, day("2020-06-15"))
    days = {"due_on": due and day(due), "done_on": done and day(done)}
    Task.objects.create(meeting=meeting, text="Báo cáo", assignee=an, **days)
    assert kinds(committee, an) == about


def test_a_level_against_the_facts_is_said(grading, members, cell):
    disciplined(members[0], "2020-06-01")
    grade_one(grading, members[0], Level.XS)
    assert [(line.cell_name, line.row.member, str(line.concern)) for line in lines_of(grading)] == [
        ("Chi bộ 1", members[0], "Xếp XS nhưng bị khiển trách theo quyết định ngày 01/06/2020")
    ]
    assert standing_against(grading) == lines_of(grading)
    grade_one(grading, members[0], Level.HT)
    assert standing_against(grading) == []
    assert [str(line.concern) for line in lines_of(grading)] == [
        "Xếp HT nhưng bị khiển trách theo quyết định ngày 01/06/2020"
    ]


def of_cell(grading, cell) -> list[str]:
    return [str(one) for one in points(grading).get((True, cell.pk), [])]


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("xs xs t t t", []),
        ("t t t t ht", []),
        ("t t t ht ht", ["Có 60% đảng viên hoàn thành tốt trở lên, dưới mức 80/100"]),
        ("t t t t kht", ["Có 1 đảng viên không hoàn thành nhiệm vụ"]),
    ],
)
@pytest.mark.parametrize(("year", "is_rule"), [(2019, True), (2022, True), (2023, False)])
def test_the_members_of_a_cell(committee, cell, levels, said, year, is_rule):
    people = [make_member(f"Nguyễn Văn {name}", unit=cell) for name in "ABCDE"]
    grading = Round.objects.open_for(committee, year=year, by=None)
    for member, level in zip(people, levels.split(), strict=True):
        grade_one(grading, member, level)
    assert of_cell(grading, cell) == (said if is_rule else [])


@pytest.mark.parametrize(
    ("on", "is_said"),
    [("2019-12-31", False), ("2020-01-01", True), ("2020-12-31", True), ("2021-01-01", False)],
)
def test_a_cell_disciplined_in_the_year(grading, cell, on, is_said):
    Discipline.objects.record_unit(cell, form="reprimand", on=day(on), decision=decided(on), by=None)
    said = [f"Bị khiển trách theo quyết định ngày {day(on):%d/%m/%Y}"]
    assert of_cell(grading, cell) == (said if is_said else [])


@pytest.mark.parametrize(("on", "is_said"), [("2020-01-01", False), ("2020-01-02", True)])
def test_a_cell_founded_in_the_year(committee, on, is_said):
    cell = found("chi-bo-3", "cell", "Chi bộ 3", parent=committee, number=3, on=day(on))
    grading = Round.objects.open_for(committee, year=2020, by=None)
    said = [f"Thành lập ngày {day(on):%d/%m/%Y}"]
    assert of_cell(grading, cell) == (said if is_said else [])


def test_guests_of_a_cell(grading, cell, second_cell, second_member):
    guest = {"kind": MembershipKind.TEMPORARY, "came_by": CameBy.TRANSFER}
    second_member.memberships.create(unit=cell, starts_on=day("2020-12-31"), **guest)
    assert of_cell(grading, cell) == [
        "Có 1 lượt khách sinh hoạt tạm thời trong năm: gửi nhận xét cho nơi chính thức"
    ]
    assert points(grading)[False, second_member.pk][0].about == About.AWAY
    second_member.memberships.temporary().update(starts_on=day("2021-01-01"))
    assert points(grading) == {}


def test_a_level_of_a_cell_against_its_members(graded, members, cell):
    grade_one(graded, members[0], Level.KHT)
    graded.grade_units({of_unit(graded, cell).pk: (Level.XS, "", "")}, by=None)
    assert [str(line.concern) for line in standing_against(graded)] == [
        "Xếp XS nhưng có 1 đảng viên không hoàn thành nhiệm vụ",
        "Xếp XS nhưng có 66,67% đảng viên hoàn thành tốt trở lên, dưới mức 80/100",
    ]


@pytest.mark.parametrize(
    ("about", "year", "against", "is_sure"),
    [
        (About.DISCIPLINE, 2019, ("xs", "t", "ht"), True),
        (About.DISCIPLINE, 2022, ("xs", "t", "ht"), True),
        (About.DISCIPLINE, 2023, ("xs", "t", "ht"), False),
        (About.DISCIPLINE, 2025, ("xs", "t", "ht"), True),
        (About.LEAVE, 2022, ("xs", "t"), True),
        (About.LEAVE, 2023, (), False),
        (About.LEAVE, 2024, (), False),
        (About.LEAVE, 2025, (), True),
        (About.LATE, 2022, ("xs",), True),
        (About.LATE, 2024, ("xs",), False),
        (About.LATE, 2025, ("xs", "t"), True),
        (About.MOVED, 2022, (), True),
        (About.MOVED, 2025, (), False),
        (About.TOO_NEW, 2025, ("xs", "t", "ht", "kht"), True),
    ],
)
def test_the_rule_of_the_year(about, year, against, is_sure):
    ground = ground_of(about, year)
    assert (ground.against, ground.is_sure) == (against, is_sure)


def test_each_point_has_a_rule_or_says_it_has_none():
    assert set(GROUNDS) == set(About)
    assert [about for about in About if not ground_of(about, 2019)] == [About.QUARTER]
    assert ground_of(About.MEMBERS, 2023) is None


@pytest.mark.parametrize("count", [1, 3])
def test_two_queries_whatever_the_number(committee, cell, count, django_assert_num_queries):
    people = [make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell) for number in range(count)]
    for member in people:
        disciplined(member, "2020-06-01")
    mark(meet(cell, 3), people[0], UNEXCUSED)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    with django_assert_num_queries(2):
        found = points(grading)
    assert set(found) == {(False, member.pk) for member in people}


@pytest.mark.parametrize(
    ("year", "level", "said"),
    [
        (2020, "fair", "Nơi cư trú nhận xét: thực hiện chưa đầy đủ"),
        (2020, "poor", "Nơi cư trú nhận xét: chưa thực hiện"),
        (2020, "good", None),
        (2019, "poor", None),
    ],
)
def test_a_comment_of_the_residence_that_is_less_than_good(committee, an, year, level, said):
    ResidenceComment.objects.create(
        member=an, year=year, received_on=day(f"{year}-11-20"), level=level, text=""
    )
    assert told(committee, an) == ([(About.RESIDENCE, said)] if said else [])


def reviewed(committee, member, year: int, **texts) -> None:
    grading = Round.objects.open_for(committee, year=year, by=None)
    SelfReview.objects.create(assessment=grading.member_assessments.get(member=member), **texts)


@pytest.mark.parametrize(
    ("year", "before", "now", "is_said"),
    [
        (2020, "Chưa đọc báo", "", True),
        (2020, "Chưa đọc báo", "Đã đọc hằng ngày", False),
        (2020, "", "", False),
        (2021, "Chưa đọc báo", "", False),
    ],
)
def test_shortcomings_of_the_year_before_of_which_nothing_is_said(
    committee, an, year, before, now, is_said
):
    reviewed(committee, an, 2019, limits=before)
    reviewed(committee, an, year, remedied=now)
    said = "Chưa nói kết quả khắc phục hạn chế nêu năm 2019: Chưa đọc báo"
    assert told(committee, an, year) == ([(About.LIMITS, said)] if is_said else [])
