"""What is followed up of one member: the tab, and writing it down."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Commitment, Member, Residence, ResidenceComment, YearlySupplement
from tests.conftest import START, day, make_member, make_user

HELD = day("2020-03-05")


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.fixture
def commitment(member):
    return Commitment.objects.create(member=member, year=2020, registered_on=HELD, text="Đọc sách")


def url(name, member, *args):
    return reverse(f"members:{name}", args=[member.pk, *args])


def see(client, user, member):
    client.force_login(user)
    return client.get(url("member_follow_up", member))


def post(client, user, address, **typed):
    client.force_login(user)
    return client.post(address, typed | {"sent": "by a browser"})


def test_the_newest_year_first_and_the_working_year_though_empty(client, office, member):
    office.choose_year(2019)
    for year in (2018, 2021):
        ResidenceComment.objects.create(member=member, year=year, received_on=HELD, level="good")
    Commitment.objects.create(member=member, year=2021, registered_on=HELD, text="Đọc sách")
    years = see(client, office, member).context["years"]
    assert [sorted(row) for row in years] == [
        ["comment", "commitment", "year"],
        ["year"],
        ["comment", "year"],
    ]
    assert [row["year"] for row in years] == [2021, 2019, 2018]


def test_a_secretary_records_and_only_the_office_carries_over(
    client, secretary, office, leader, member
):
    YearlySupplement.objects.create(member=member, year=2020, handed_in_on=HELD, awards="Giấy khen")
    offers = ["may_record", "may_edit"]
    seen = [see(client, who, member).context for who in (secretary, office, leader)]
    assert [[context[offer] for offer in offers] for context in seen] == [
        [True, False],
        [True, True],
        [False, False],
    ]
    assert "Đưa vào hồ sơ" not in see(client, secretary, member).content.decode()
    assert "Giấy khen" in see(client, secretary, member).content.decode()


def test_reading_is_logged(client, office, member):
    see(client, office, member)
    assert AuditEvent.objects.get(action="member.read").record_id == str(member.pk)


def test_a_member_sees_the_own_and_writes_nothing(client, member, cell):
    own = make_user("dangvien", "member", cell)
    Member.objects.filter(pk=member.pk).update(user=own)
    response = see(client, own, member)
    assert not response.context["may_record"]
    assert "đề nghị nộp bản giấy cho chi bộ" in response.text
    assert post(client, own, url("commitment_record", member, 2020)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, office, member, django_assert_num_queries, rows):
    for year in range(2018, 2018 + rows):
        of_year = {"member": member, "year": year}
        ResidenceComment.objects.create(received_on=START, level="good", **of_year)
        Commitment.objects.create(registered_on=START, text="Đọc sách", **of_year)
        YearlySupplement.objects.create(handed_in_on=START, **of_year)
    Residence.objects.register(member, cell_name="Chi bộ thôn Đông", on=START, by=None)
    see(client, office, member)  # the first page of a session also writes it
    with django_assert_num_queries(11):
        client.get(url("member_follow_up", member))


def test_a_residence_cell_is_registered(client, secretary, member):
    typed = {"cell_name": "Chi bộ thôn Đông", "on": "2020-02-01"}
    response = post(client, secretary, url("residence_register", member), **typed)
    assert response.headers["Location"] == url("member_follow_up", member)
    assert Residence.objects.get().cell_name == "Chi bộ thôn Đông"


def test_a_comment_is_written_and_shown(client, secretary, member):
    typed = {"received_on": "2020-12-05", "level": "good", "text": "Gương mẫu"}
    post(client, secretary, url("comment_record", member, 2020), **typed)
    assert ResidenceComment.objects.get().year == 2020
    assert "Gương mẫu" in see(client, secretary, member).content.decode()


def test_a_commitment_is_written_then_reviewed(client, secretary, member):
    typed = {"registered_on": "2020-01-15", "text": "Đọc sách"}
    post(client, secretary, url("commitment_record", member, 2020), **typed)
    typed = {"reviewed_on": "2020-12-20", "result": "partly", "result_note": "Còn một việc"}
    post(client, secretary, url("commitment_review", member, 2020), **typed)
    kept = Commitment.objects.get()
    assert (kept.text, kept.result, kept.result_note) == ("Đọc sách", "partly", "Còn một việc")
    assert "Đã ghi: Kết quả thực hiện cam kết năm 2020." in see(client, secretary, member).text


def test_correcting_a_commitment_keeps_its_review(client, secretary, member, commitment):
    Commitment.objects.update(reviewed_on=day("2020-12-20"), result="done")
    typed = {"registered_on": "2020-03-05", "text": "Đọc hai cuốn sách"}
    post(client, secretary, url("commitment_record", member, 2020), **typed)
    kept = Commitment.objects.get()
    assert (kept.text, kept.result) == ("Đọc hai cuốn sách", "done")
    assert AuditEvent.objects.get(action="commitment.record").fields == ["text"]


def test_a_supplement_of_the_secretary_leads_back_to_the_tab(client, secretary, member):
    typed = {"handed_in_on": "2020-12-20", "theory": "advanced"}
    response = post(client, secretary, url("supplement_record", member, 2020), **typed)
    assert response.headers["Location"] == url("member_follow_up", member)
    assert YearlySupplement.objects.get().theory == "advanced"
    assert Member.objects.get().theory == "none"


def test_a_supplement_of_the_office_leads_to_what_it_changes_in_the_record(client, office, member):
    typed = {"handed_in_on": "2020-12-20", "theory": "advanced", "awards": "Giấy khen"}
    response = post(client, office, url("supplement_record", member, 2020), **typed)
    page = client.get(response.headers["Location"])
    assert page.context["form"].fields["names"].choices == [
        ("theory", "Lý luận chính trị: Chưa qua đào tạo → Cao cấp"),
        ("awards", "Khen thưởng: thêm “Giấy khen”"),
    ]


def test_a_supplement_without_changes_leads_back_to_the_tab(client, office, member):
    typed = {"handed_in_on": "2020-12-20", "note": "Không có gì thay đổi"}
    response = post(client, office, url("supplement_record", member, 2020), **typed)
    assert response.headers["Location"] == url("member_follow_up", member)


@pytest.fixture
def supplement(member):
    return YearlySupplement.objects.create(
        member=member, year=2020, handed_in_on=HELD, theory="advanced", work_place="Khoa Dược"
    )


def test_only_what_is_ticked_goes_into_the_record(client, office, member, supplement):
    post(client, office, url("supplement_carry_over", member, 2020), names=["theory"])
    kept = Member.objects.get()
    assert (kept.theory, kept.work_place) == ("advanced", "")


@pytest.mark.parametrize("names", [[], ["awards"], ["full_name"]])
def test_nothing_ticked_or_something_not_declared_is_named(client, office, member, supplement, names):
    response = post(client, office, url("supplement_carry_over", member, 2020), names=names)
    assert list(response.context["form"].errors) == ["names"]
    assert Member.objects.get().theory == "none"


def test_what_is_carried_over_already_leads_back_to_the_tab(client, office, member, supplement):
    supplement.carry_over(["theory", "work_place"], by=None)
    response = post(client, office, url("supplement_carry_over", member, 2020), names=["theory"])
    assert response.headers["Location"] == url("member_follow_up", member)


@pytest.mark.parametrize(
    ("name", "typed", "fields"),
    [
        ("comment_record", {"received_on": "2020-12-05", "level": "x"}, ["level"]),
        ("comment_record", {"received_on": "2019-12-31", "level": "good"}, ["received_on"]),
        ("commitment_record", {"registered_on": "2999-01-01", "text": "Đọc"}, ["registered_on"]),
        ("commitment_record", {"registered_on": "2020-01-15"}, ["text"]),
        ("commitment_review", {"reviewed_on": "2020-03-04", "result": "done"}, ["reviewed_on"]),
        ("commitment_review", {}, ["reviewed_on", "result"]),
        ("supplement_record", {"awards": "Giấy khen"}, ["handed_in_on"]),
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, office, member, commitment, name, typed, fields):
    response = post(client, office, url(name, member, 2020), **typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == fields


@pytest.mark.parametrize(
    ("cell_name", "on", "field"),
    [("", "2020-02-01", "cell_name"), ("Chi bộ", "", "on"), ("Chi bộ", "2999-01-01", "on")],
)
def test_a_wrong_residence_is_named(client, office, member, cell_name, on, field):
    response = post(client, office, url("residence_register", member), cell_name=cell_name, on=on)
    assert list(response.context["form"].errors) == [field]
    assert not Residence.objects.exists()


@pytest.mark.parametrize("year", [1929, 2099])
def test_a_year_that_nothing_can_be_about_is_404(client, office, member, year):
    assert post(client, office, url("comment_record", member, year)).status_code == 404


def test_what_was_not_committed_has_no_page_of_review(client, office, member):
    assert post(client, office, url("commitment_review", member, 2020)).status_code == 404


ACTS = ["comment_record", "commitment_record", "commitment_review", "supplement_record"]


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_out_of_sight_is_404(client, who, name, request, member, commitment):
    user = request.getfixturevalue(who)
    assert post(client, user, url(name, member, 2020)).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_whoever_may_only_read_gets_403(client, leader, name, member, commitment):
    assert post(client, leader, url(name, member, 2020)).status_code == 403


def test_the_secretary_does_not_change_the_record(client, secretary, member, supplement):
    response = post(client, secretary, url("supplement_carry_over", member, 2020), names=["theory"])
    assert response.status_code == 403
    assert Member.objects.get().theory == "none"
