"""Every address that is posted to, eight times from one page: it makes the rows that one post makes.

And every post that writes leaves an event in the log.
"""

from collections import Counter

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from cells.rights import Role
from tests.creating import ARGS, ASKED, FIRST, MAKES, PAGES
from tests.routes import ROUTES
from tests.test_access import written
from tests.test_odd_input import filled
from tests.test_two_editors import EDITING
from tests.world import cookies_of, make_world, user_as

POSTED = {name for name, route in ROUTES.items() if "post" in route.methods}
TOKEN = {"csrfmiddlewaretoken": "a" * 64}
LOGS = {"accounts.AuditEvent", "accounts.Press"}
# They change the session or the account of who is signed in.
OWN = {
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "usersessions_list",
    "working_year",
    "reports:news_mail",
    "reports:news_seen",
}
# They show what is asked, or what a workbook says; of passwords the one that was shown last counts.
SHOWS = {"cells:account_password", "members:member_unmask", "upkeep:cells_read", "upkeep:member_data"}
# They write into a row that is there, its state or its end; a worker makes what a workbook holds.
WRITES = {
    "cases:candidate_drop",
    "cases:case_stop",
    "cells:account_second_factor",
    "cells:assignment_end",
    "members:account_member",
    "members:member_account",
    "meetings:absence_give",
    "meetings:disclosure_choose",
    "reports:note_settle",
    "reports:report_approve",
    "reports:report_check",
    "reports:report_send",
    "reports:request_withdraw",
    "reports:section_act",
    "reports:template_retire",
    "evaluations:cell_grade",
    "evaluations:cell_groups",
    "evaluations:collective_grade",
    "evaluations:complaint_answer",
    "evaluations:member_postpone",
    "evaluations:member_refer_up",
    "evaluations:own_steps",
    "evaluations:proposal_refuse",
    "evaluations:round_accept_cap",
    "evaluations:round_close",
    "evaluations:round_groups",
    "evaluations:round_grade",
    "evaluations:round_refer",
    "evaluations:round_reopen",
    "evaluations:row_grade",
    "evaluations:unit_grade",
    "evaluations:unit_postpone",
    "inspections:campaign_drop",
    "inspections:campaign_postpone",
    "inspections:campaign_reopen",
    "inspections:campaign_resume",
    "inspections:remedy_complete",
    "inspections:remedy_reopen",
    "meetings:meeting_correct",
    "meetings:meeting_give_up_correction",
    "meetings:meeting_hold",
    "meetings:meeting_mark_model",
    "meetings:meeting_name_preparation",
    "meetings:meeting_resolution",
    "meetings:month_approve",
    "meetings:observer_tell",
    "meetings:petition_reopen",
    "meetings:petition_take_up",
    "meetings:plan_approve",
    "meetings:plan_send_back",
    "meetings:programme_complete",
    "meetings:programme_reopen",
    "meetings:task_reopen",
    "meetings:topic_plan_link",
    "meetings:topic_plan_unlink",
    "members:card_hand_over",
    "members:dossier_return",
    "members:training_certify",
    "members:training_class",
    "organisation:group_end",
    "organisation:restructuring_members",
    "organisation:restructuring_reopen",
    "scoring:follower_end",
    "scoring:score_sheet_publish",
    "scoring:score_sheet_withdraw",
    "upkeep:import_apply",
    "upkeep:import_read",
    "upkeep:import_stop",
    "upkeep:reconciliation_close",
    "upkeep:reconciliation_confirm",
    "upkeep:reconciliation_finish",
    "upkeep:reconciliation_reopen",
    "upkeep:reconciliation_send",
}
# They take a row away, or say that it no longer counts.
TAKES_AWAY = {
    "cases:case_paper_take_back",
    "cases:case_undo",
    "cells:assignment_withdraw",
    "evaluations:body_opinion_withdraw",
    "evaluations:collective_drop",
    "evaluations:commendation_cancel",
    "evaluations:complaint_withdraw",
    "evaluations:mark_withdraw",
    "evaluations:proposal_cancel",
    "evaluations:regrading_withdraw",
    "evaluations:suggestion_withdraw",
    "inspections:campaign_discard",
    "inspections:letter_discard",
    "inspections:remedy_discard",
    "inspections:subject_remove",
    "meetings:absence_withdraw",
    "meetings:agenda_template_drop",
    "meetings:attachment_remove",
    "meetings:directive_withdraw",
    "meetings:library_withdraw",
    "meetings:meeting_discard",
    "meetings:observer_uninvite",
    "meetings:petition_withdraw",
    "meetings:programme_discard",
    "meetings:study_withdraw",
    "meetings:topic_plan_drop",
    "meetings:topic_withdraw",
    "members:badge_withdraw",
    "members:card_withdraw",
    "members:discipline_withdraw",
    "members:dossier_withdraw",
    "members:member_discard",
    "members:office_withdraw",
    "members:paper_remove",
    "members:training_withdraw",
    "organisation:restructuring_cancel",
    "organisation:restructuring_step_remove",
    "organisation:staff_withdraw",
    "reports:import_withdraw",
    "reports:report_discard",
    "reports:restructuring_withdraw",
    "reports:roll_act_withdraw",
    "reports:target_remove",
    "reports:target_withdraw_result",
    "scoring:follower_withdraw",
    "scoring:score_sheet_discard",
    "upkeep:finding_withdraw",
    "upkeep:import_discard",
    "upkeep:member_merge",
    "upkeep:reconciliation_unmark",
}
MAKES_NOTHING = OWN | SHOWS | WRITES | TAKES_AWAY
# One press from their page, as it stands, is refused: what they write, and that it is logged, is seen
# in the tests of each, and in test_verbs_are_logged.py.
IN_VAIN = {
    "cells:assignment_withdraw",
    "evaluations:collective_drop",
    "evaluations:collective_grade",
    "evaluations:collective_postpone",
    "evaluations:member_postpone",
    "evaluations:own_steps",
    "evaluations:regrading_withdraw",
    "evaluations:round_accept_cap",
    "evaluations:round_close",
    "evaluations:round_groups",
    "evaluations:round_reopen",
    "evaluations:unit_postpone",
    "inspections:campaign_postpone",
    "meetings:meeting_correct",
    "meetings:meeting_discard",
    "meetings:meeting_give_up_correction",
    "meetings:meeting_hold",
    "meetings:meeting_mark_model",
    "meetings:month_approve",
    "meetings:petition_take_up",
    "meetings:petition_withdraw",
    "meetings:programme_reopen",
    "meetings:task_reopen",
    "meetings:topic_withdraw",
    "members:account_member",
    "members:member_account",
    "members:member_discard",
    "members:training_certify",
    "members:training_class",
    "organisation:restructuring_reopen",
    "reports:import_withdraw",
    "reports:report_approve",
    "reports:report_check",
    "reports:report_send",
    "reports:restructuring_withdraw",
    "reports:roll_act_withdraw",
    "scoring:score_sheet_withdraw",
    "upkeep:import_apply",
    "upkeep:import_stop",
    "upkeep:reconciliation_confirm",
    "upkeep:reconciliation_finish",
    "upkeep:reconciliation_reopen",
}
# What the browser and the program keep for themselves.
QUIET = {
    "accounts_auditevent",
    "accounts_press",
    "django_cache",
    "django_session",
    "usersessions_usersession",
}
# They write, and the log says nothing, because
UNLOGGED = {"working_year": "it is a way of looking", "reports:news_seen": "it is a way of looking"}

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture(scope="module")
def world(lasting_db):
    return make_world("nha")


@pytest.fixture(scope="module")
def cookies(world) -> dict[Role, str]:
    return {role: cookies_of(user_as(role, world)) for role in Role}


@pytest.fixture(autouse=True)
def taken_back(world):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def browser_of(client, cookies):
    """Signed in as whoever may use the route."""

    def sign_in(name: str):
        allowed, first = ROUTES[name].may, (Role.OFFICE, Role.ADMIN, Role.SECRETARY)
        client.cookies.load(cookies[next(role for role in (*first, *Role) if role in allowed)])
        return client

    return sign_in


def rows() -> Counter:
    return Counter({model._meta.label: model.objects.count() for model in apps.get_models()})


def made_since(before: Counter) -> dict[str, int]:
    now = rows()
    return {name: now[name] - before[name] for name in now.keys() - LOGS if now[name] != before[name]}


def filled_in(page: str, world, name: str) -> dict:
    """What that page sends, and what is typed besides."""
    typed = MAKES.get(name, {})
    sent = filled(page, "Chữ") | (typed(world) if callable(typed) else typed) | TOKEN
    return {field: text for field, text in sent.items() if field and text is not None}


def pressed(client, world, name: str, times: int) -> list[dict[str, int]]:
    """The rows there are more, or less, after each of so many equal posts from one page; the first of
    them is in the log."""
    if name in FIRST:
        FIRST[name](world)
    args, asked, page = ARGS.get(name, ROUTES[name].args)(world), ASKED.get(name), PAGES.get(name, name)
    url, source = (reverse(one, args=args, query=asked) for one in (name, page))
    shown = client.get(source).text if "get" in ROUTES[page].methods else ""
    before, logged = rows(), AuditEvent.objects.count()
    sent = filled_in(shown, world, name)
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(url, sent)
        if answer.status_code == 200 and 'name="agreed"' in answer.text:
            sent = filled_in(answer.text, world, name)
            client.post(url, sent)
    wrote = written(query["sql"] for query in queries) - QUIET
    logged = AuditEvent.objects.count() - logged
    assert logged or not wrote or name in UNLOGGED
    assert bool(logged) != (name in IN_VAIN) or name in OWN | SHOWS
    made = [made_since(before)]
    for _ in range(times - 1):
        for field in sent:
            if hasattr(sent[field], "seek"):
                sent[field].seek(0)
        client.post(url, sent)
        made.append(made_since(before))
    return made


@pytest.mark.parametrize("name", MAKES)
def test_eight_posts_make_what_one_makes(browser_of, world, name):
    one, *more = pressed(browser_of(name), world, name, times=8)
    assert any(number > 0 for number in one.values())
    assert more == [one] * 7


@pytest.mark.parametrize("name", sorted(MAKES_NOTHING))
def test_what_is_said_to_make_nothing_makes_nothing(browser_of, world, name):
    [made] = pressed(browser_of(name), world, name, times=1)
    assert [label for label, number in made.items() if number > 0] == []


def test_the_walk_knows_every_address_that_is_posted_to():
    assert {*MAKES, *EDITING, *MAKES_NOTHING} == POSTED
    assert {*MAKES, *EDITING} & MAKES_NOTHING == set()
