"""Adding a member: the record together with the first cell."""

import pytest
from django.urls import reverse

from cells.models import Decision
from common.vietnamese import nfc
from members.models import Member
from tests.conftest import day, make_member

URL = reverse("members:member_add")
TYPED = {
    "full_name": "Bùi Thị Hà",
    "sex": "female",
    "born_on": "1994-11-07",
    "ethnicity": "Kinh",
    "schooling": "bachelor",
    "theory": "none",
    "admission_decided_on": "2020-02-20",
    "admitted_on": "2020-03-03",
    "unit": "",
    "kind": "permanent",
    "came_by": "admission",
    "on": "2020-03-03",
}
PAPER = {
    "decision_number": "31-QĐ/ĐU",
    "decision_signed_on": "2020-02-20",
    "decision_issuer": "Đảng ủy cấp trên",
}
ASKED = {"another": ["Xem hồ sơ đã có trước khi thêm."]}
# From another committee, with a letter of 20/2/2020: due within 30 working days, on 2/4/2020 a holiday.
CAME = {"came_by": "transfer", "came_from": "Chi bộ 3, Đảng bộ Sở Y tế", **PAPER}
GUEST = CAME | {"kind": "temporary", "expected_until": "2020-12-31"}


def post(client, user, cell, **changes):
    client.force_login(user)
    return client.post(URL, TYPED | {"unit": cell.pk} | changes)


def test_adds_the_record_the_spell_and_the_paper(client, office, cell):
    response = post(client, office, cell, **PAPER)
    member = Member.objects.get()
    spell = member.memberships.get()
    assert response.headers["Location"] == reverse("members:member_detail", args=[member.pk])
    assert (spell.unit, spell.starts_on, spell.came_by) == (cell, day("2020-03-03"), "admission")
    assert spell.came_decision == Decision.objects.get()
    assert member.official_on is None


def test_a_guest_is_never_in_the_total(client, office, cell):
    post(client, office, cell, **GUEST)
    stay = Member.objects.get().memberships.get()
    assert (stay.is_guest, stay.came_from) == (True, "Chi bộ 3, Đảng bộ Sở Y tế")
    assert stay.expected_until == day("2020-12-31")
    assert not cell.memberships.permanent().exists()


def test_a_guest_is_told_apart_on_the_record(client, office, cell):
    client.force_login(office)
    response = client.post(URL, TYPED | GUEST | {"unit": cell.pk}, follow=True)
    assert "Sinh hoạt tạm thời tại Chi bộ 1, từ 03/03/2020" in response.text
    assert [str(message) for message in response.context["messages"]] == [
        "Đã thêm. Từ 03/03/2020, đồng chí Bùi Thị Hà sinh hoạt tạm thời tại Chi bộ 1."
    ]


@pytest.mark.parametrize(("on", "is_late"), [("2020-04-03", False), ("2020-04-04", True)])
def test_a_letter_presented_late_takes_a_reason(client, office, cell, on, is_late):
    response = post(client, office, cell, **CAME, on=on)
    if is_late:
        assert response.context["form"].errors == {
            "late_note": ["Giấy nộp quá hạn (hạn cuối 03/04/2020); đề nghị ghi lý do."]
        }
        post(client, office, cell, **CAME, on=on, late_note="Nằm viện")
    spell = Member.objects.get().memberships.get()
    assert spell.came_note == ("Nằm viện" if is_late else "")


def test_says_what_is_so_now(client, office, cell):
    client.force_login(office)
    response = client.post(URL, TYPED | {"unit": cell.pk}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Đã thêm. Từ 03/03/2020, đồng chí Bùi Thị Hà thuộc Chi bộ 1."
    ]


def test_dates_may_be_typed_as_people_write_them(client, office, cell):
    post(client, office, cell, born_on="7/11/1994", on="03/03/2020")
    assert Member.objects.get().born_on == day("1994-11-07")


def test_numbers_and_places_belong_to_the_record(client, office, cell):
    post(client, office, cell, citizen_id="024 080 001 234", phone="0912 345 678", home_place="Huế")
    member = Member.objects.get()
    assert (member.citizen_id, member.phone) == ("024080001234", "0912345678")
    assert member.home_place == "Huế"


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"full_name": ""}, ["full_name"]),
        ({"born_on": "31/02/1994"}, ["born_on"]),
        ({"admitted_on": "2020-02-19"}, ["admitted_on"]),
        ({"admitted_on": "2020", "on": "2020-01-01"}, ["admitted_on"]),
        ({"admitted_on": "3/2020"}, ["admitted_on"]),
        ({"on": "2020-03-04"}, ["on"]),
        ({"came_by": "transfer"}, ["came_from"]),
        ({"came_by": "transfer", "came_from": "Đảng bộ khác", "on": "2018-12-31"}, ["on"]),
        ({"came_by": "with_unit"}, ["came_by"]),
        ({"kind": ""}, ["kind"]),
        ({"expected_until": "2020-12-31"}, ["expected_until"]),
        (GUEST | {"expected_until": ""}, ["expected_until"]),
        (GUEST | {"expected_until": "2020-03-02"}, ["expected_until"]),
        (GUEST | {"expected_until": "31/02/2021"}, ["expected_until"]),
        (GUEST | {"came_from": ""}, ["came_from"]),
        (GUEST | {"came_by": "admission"}, ["came_by"]),
        ({"card_number": "số 5"}, ["card_number"]),
        ({"citizen_id": "123"}, ["citizen_id"]),
        ({"decision_number": "31-QĐ/ĐU"}, ["decision_issuer", "decision_signed_on"]),
    ],
)
def test_what_is_wrong_is_named_at_its_field_and_nothing_is_lost(client, office, cell, wrong, fields):
    response = post(client, office, cell, **wrong)
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == sorted(fields)
    assert response.context["form"]["ethnicity"].value() == "Kinh"
    assert not Member.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ({"card_number": "25.001"}, "Số thẻ này đã có."),
        ({"citizen_id": "001080012345"}, nfc("Số căn cước công dân này đã có ở một hồ sơ khác.")),
    ],
)
def test_a_number_in_use_is_refused(client, office, cell, number, text):
    make_member(unit=cell, **number)
    response = post(client, office, cell, **number)
    assert response.context["form"].errors == {next(iter(number)): [text]} | ASKED


def test_a_number_of_a_record_out_of_sight_is_refused_and_not_told_of(
    client, office, cell, foreign_cell
):
    known = make_member("Lê Văn Ngoài", unit=foreign_cell, card_number="01234567")
    response = post(client, office, cell, card_number="01.234567")
    assert response.context["form"].errors == {"card_number": ["Số thẻ này đã có."]}
    assert known.full_name not in response.text


@pytest.fixture
def known(cell):
    return make_member("BÙI THỊ HÀ", unit=cell, born_on=day("1994-11-07"))


def test_somebody_of_that_name_and_birth_is_asked_about_first(client, office, cell, known):
    response = post(client, office, cell)
    assert response.context["form"].errors == ASKED
    assert list(response.context["form"].known) == [known]
    assert f'href="{known.get_absolute_url()}"' in response.text
    assert "Đang ở Chi bộ 1." in response.text
    assert Member.objects.get() == known


def test_another_person_of_that_name_and_birth_is_added(client, office, cell, known):
    post(client, office, cell, another=known.pk)
    assert Member.objects.count() == 2


def test_only_the_one_who_was_shown_is_agreed_to_be_another(client, office, cell, known):
    twin = make_member("Bùi Thị Hà", unit=cell, born_on=day("1994-11-07"))
    response = post(client, office, cell, another=known.pk)
    assert response.context["form"].errors == ASKED
    assert set(response.context["form"].known) == {known, twin}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"born_on": "1879"}, {"born_on": ["Năm 1879 không hợp lý."]}),
        ({"born_on": "20/05/0194"}, {"born_on": ["Năm 194 không hợp lý."]}),
        ({"born_on": "01/01/2099"}, {"born_on": ["Chưa đến ngày này."]}),
        (
            {"born_on": "1900", "admission_decided_on": "02/02/1930"},
            {"admission_decided_on": ["Không thể trước ngày thành lập Đảng (03/02/1930)."]},
        ),
        ({"decision_signed_on": "01/01/2099"}, {"decision_signed_on": ["Chưa đến ngày này."]}),
    ],
)
def test_a_day_that_makes_no_sense_is_refused_at_its_field(client, office, cell, changes, errors):
    paper = {"decision_number": "12-QĐ/ĐU", "decision_issuer": "Đảng ủy"}
    paper |= {"decision_signed_on": "02/03/2020"}
    found = post(client, office, cell, **paper | changes).context["form"].errors
    assert {name: found.get(name) for name in errors} == errors
    assert not Member.objects.exists()


@pytest.mark.parametrize("typed", ["1994", "11/1994"])
def test_a_birth_that_may_be_the_same_is_asked_about(client, office, cell, known, typed):
    response = post(client, office, cell, born_on=typed)
    assert response.context["form"].errors == ASKED
    post(client, office, cell, born_on=typed, another=known.pk)
    assert str(Member.objects.exclude(pk=known.pk).get().born) == typed


def test_a_year_of_birth_is_kept_and_the_doubt_is_told(client, office, cell):
    client.force_login(office)
    response = post(client, office, cell, born_on="2002")
    assert str(Member.objects.get().born) == "2002"
    text = client.get(response.headers["Location"]).text
    assert "Chỉ biết sinh 2002, có thể chưa đủ 18 tuổi khi kết nạp." in text
    assert "2002 <span" in text
    assert "(tính tuổi theo 01/01/2002)" in text


@pytest.mark.parametrize("unlike", [{"born_on": "1994-11-08"}, {"full_name": "Bùi Thị Hạ"}])
def test_of_another_name_or_birth_nobody_is_asked(client, office, cell, known, unlike):
    post(client, office, cell, **unlike)
    assert Member.objects.count() == 2


def test_whoever_had_left_is_told_of_with_the_way_back(client, office, cell, known):
    known.current_membership().leave(
        on=day("2020-06-01"), left_by="transfer", left_to="Đảng bộ Sở Y tế", by=None
    )
    text = post(client, office, cell).text
    assert "ngày cuối 31/05/2020: chuyển sinh hoạt đảng đi (Đảng bộ Sở Y tế)." in text
    assert reverse("members:member_return", args=[known.pk]) in text


def test_a_committee_or_a_foreign_cell_is_no_choice(client, office, committee, foreign_cell):
    for unit in (committee, foreign_cell):
        response = post(client, office, unit)
        assert list(response.context["form"].errors) == ["unit"]


@pytest.mark.parametrize("who", ["secretary", "leader", "upper_staff", "admin"])
def test_others_get_403(client, who, request, cell):
    assert post(client, request.getfixturevalue(who), cell).status_code == 403
    assert not Member.objects.exists()


def test_fields_that_are_not_on_the_page_change_nothing(client, office, cell):
    client.force_login(office)
    client.post(URL, TYPED | {"unit": cell.pk, "user": office.pk, "sort_key": "0"})
    member = Member.objects.get()
    assert (member.user, member.search_key) == (None, " bui thi ha ")
    assert member.sort_key != "0"


def test_who_came_with_old_papers_is_added_as_far_as_they_tell(client, office, cell):
    old = {"born_on": "1942", "admission_decided_on": "1965", "admitted_on": "1965"}
    how = {"official_on": "3/1966", "came_by": "transfer", "came_from": "Đảng bộ khác"}
    response = post(client, office, cell, **old, **how)
    text = client.get(response.headers["Location"]).text
    assert "1965 (tính từ 01/01/1965)</dd>" in text
    assert [f"{term}</dt><dd" in text for term in ("Ngày kết nạp", "Ngày chính thức")] == [True, True]
    assert ">1965</dd>" in text
    assert ">03/1966</dd>" in text
