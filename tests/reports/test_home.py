"""The first page: what is due for each role."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import User
from cases.models import Case
from cells.models import Assignment, Term, Unit, UnitKind
from evaluations.models import Collective, Round
from meetings.models import Meeting, Topic
from members.models import Member
from reports.models import Report, ReportRequest
from reports.reading.desk import desk_of
from reports.reading.due import due_at
from tests.cases.test_case import KNOWN, decide, walk
from tests.conftest import day, found, make_member, make_user
from tests.inspections.conftest import demand, enter
from tests.reports.conftest import issue
from tests.reports.test_figure_meetings import ask, hold
from tests.reports.test_target import set_target
from upkeep.models import Reconciliation

URL = reverse("home")


@pytest.fixture(autouse=True)
def year_2020(request):
    """The people of the cast look back at 2020."""
    for name in {"secretary", "office", "leader", "upper_staff"} & set(request.fixturenames):
        user = request.getfixturevalue(name)
        user.working_year = 2020
        user.save()


def due_of(user, unit):
    return due_at(desk_of(user, unit))


def texts(user, unit):
    return [item.text for item in due_of(user, unit)]


@pytest.mark.parametrize(("today", "months"), [("2020-02-29", 1), ("2020-03-01", 2)])
def test_a_month_is_not_missing_on_its_last_day(secretary, cell, monkeypatch, today, months):
    monkeypatch.setattr("reports.figures.owed.timezone.localdate", lambda: day(today))
    assert texts(secretary, cell)[0].startswith(f"Còn {months} kỳ sinh hoạt thường kỳ chưa ghi")


def test_on_the_first_of_january_nothing_is_missing(secretary, cell, monkeypatch):
    monkeypatch.setattr("reports.figures.owed.timezone.localdate", lambda: day("2020-01-01"))
    assert [text for text in texts(secretary, cell) if "thường kỳ chưa ghi" in text] == []


def test_the_secretary_is_told_which_months_are_missing(secretary, cell):
    for month in range(1, 12):
        Meeting.objects.open(unit=cell, kind="regular", held_on=day(f"2020-{month:02d}-05"), by=None)
    assert texts(secretary, cell) == [
        "Có 11 biên bản chậm thông qua.",
        "Còn 1 kỳ sinh hoạt thường kỳ chưa ghi: tháng 12/2020.",
        "Chưa sinh hoạt chuyên đề quý I, II, III, IV.",
    ]


@pytest.mark.parametrize(("held", "said"), [("2020-12-28", "chậm"), ("2020-12-29", "chưa")])
def test_minutes_are_late_after_the_days_of_the_rule(secretary, cell, held, said):
    """Two days: those of 29/12 may still be adopted on 31/12."""
    Meeting.objects.open(unit=cell, kind="regular", held_on=day(held), by=None)
    told = {item.text: item.is_late for item in due_of(secretary, cell) if "biên bản" in item.text}
    assert told == {f"Có 1 biên bản {said} thông qua.": said == "chậm"}


def test_a_planned_meeting_is_no_draft_and_its_tasks_are_not_overdue(secretary, cell):
    meeting = Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2020-02-03"), by=None)
    meeting.tasks.create(text="Việc", due_on=day("2020-03-01"))
    months, quarters = texts(secretary, cell)  # what was not held
    assert (months[:6], quarters[:10]) == ("Còn 12", "Chưa sinh ")


def test_petitions_are_told_until_they_are_answered(secretary, office, cell, committee):
    petition = ask(cell, "2020-03-01")
    waiting = "Còn 1 kiến nghị của chi bộ chưa được trả lời."
    assert [waiting in texts(*who) for who in ((secretary, cell), (office, committee))] == [True, True]
    petition.reply(on=day("2020-12-31"), text="<p>Đã sửa.</p>", by=None)
    assert waiting not in texts(office, committee)


@pytest.mark.parametrize("who", ["secretary", "office", "leader"])
def test_the_link_shows_as_many_petitions_as_are_told(
    client, request, committee, cell, second_cell, who
):
    user = request.getfixturevalue(who)
    ask(cell, "2019-03-01")
    ask(second_cell, "2020-03-01")
    ask(cell, "2020-03-01").reply(on=day("2020-05-01"), text="<p>Đã sửa.</p>", by=None)
    ask(cell, "2020-04-01").reply(on=day("2021-01-05"), text="<p>Đã sửa.</p>", by=None)
    items = due_of(user, cell if who == "secretary" else committee)
    [item] = [item for item in items if "kiến nghị" in item.text]
    client.force_login(user)
    assert item.text.startswith(f"Còn {client.get(item.url).context['page'].paginator.count} kiến nghị")


def test_who_missed_three_months_is_told_with_the_page_that_names_him(client, secretary, cell):
    member = make_member(unit=cell)
    for month in (1, 5, 12):
        meeting = hold(cell, f"2020-{month:02d}-05")
        meeting.attendances.update(status="unexcused")
    items = {item.text: item.url for item in due_of(secretary, cell)}
    url = items["Có 1 đảng viên vắng sinh hoạt nhiều tháng trong năm, không lý do."]
    client.force_login(secretary)
    assert client.get(url).context["flagged"].members == [(member, "01/2020, 05/2020, 12/2020")]


def test_the_office_is_told_of_rounds_reports_and_probation(office, committee, cell):
    make_member(
        unit=cell,
        on=day("2020-03-19"),
        admission_decided_on=day("2020-03-01"),
        admitted_on=day("2020-03-19"),
        official_on=None,
    )
    assert texts(office, committee)[1:] == [
        "Có 1 đảng viên dự bị sắp hết hoặc đã hết thời gian dự bị, chưa mở hồ sơ công nhận.",
        "Chưa mở đợt xếp loại năm 2020.",
        "Chưa lập báo cáo tổng kết năm 2020.",
    ]


def test_who_has_not_answered_a_reconciliation_is_told_until_it_is_answered(
    secretary, office, committee, cell
):
    make_member(unit=cell)
    asked = Reconciliation.objects.start(unit=committee, as_on=day("2020-11-30"), by=None)
    waiting, own = (f"{who} chưa trả lời đợt đối khớp danh sách." for who in ("Còn 1 chi bộ", "Chi bộ"))
    assert (own in texts(secretary, cell), waiting in texts(office, committee)) == (True, True)
    asked.answers.get().confirm(by=None)
    assert (own in texts(secretary, cell), waiting in texts(office, committee)) == (False, False)


def test_each_is_told_of_the_cases_that_wait_for_him(secretary, office, cell, committee):
    case = Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None)
    walk(case, [make_member(f"Trần Văn {one}", unit=cell) for one in ("Ba", "Tư")], until="vetting")
    waiting = "Có 1 hồ sơ đến lượt Đảng ủy làm bước tiếp theo."
    assert waiting in texts(office, committee)
    assert [text for text in texts(secretary, cell) if "hồ sơ" in text] == []


@pytest.mark.parametrize(("decided", "late"), [("2020-11-19", False), ("2020-11-18", True)])
def test_a_late_case_is_told_first(secretary, cell, decided, late):
    """30 working days from 19/11/2020 end on 31/12/2020."""
    case = Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None, **KNOWN)
    officials = [make_member(f"Trần Văn {one}", unit=cell) for one in ("Một", "Hai", "Ba")]
    walk(case, officials, until="decision")
    case.record("decision", on=day(decided), by=None, decision=decide(on=decided))
    told = {item.text: item.is_late for item in due_of(secretary, cell) if "hồ sơ" in item.text}
    assert told == (
        {"Có 1 hồ sơ quá hạn.": True}
        if late
        else {"Có 1 hồ sơ đến lượt Chi bộ làm bước tiếp theo.": False}
    )


@pytest.mark.parametrize(("admitted", "told"), [("2020-03-31", True), ("2020-04-01", False)])
def test_probation_is_told_ninety_days_ahead(office, committee, cell, admitted, told):
    dates = {"admission_decided_on": day("2020-03-01"), "admitted_on": day(admitted)}
    make_member(unit=cell, on=day(admitted), official_on=None, **dates)
    assert any("dự bị" in text for text in texts(office, committee)) is told


def test_the_leader_is_told_of_the_report_only(leader, committee, cell):
    assert texts(leader, committee) == ["Chưa lập báo cáo tổng kết năm 2020."]


def test_upper_staff_sees_figures_and_nothing_due(client, upper_staff, committee, cell):
    client.force_login(upper_staff)
    context = client.get(URL).context
    assert (context["due"], context["unit"]) == ([], committee)


def test_a_member_whose_account_belongs_to_nobody_is_told_whom_to_ask(client, cell):
    client.force_login(make_user("dangvien", "member", cell))
    page = client.get(URL).content.decode()
    assert page.count("Tài khoản chưa gắn với hồ sơ đảng viên nào") == 1


def test_a_member_begins_with_the_own_meetings(client, cell):
    user, member = make_user("dangvien", "member", cell), make_member(unit=cell)
    Member.objects.filter(pk=member.pk).update(user=user)
    client.force_login(user)
    assert client.get(URL).url == reverse("meetings:mine")


def test_a_member_who_is_secretary_begins_with_the_cell(client, secretary, cell):
    member = make_member(unit=cell)
    Member.objects.filter(pk=member.pk).update(user=secretary)
    Assignment.objects.create(user=secretary, unit=cell, role="member", starts_on=day("2020-01-01"))
    client.force_login(secretary)
    assert client.get(URL).context["unit"] == cell


def test_the_administrator_is_led_to_the_accounts(client, admin):
    client.force_login(admin)
    response = client.get(URL)
    assert response.context["unit"] is None
    assert reverse("cells:account_list") in response.content.decode()


@pytest.mark.parametrize(
    ("until", "is_told"), [("2021-12-30", True), ("2021-12-31", False), ("", False)]
)
def test_who_was_to_be_graded_later_is_told_once_the_day_is_over(
    office, leader, committee, cell, until, is_told
):
    make_member("Nguyễn Văn An", unit=cell)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    row, unit = grading.member_assessments.get(), grading.unit_assessments.get(unit=cell)
    body = Collective.objects.add(grading, name="Chi ủy", unit=cell, people=3, by=None)
    for one in (row, unit, body):
        one.postpone(late_cause="sick", late_until=day(until) if until else None, by=None)
    User.objects.update(working_year=2021)
    office, leader = (User.objects.get(pk=one.pk) for one in (office, leader))
    told = {item.text: item.url for item in due_of(office, committee) if "xếp loại sau" in item.text}
    roster = reverse("evaluations:round_roster", args=[grading.pk], query={"state": "late"})
    page = reverse("evaluations:round_detail", args=[grading.pk])
    collectives = reverse("evaluations:collective_grade", args=[grading.pk])
    assert told == (
        {
            "Có 1 đảng viên xếp loại sau đã quá ngày dự kiến.": roster,
            "Có 1 tổ chức đảng xếp loại sau đã quá ngày dự kiến.": page,
            "Có 1 tập thể xếp loại sau đã quá ngày dự kiến.": collectives,
        }
        if is_told
        else {}
    )
    assert not any("xếp loại sau" in text for text in texts(leader, committee))
    row.postpone(late_cause="", by=None)
    assert "Có 1 đảng viên xếp loại sau đã quá ngày dự kiến." not in texts(office, committee)


@pytest.mark.parametrize("members", [1, 3])
def test_number_of_queries(client, office, cell, members, django_assert_num_queries):
    for name in ["Nguyễn Văn An", "Lê Thị Bình", "Trần Văn Chi"][:members]:
        make_member(name, unit=cell)
        Case.objects.note(unit=cell, full_name=name, on=day("2020-01-10"), by=None)
    client.force_login(office)
    client.get(URL)  # the first request writes the session
    with django_assert_num_queries(12):
        client.get(URL)


def test_a_target_stands_under_its_figure(client, office, committee, django_assert_max_num_queries):
    set_target(committee, code="org.cells", name="Chi bộ", measure="chi bộ", plan=Decimal(4))
    client.force_login(office)
    client.get(URL)
    with django_assert_max_num_queries(12):
        page = client.get(URL).text
    assert "Chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}4 · không đạt (0%)</small>" in page


@pytest.mark.parametrize(("held_on", "is_told"), [("2020-11-30", False), ("2020-12-01", True)])
def test_a_plan_that_was_sent_back_is_told_until_it_is_answered(
    office, committee, cell, held_on, is_told
):
    meeting = Meeting.objects.plan(unit=cell, kind="regular", held_on=day(held_on), by=None)
    meeting.send_back(reason="Trùng hội nghị", by=office)
    told = "Có 1 lịch sinh hoạt bị trả lại, chờ chi bộ sửa."
    assert (told in texts(office, committee)) is is_told
    meeting.replan(place="Hội trường", by=None)
    assert told not in texts(office, committee)


@pytest.mark.parametrize("held_on", ["2020-12-31", "2021-02-01"])
def test_plans_that_wait_are_shown_in_their_month(office, leader, committee, cell, held_on):
    meeting = Meeting.objects.plan(unit=cell, kind="regular", held_on=day(held_on), by=None)
    month = f"{reverse('meetings:month_register')}?month={held_on[:7]}"
    for user in (office, leader):
        assert [one.url for one in due_of(user, committee) if one.action == "Duyệt lịch"] == [month]
    meeting.send_back(reason="Trùng hội nghị", by=office)
    assert [one.url for one in due_of(office, committee) if one.action == "Xem lý do"] == [month]


@pytest.mark.parametrize("held_on", ["2020-12-31", "2021-01-31"])
def test_a_cell_that_has_to_mend_its_plan_is_shown_in_the_month_of_it(client, office, cell, held_on):
    meeting = Meeting.objects.plan(unit=cell, kind="regular", held_on=day(held_on), by=None)
    meeting.send_back(reason="Trùng hội nghị", by=office)
    client.force_login(office)
    [row] = client.get(URL).context["behind"]
    [url] = [lag.url for lag in row.lags if lag.text == "1 lịch bị trả lại chưa sửa"]
    assert url == f"{reverse('meetings:month_register')}?unit={cell.code}&month={held_on[:7]}"
    assert "Trùng hội nghị" in client.get(url).content.decode()


@pytest.mark.parametrize(("due_on", "said"), [("2020-12-30", 1), ("2020-12-31", 0)])
def test_offices_and_inspectors_are_told_what_is_not_put_right(
    client, office, secretary, committee, cell, due_on, said
):
    inspector = make_user("kiemtra", "inspector", committee)
    inspector.working_year = 2020
    inspector.save()
    demand(enter(committee, begun_on=day("2020-03-05")), due_on=due_on)
    text = "Có 1 yêu cầu khắc phục sau kiểm tra, giám sát quá hạn."
    told = [(text in texts(user, unit)) for user, unit in ((office, committee), (inspector, committee))]
    assert (told, text in texts(secretary, cell)) == ([bool(said)] * 2, False)


def test_the_secretary_is_shown_the_next_step_with_its_button(client, secretary, cell):
    meeting = Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2021-01-05"), by=None)
    client.force_login(secretary)
    page = client.get(URL).content.decode()
    assert "Sinh hoạt thường kỳ ngày 05/01/2021" in page
    assert f'href="{reverse("meetings:meeting_prepare", args=[meeting.pk])}">Soạn chương trình' in page


def test_topics_are_missing_in_quarters_that_are_over(secretary, cell):
    hold(cell, "2020-05-05", kind="thematic", topic="Nêu gương")
    assert "Chưa sinh hoạt chuyên đề quý I, III, IV." in texts(secretary, cell)


@pytest.mark.parametrize(("quarter", "told"), [(3, False), (4, True)])
def test_topics_from_above_are_told_until_they_are_taken_up(secretary, committee, cell, quarter, told):
    facts = {"unit": committee, "year": 2020, "quarter": quarter, "title": "Nêu gương", "by": None}
    topic = Topic.objects.suggest(**facts)
    said = "Đảng ủy gợi ý 1 chuyên đề chi bộ chưa nhận."
    assert (said in texts(secretary, cell)) is told
    topic.take_up(unit=cell, by=None)
    assert said not in texts(secretary, cell)


@pytest.mark.parametrize(("answered_on", "told"), [("2020-12-01", False), ("2020-12-02", True)])
def test_an_answer_to_a_petition_is_told_for_thirty_days(secretary, cell, answered_on, told):
    ask(cell, "2020-03-01").reply(on=day(answered_on), text="<p>Đã sửa.</p>", by=None)
    assert ("Có 1 kiến nghị vừa được trả lời." in texts(secretary, cell)) is told


def test_the_leader_is_told_what_waits_for_a_decision(leader, committee, cell):
    ask(cell, "2020-03-01")
    Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2021-01-05"), by=None)
    year = {"starts_on": day("2020-01-01"), "ends_on": day("2020-12-31")}
    report = Report.objects.start(unit=committee, kind="year-end", by=None, **year)
    report.check_off(figures={}, by=None)
    Round.objects.open_for(committee, year=2020, by=None)
    assert texts(leader, committee) == [
        "Có 1 lịch sinh hoạt chờ duyệt.",
        "Còn 1 kiến nghị của chi bộ chờ trả lời.",
        "Có 1 báo cáo đã soát, chờ duyệt.",
        "Có 1 đợt xếp loại chưa quyết định xong.",
        "Báo cáo tổng kết năm 2020 đang dự thảo, chưa ban hành.",
    ]
    report.approve(by=leader)
    assert "Có 1 báo cáo đã duyệt, chờ ký ban hành." in texts(leader, committee)


def test_the_office_sees_which_cell_is_behind_with_what(client, office, cell, second_cell):
    for month in {*range(1, 13)} - {3}:
        hold(second_cell, f"2020-{month:02d}-05")
    for month in range(1, 13):
        hold(cell, f"2020-{month:02d}-05").tasks.create(text="Việc", due_on=day("2020-12-30"))
    client.force_login(office)
    context = client.get(URL).context
    assert context["behind_number"] == 2
    told = [(row.name, row.body, [lag.text for lag in row.lags]) for row in context["behind"]]
    assert told == [
        ("Chi bộ 1", "", ["12 biên bản chậm", "12 nhiệm vụ quá hạn"]),
        ("Chi bộ 2", "", ["thiếu sinh hoạt tháng 3", "11 biên bản chậm"]),
    ]


def test_upper_staff_sees_which_bodies_have_issued_what(client, committee, cell):
    above = found("cap-tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    body = found("co-so", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ cơ sở 1", parent=above)
    found("co-so-2", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ cơ sở 2", parent=above)
    user = make_user("cap-tren", "upper_staff", above)
    user.choose_year(2020)
    year = {"kind": "year-end", "starts_on": day("2020-01-01"), "ends_on": day("2020-12-31")}
    ReportRequest.objects.ask(unit=above, due_on=day("2021-01-15"), by=None, **year)
    Term.objects.create(unit=body, name="2020-2025", congress_on=day("2020-01-05"))
    issue(Report.objects.start(unit=body, by=None, **year), by=None, on=day("2021-01-10"))
    client.force_login(user)
    [line] = client.get(URL).context["issued"]
    assert (line.title, line.bodies, line.total) == (
        "Báo cáo tổng kết năm 2020",
        ["Đảng bộ cơ sở 1"],
        2,
    )
    assert client.get(line.url).status_code == 200


@pytest.mark.parametrize("members", [1, 3])
def test_number_of_queries_of_a_secretary(
    client, secretary, cell, members, django_assert_max_num_queries
):
    for name in ["Nguyễn Văn An", "Lê Thị Bình", "Trần Văn Chi"][:members]:
        make_member(name, unit=cell)
        Case.objects.note(unit=cell, full_name=name, on=day("2020-01-10"), by=None)
        Meeting.objects.plan(unit=cell, kind="thematic", topic=name, held_on=day("2021-01-05"), by=None)
    client.force_login(secretary)
    client.get(URL)
    with django_assert_max_num_queries(12):
        client.get(URL)


def test_a_cell_that_stands_elsewhere_now_is_counted_there(secretary, cell):
    """The text of the query is kept; the path in it is that of today."""
    hold(cell, "2020-03-05")
    said = "Có 1 biên bản chậm thông qua."
    assert said in texts(secretary, cell)
    Unit.objects.filter(pk=cell.pk).update(path=f"{cell.path}{cell.pk}/")
    moved = Unit.objects.get(pk=cell.pk)
    assert said in texts(User.objects.get(pk=secretary.pk), moved)
