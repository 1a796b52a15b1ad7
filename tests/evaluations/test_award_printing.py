"""Papers of commendation: asked for, what they say, the file."""

import pytest
from django.urls import reverse

from cells.models import Decision
from evaluations import tasks
from evaluations.documents.awards import AWARD_DOCUMENTS
from evaluations.models import AwardForm, AwardKind, AwardPrint, Commendation
from members.models import Office, OfficeKind
from papers.layout import html
from papers.pdf import page_count
from tests.conftest import day
from tests.evaluations.conftest import close_year
from tests.evaluations.test_award import give, paper, propose

ANNUAL = {"kind": AwardKind.ANNUAL, "reason": "Hoàn thành xuất sắc nhiệm vụ năm 2020"}


@pytest.fixture
def given(committee, cell, members, exemplary) -> list[Commendation]:
    """A cell, two members and the trade union, by one decision of the committee."""
    Office.objects.create(
        member=members[2], unit=committee, kind=OfficeKind.SECRETARY, starts_on=day("2020-01-01")
    )
    rows = [give(cell, decision=paper(), **ANNUAL)]
    rows += [give(cell, member, decision=paper(), **ANNUAL) for member in members[:2]]
    others = {"outsider": "Công đoàn", "outsider_is": "của Trung tâm", "form": AwardForm.PRAISE}
    return [*rows, give(committee, decision=paper(), **others)]


def ask(client, user, award, name, **data):
    client.force_login(user)
    return client.post(reverse(f"evaluations:{name}", args=[award.pk]), data)


def job(unit, kind, **of) -> AwardPrint:
    what = {"task": "evaluations.tasks.print_award", "title": "In", "kind": kind}
    return AwardPrint.objects.request(unit=unit, by=None, **what, **of)


def articles_of(made) -> list[str]:
    return [block["text"] for block in made["parts"][0]["blocks"] if block["kind"] == "lead"]


def document(unit, kind, **of) -> dict:
    return AWARD_DOCUMENTS[kind](job(unit, kind, **of))


def test_the_page_of_a_decision_shows_all_it_gives(client, office, given):
    client.force_login(office)
    response = client.get(reverse("evaluations:decision_papers", args=[given[1].pk]))
    assert list(response.context["rows"]) == [*given[:3], given[3]]
    kinds = [key for key, _ in response.context["form"].fields["kind"].choices]
    assert kinds == ["award_decision", "certificates"]


def test_certificates_are_asked_for_with_their_place_and_begin_there_next_time(
    client, office, committee, given
):
    data = {"kind": "certificates", "left_mm": "-3", "top_mm": "5"}
    response = ask(client, office, given[0], "decision_papers", **data)
    one = AwardPrint.objects.get()
    assert (one.unit, one.decision, one.left_mm, one.top_mm) == (committee, given[0].decision, -3, 5)
    assert response.url == reverse("evaluations:award_print_detail", args=[one.pk])
    form = client.get(reverse("evaluations:decision_papers", args=[given[0].pk])).context["form"]
    assert (form["left_mm"].value(), form["top_mm"].value()) == (-3, 5)


@pytest.mark.parametrize("data", [{"kind": "x"}, {"kind": "certificates", "left_mm": "99"}, {"x": "1"}])
def test_bad_input_is_told(client, office, given, data):
    assert ask(client, office, given[0], "decision_papers", **data).status_code == 422
    assert AwardPrint.objects.count() == 0


def test_a_decision_of_praise_alone_has_no_certificates(client, office, cell):
    award = give(cell, form=AwardForm.PRAISE, decision=paper())
    client.force_login(office)
    form = client.get(reverse("evaluations:decision_papers", args=[award.pk])).context["form"]
    assert [key for key, _ in form.fields["kind"].choices] == ["award_decision"]
    assert list(form.fields) == ["kind"]


def test_without_a_decision_there_are_no_papers(client, office, cell):
    assert ask(client, office, give(cell), "decision_papers", kind="award_decision").status_code == 404


@pytest.mark.parametrize("name", ["decision_papers", "proposal_papers"])
def test_leader_and_secretary_get_403_outsider_404(client, leader, secretary, outsider, cell, name):
    award = give(cell, decision=paper()) if name == "decision_papers" else propose(cell)
    for user, status in ((leader, 403), (secretary, 403), (outsider, 404)):
        assert ask(client, user, award, name, kind="award_decision").status_code == status


def test_the_decision_has_its_number_its_articles_and_the_list_with_money(committee, given, members):
    made = document(committee, "award_decision", decision=given[0].decision)
    assert (made["number"], made["head"]["symbol"], made["issued_on"]) == (58, "QĐ/ĐU", "2020-12-29")
    assert articles_of(made)[0].startswith("Khen thưởng 4 tập thể, cá nhân")
    assert "Tổng số" not in articles_of(made)[1]  # no text was read that says it for a cell of 2020
    rows = [[cell["text"] for cell in row] for row in made["annex"]["parts"][0]["blocks"][0]["rows"]]
    assert rows == [
        ["1", "Chi bộ 1", "", "Giấy khen", ""],
        ["2", str(members[0]), "Chi bộ 1", "Giấy khen", "447.000"],
        ["3", str(members[1]), "Chi bộ 1", "Giấy khen", "447.000"],
        ["4", "Công đoàn", "của Trung tâm", "Biểu dương", ""],
    ]
    assert made["signature"]["name"] == str(members[2])


def test_the_sum_is_told_where_every_prize_is_known(committee, cell, members):
    for member in members[:2]:
        award = give(cell, member, decision=paper(), **ANNUAL)
    made = document(committee, "award_decision", decision=award.decision)
    assert articles_of(made)[1].endswith("Tổng số tiền thưởng: 894.000 đồng.")


def test_certificates_are_one_sheet_for_each_giay_khen(committee, given, members):
    made = document(committee, "certificates", decision=given[0].decision, left_mm=2)
    assert [sheet["name"] for sheet in made["sheets"]] == [
        "Chi bộ 1",
        f"Đồng chí {members[0]}",
        f"Đồng chí {members[1]}",
    ]
    assert (made["decision"], made["signer"], made["left_mm"]) == (
        "Quyết định số 58-QĐ/ĐU",
        str(members[2]),
        2,
    )
    assert "left: 2mm; top: 0mm" in html(made)


def test_long_words_on_a_certificate_are_written_smaller(committee, cell):
    award = give(cell, decision=paper(), reason="Thành tích " * 20)
    give(cell, decision=paper(), reason="Phòng, chống dịch")
    made = document(committee, "certificates", decision=award.decision)
    assert [sheet["is_long"] for sheet in made["sheets"]] == [True, False]


def test_a_number_of_another_shape_stands_in_no_head(committee, cell):
    odd = Decision(number="năm tám", signed_on=day("2020-12-29"), issuer="Đảng ủy")
    award = give(cell, decision=odd)
    made = document(committee, "award_decision", decision=award.decision)
    assert (made["number"], made["is_unnumbered"]) == (None, True)


def test_the_letter_has_everybody_of_the_same_paper(committee, cell, members):
    first = propose(cell, members[0], paper="07-TTr/ĐU")
    propose(cell, paper="07-TTr/ĐU")
    propose(cell, members[1], paper="08-TTr/ĐU")
    propose(cell, members[2], paper="07-TTr/ĐU").cancel(reason="Nhầm", by=None)
    made = document(committee, "award_letter", proposal=first)
    table = made["parts"][0]["blocks"][2]
    assert [row[1]["text"] for row in table["rows"]] == ["Chi bộ 1", str(members[0])]
    assert (made["number"], made["head"]["symbol"]) == (7, "TTr/ĐU")


def test_the_report_tells_the_grades_and_awards_before(committee, cell, members):
    close_year(committee, 2020, members[0])
    give(cell, members[0], decision=paper(), **ANNUAL)
    made = document(committee, "merit_report", proposal=propose(cell, members[0]))
    assert [part["number"] for part in made["parts"]] == ["I", "II", "III", "IV"]
    rows = [[cell["text"] for cell in row] for row in made["parts"][2]["blocks"][0]["rows"]]
    assert rows == [["2020", "Hoàn thành xuất sắc nhiệm vụ", "Đảng bộ Trung tâm"]]
    assert made["parts"][3]["blocks"][0]["text"] == (
        "Giấy khen năm 2020: Hoàn thành xuất sắc nhiệm vụ năm 2020 "
        "(Quyết định số 58-QĐ/ĐU, ngày 29 tháng 12 năm 2020)"
    )


def test_the_report_of_an_outsider_says_who_it_is(committee):
    other = propose(committee, outsider="Công đoàn", outsider_is="của Trung tâm")
    made = document(committee, "merit_report", proposal=other)
    assert [block["text"] for block in made["parts"][0]["blocks"]] == ["Công đoàn", "của Trung tâm"]


def test_the_files_are_made_and_taken_away(client, office, outsider, committee, given):
    one = job(committee, "certificates", decision=given[0].decision)
    tasks.print_award(one.pk)
    one.refresh_from_db()
    assert (one.state, page_count(one.read_pdf())) == ("done", 3)
    client.force_login(office)
    page = client.get(reverse("evaluations:award_print_detail", args=[one.pk]))
    assert "Tải in (PDF)" in page.content.decode()
    file = client.get(reverse("evaluations:award_print_download", args=[one.pk]))
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    client.force_login(outsider)
    address = reverse("evaluations:award_print_download", args=[one.pk])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", ["award_decision", "award_letter", "merit_report"])
def test_every_paper_can_be_laid_out(committee, given, members, cell, kind):
    of = {"proposal": propose(cell, members[0])}
    one = job(committee, kind, **({"decision": given[0].decision} if kind == "award_decision" else of))
    tasks.print_award(one.pk)
    one.refresh_from_db()
    assert (one.state, one.read_pdf()[:5]) == ("done", b"%PDF-")


def test_the_file_name_tells_nobody(committee, given):
    one = job(committee, "certificates", decision=given[0].decision)
    assert one.file_name == "In - Đảng bộ Trung tâm - 58-QĐ-ĐU.pdf"
