"""A campaign: planned, begun, concluded, moved, put right."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from cells.models import UnitKind
from inspections.forms.campaigns import CampaignForm
from inspections.models import Campaign, Subject
from tests.conftest import day
from tests.inspections.conftest import ON, concluded, demand, enter

CONCLUSION = {"number": "2-TB/ĐU", "conclusion": "Tốt", "by": None}


def errors_of(call) -> dict:
    with pytest.raises(ValidationError) as caught:
        call()
    return getattr(caught.value, "message_dict", caught.value.messages)


def states() -> dict[str, list[str]]:
    names = ("planned", "under_way", "concluded", "dropped")
    return {name: [row.title for row in Campaign.objects.in_state(name)] for name in names}


def test_the_state_comes_from_the_days_and_lists_agree(committee, cell):
    enter(committee, title="A")
    enter(committee, title="B", begun_on=ON)
    concluded(committee, title="C", units=[cell])
    enter(committee, title="D").drop(on=ON, reason="Chống dịch", by=None)
    assert states() == {"planned": ["A"], "under_way": ["B"], "concluded": ["C"], "dropped": ["D"]}
    assert all(row.state == name for name in states() for row in Campaign.objects.in_state(name))


def test_a_cell_carries_out_its_own_and_a_committee_not_those_of_cells(committee, cell):
    assert list(errors_of(lambda: enter(committee, performer="cell"))) == ["performer"]
    assert list(errors_of(lambda: enter(cell, performer="inspectors"))) == ["performer"]


def test_a_cell_that_became_a_committee_keeps_what_it_did_as_a_cell(cell, committee):
    cell.versions.update(ends_on=day("2020-06-30"))
    facts = {"kind": UnitKind.SUBCOMMITTEE, "parent": committee, "name": "Đảng bộ bộ phận"}
    cell.versions.create(unit=cell, starts_on=day("2020-07-01"), **facts)
    for begun_on, performer, other in (
        ("2020-06-30", "cell", "committee"),
        ("2020-07-01", "committee", "cell"),
    ):
        facts = {"begun_on": day(begun_on), "title": begun_on}
        refused = partial(enter, cell, performer=other, **facts)
        assert list(errors_of(refused)) == ["performer"]
        enter(cell, performer=performer, **facts)
    form = CampaignForm(unit=cell, year=2020, campaign=None)
    offered = [value for value, _ in form.fields["performer"].choices]
    assert offered == ["cell", "committee", "inspectors"]


def test_one_of_a_kind_and_title_a_year(campaign, committee):
    assert errors_of(lambda: enter(committee))
    enter(committee, year=2021)
    enter(committee, kind="supervision")


def test_concluding_wants_a_beginning_a_subject_and_a_later_day(committee, cell):
    made = enter(committee)
    assert errors_of(lambda: made.conclude(on=ON, **CONCLUSION))
    made.change(begun_on=ON, by=None)
    assert errors_of(lambda: made.conclude(on=ON, **CONCLUSION))
    Subject.objects.add(made, units=[cell], on=ON, by=None)
    assert list(errors_of(lambda: made.conclude(on=day("2020-03-04"), **CONCLUSION))) == ["on"]
    assert list(errors_of(lambda: made.conclude(on=day("2099-01-01"), **CONCLUSION))) == ["on"]
    made.conclude(on=ON, **CONCLUSION)
    assert made.state == "concluded"


def test_a_conclusion_is_put_right_and_taken_back_for_a_reason(campaign, committee):
    campaign.conclude(on=ON, **CONCLUSION)
    campaign.conclude(on=day("2020-03-06"), **CONCLUSION | {"number": "3-TB/ĐU"})
    kept = Campaign.objects.get()
    assert (kept.concluded_on, kept.number) == (day("2020-03-06"), "3-TB/ĐU")
    assert list(errors_of(lambda: kept.reopen(reason=" ", by=None))) == ["reason"]
    kept.reopen(reason="Ghi nhầm cuộc", by=None)
    kept = Campaign.objects.get()
    assert (kept.state, kept.number, kept.conclusion) == ("under_way", "", "")
    assert AuditEvent.objects.get(action="campaign.reopen").note == "Ghi nhầm cuộc"


def test_the_beginning_of_a_concluded_one_stays_before_its_end(committee, cell):
    made = concluded(committee, units=[cell])
    assert list(errors_of(lambda: made.change(begun_on=day("2020-04-06"), by=None))) == ["begun_on"]
    made = Campaign.objects.get()
    assert list(errors_of(lambda: made.change(begun_on=None, by=None))) == ["begun_on"]
    made.change(begun_on=day("2020-04-05"), by=None)


def test_moved_to_another_quarter_it_says_from_where_and_why(committee):
    made = enter(committee)
    assert list(errors_of(lambda: made.postpone(year=2020, part=1, reason="Dịch", by=None))) == ["part"]
    made.postpone(year=2021, part=5, reason="Dịch", by=None)
    kept = Campaign.objects.get()
    assert (kept.year, kept.when, kept.moved_from) == (2021, "Quý II", "Quý I năm 2020")
    assert kept.reason == "Dịch"


def test_only_a_planned_one_that_did_not_begin_is_moved(campaign, committee):
    beside = enter(committee, part=None, title="Đột xuất")
    for made in (campaign, beside):
        assert errors_of(lambda made=made: made.postpone(year=2021, part=1, reason="X", by=None))


def test_dropped_for_a_reason_and_taken_up_again(committee, cell):
    made = enter(committee)
    assert list(errors_of(lambda: made.drop(on=ON, reason="", by=None))) == ["reason"]
    made.drop(on=ON, reason="Dịch", by=None)
    assert errors_of(lambda: made.conclude(on=ON, **CONCLUSION))
    made.resume(by=None)
    assert (made.state, made.reason) == ("planned", "")
    assert errors_of(lambda: made.resume(by=None))


def test_what_is_concluded_is_neither_dropped_nor_discarded(committee, cell):
    made = concluded(committee, units=[cell])
    assert errors_of(lambda: made.drop(on=ON, reason="X", by=None))
    assert errors_of(lambda: made.discard(reason="X", by=None))


def test_discarded_with_all_beneath_it(campaign):
    demand(campaign)
    campaign.file_papers({"KT1": (ON, "")}, by=None)
    campaign.discard(reason="Ghi hai lần", by=None)
    assert (Campaign.objects.count(), Subject.objects.count()) == (0, 0)


def test_papers_of_the_kind_and_what_is_missing(campaign):
    campaign.file_papers({"KT1": (ON, "1-KH/ĐU"), "KT10": (ON, "")}, by=None)
    filed = [asked.code for asked, paper in campaign.dossier() if paper]
    assert (filed, len(campaign.dossier())) == (["KT1", "KT10"], 12)
    campaign.file_papers({"KT2": (ON, "")}, by=None)
    assert [asked.code for asked, paper in campaign.dossier() if paper] == ["KT2"]


def test_the_kind_changes_while_nothing_was_written_under_it(campaign):
    campaign.change(kind="supervision", by=None)
    campaign.file_papers({"GS1": (ON, "")}, by=None)
    assert list(errors_of(lambda: campaign.change(kind="finance", by=None))) == ["kind"]


def test_the_database_refuses_what_contradicts_itself(committee):
    for facts in (
        {"concluded_on": ON},
        {"begun_on": day("2020-03-06"), "concluded_on": ON},
        {"dropped_on": ON},
        {"examined_from": day("2020-01-02"), "examined_to": day("2020-01-01")},
    ):
        usual = {"unit": committee, "performer": "committee", "kind": "finance", "year": 2020}
        with pytest.raises(IntegrityError), transaction.atomic():
            Campaign.objects.create(title="X", **usual, **facts)
