"""Figures of badges and discipline, and who may open their lists."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from cells.models import Decision, EventKind
from cells.rights import Role
from members.models import Badge, Complaint, Discipline, Training
from reports.figures import Scope, compute
from reports.views.figures import openable
from tests.conftest import day, make_member, make_user

YEAR = {"unit": "dang-bo", "start": "2020-01-01", "end": "2020-12-31"}


def values(unit, *codes, start="2020-01-01", end="2020-12-31"):
    return list(compute(Scope(unit, day(start), day(end)), codes).values())


def paper() -> Decision:
    return Decision(number="1-QĐ", signed_on=day("2020-01-02"), issuer="Đảng ủy")


def veteran(cell, **fields):
    return make_member(
        unit=cell,
        born_on=day("1960-01-01"),
        admission_decided_on=day("1990-02-01"),
        admitted_on=day("1990-02-03"),
        official_on=day("1991-02-03"),
        **fields,
    )


def test_badges_count_on_the_day_they_were_given_and_not_before(committee, cell, foreign_cell):
    member = veteran(cell)
    Badge.objects.create(member=member, years=40, unit=cell, round_on=day("2020-02-03"))
    Badge.objects.record(member=member, years=30, on=day("2020-02-03"), by=None)
    codes = ["awards.badges", "awards.badges.30", "awards.badges.40"]
    assert values(committee, *codes) == [1, 1, 0]
    assert values(committee, *codes, start="2020-02-04") == [0, 0, 0]
    assert values(committee, *codes, end="2020-02-02") == [0, 0, 0]
    assert values(foreign_cell, *codes) == [0, 0, 0]


def test_a_badge_given_elsewhere_before_the_arrival_is_nobodys_here(committee, cell):
    member = veteran(cell, on=day("2020-02-04"))
    assert Badge.objects.record(member=member, years=30, on=day("2020-02-03"), by=None).unit is None
    assert values(committee, "awards.badges") == [0]


def test_disciplines_of_members_by_form_and_day_without_the_annulled(committee, cell, second_cell):
    member = make_member(unit=cell)
    kept = Discipline.objects.record_member(
        member, form="reprimand", on=day("2020-12-31"), decision=paper(), by=None
    )
    annulled = Discipline.objects.record_member(
        member, form="warning", on=day("2020-03-01"), decision=paper(), by=None
    )
    codes = ["discipline.members.reprimand", "discipline.members.warning"]
    assert values(committee, *codes) == [1, 1]
    annulled.settle(Complaint.ANNULLED, decision=paper(), by=None)
    kept.settle(Complaint.UPHELD, decision=paper(), by=None)
    assert values(committee, *codes) == [1, 0]
    assert values(committee, *codes, end="2020-12-30") == [0, 0]
    assert values(second_cell, *codes) == [0, 0]


def test_an_expulsion_counts_where_the_member_was(committee, cell):
    row = Discipline.objects.record_member(
        make_member(unit=cell), form="expulsion", on=day("2020-06-01"), decision=paper(), by=None
    )
    codes = ["discipline.members.expulsion", "moves.expelled", "moves.expelled_annulled"]
    assert values(committee, *codes) == [1, 1, 0]
    row.settle(Complaint.ANNULLED, decision=paper(), by=None)
    assert values(committee, *codes) == [0, 1, 1]


def test_units_are_counted_apart_a_dissolved_one_where_it_stood_the_day_before(committee, cell):
    cell.end(on=day("2020-06-01"), how=EventKind.DISSOLVED, by=None)
    Discipline.objects.record_unit(
        cell, form="dissolution", on=day("2020-06-01"), decision=paper(), by=None
    )
    Discipline.objects.record_unit(
        cell, form="reprimand", on=day("2020-05-31"), decision=paper(), by=None
    )
    codes = [
        "discipline.units.reprimand",
        "discipline.units.dissolution",
        "discipline.members.reprimand",
    ]
    assert values(committee, *codes) == [1, 1, 0]


def test_disciplines_by_the_level_that_decided(committee, cell, second_cell):
    members = [make_member(f"Lê Văn {letter}", unit=cell) for letter in "ABC"]
    for member, level in zip(members, ("cell", "inspectors", ""), strict=True):
        Discipline.objects.record_member(
            member, form="warning", on=day("2020-12-31"), level=level, decision=paper(), by=None
        )
    Discipline.objects.record_unit(
        cell, form="reprimand", on=day("2020-01-01"), level="committee", decision=paper(), by=None
    )
    by = [f"discipline.members.by.{level}" for level in ("cell", "committee", "inspectors", "unknown")]
    codes = [*by, "discipline.units.by.committee", "discipline.units.by.unknown"]
    assert values(committee, *codes) == [1, 0, 1, 1, 1, 0]
    assert values(committee, *codes, start="2020-01-02", end="2020-12-30") == [0] * 6
    assert values(second_cell, *codes) == [0] * 6


def test_who_was_taken_back_from_a_class_did_not_attend(committee, cell):
    [training] = Training.objects.send(
        [make_member(unit=cell)], course="new_member", on=day("2020-05-01"), by=None
    )
    assert values(committee, "training.new_member") == [1]
    training.withdraw(on=day("2020-05-02"), by=None)
    assert values(committee, "training.new_member") == [0]


@pytest.fixture
def opened(client):
    def open_it(user, code, unit="dang-bo"):
        client.force_login(user)
        url = reverse("reports:figure_detail", args=[code])
        return client.get(url, YEAR | {"unit": unit}).status_code

    return open_it


def test_the_list_of_disciplines_is_not_for_secretaries(opened, secretary, office, committee, cell):
    inspector = make_user("kiemtra", Role.INSPECTOR, committee)
    code = "discipline.members.reprimand"
    assert opened(secretary, code, "chi-bo-1") == 403
    assert opened(secretary, "awards.badges", "chi-bo-1") == 200
    assert opened(office, code) == opened(inspector, code) == 200


def test_opening_the_list_of_disciplines_is_logged(opened, office):
    opened(office, "awards.badges")
    assert not AuditEvent.objects.filter(action="discipline.read").exists()
    opened(office, "discipline.units.warning")
    assert AuditEvent.objects.filter(action="discipline.read", by=office).count() == 1


def test_the_page_of_figures_links_only_what_may_be_opened(secretary, cell):
    codes = {"discipline.members.reprimand", "awards.badges"}
    assert openable(secretary, cell) & codes == {"awards.badges"}
