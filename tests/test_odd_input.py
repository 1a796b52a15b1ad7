"""What no page of ours sends: odd addresses and odd text get an answer, never a broken page."""

import re
from html.parser import HTMLParser

import pytest
from django.test import override_settings
from django.urls import reverse

from cells.models import Term
from cells.rights import Role
from tests.conftest import day
from tests.routes import ROUTES
from tests.world import cookies_of, make_world, user_as

BROKEN = 500
HUGE = "9" * 5000  # longer than Python turns into a number
DAYS = ["0001-01-01", "9999-12-31", "2020-02-30", "\x00"]
YEARS = ["-1", "999999", "²", HUGE, "\x00"]
KEYS = ["-1", "²", HUGE[:30], "\x00"]
QUERIES = [
    *({"unit": text, "cell": text, "kind": text, "next": text} for text in KEYS),
    *({"on": text, "start": text} for text in DAYS),
    *({"end": text} for text in DAYS),
    {"start": "0001-01-01", "end": "0001-02-01"},
    {"start": "9999-01-01", "end": "9999-12-31"},
    *({"year": text, "page": text, "q": text, "state": text} for text in YEARS),
    {"q": "x" * 50_000, "status": "x" * 50_000},
    {"on": ["2020-01-01", "abc"], "year": ["2020", "²"], "page": ["1", "abc"], "unit": ["", "-1"]},
]
READ = [name for name, route in ROUTES.items() if "get" in route.methods]
WRITTEN = [name for name, route in ROUTES.items() if route.methods == ("get", "post")]
BY_CODE = {
    "inspections:programme_detail",
    "inspections:programme_edit",
    "inspections:year_print",
    "inspections:year_word",
    "evaluations:criteria_create",
    "evaluations:criteria_list",
    "evaluations:unit_grades",
    "cells:threshold_add",
    "evaluations:cell_steps",
    "meetings:plan_repeat",
    "meetings:programme_copy",
    "upkeep:import_template",
    "upkeep:cells_read",
    "organisation:cells_found",
    "organisation:unit_describe",
    "organisation:unit_detail",
    "organisation:unit_history",
    "members:unit_offices",
    "members:office_add",
    "members:congress_record",
    "organisation:unit_staff",
    "organisation:staff_add",
    "organisation:unit_groups",
    "organisation:group_add",
    "organisation:group_distribute",
    "upkeep:quality_check",
    "reports:figure_detail",
    "reports:register_detail",
    "reports:register_print",
    "reports:register_pdf",
    "reports:preparation_list",
    "reports:preparation_switch",
    "reports:register_whole",
    "reports:form_detail",
    "reports:admitted_rows",
    "reports:structure_rows",
    "reports:target_add",
    "reports:request_ask",
    "reports:figure_by_unit",
    "reports:figure_by_month",
}
OF_NUMBERS = [name for name, route in ROUTES.items() if route.has_object and name not in BY_CODE]

NUMBER = re.compile(r"/[0-9]+/")

SCRIPT, SHOWN = "<script>alert(1)</script>", "&lt;script&gt;alert(1)"
LONG = "Dài " * 12_500
# What a form asks for beside its free text, so that the text gets through.
USUAL = {
    "born_on": "1980-05-20",
    "official_on": "",
    "card_number": "",
    "record_number": "",
    "citizen_id": "",
    "phone": "",
    "username": "ten-moi",
    "topic": "",
    "meeting-topic": "",
    "expected_until": "",  # of guests only
}
NO_OUTSIDER = {"outsider": "", "outsider_is": ""}  # the recipient that is chosen is a member
CHOSEN = {
    "evaluations:commendation_create": NO_OUTSIDER,
    "evaluations:commendation_correct": NO_OUTSIDER,
    "evaluations:proposal_create": NO_OUTSIDER,
    "evaluations:proposal_correct": NO_OUTSIDER,
    "meetings:meeting_create": {"kind": "committee"},
    "meetings:meeting_edit": {"meeting-ends_on": ""},  # of a congress only
}
KEEPS_TEXT = [
    "cells:account_add",
    "cells:account_edit",
    "members:member_add",
    "members:member_edit",
    "members:history_edit",
    "members:supplement_record",
    "members:commitment_record",
    "members:residence_register",
    "meetings:meeting_create",
    "meetings:meeting_edit",
    "evaluations:unit_grade",
    "evaluations:commendation_create",
    "evaluations:proposal_create",
    "evaluations:commendation_correct",
    "evaluations:proposal_correct",
    "evaluations:commendation_cancel",
    "evaluations:proposal_cancel",
    "reports:report_frame",
    "reports:report_section",
    "reports:report_issue",
]


pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture(scope="module")
def own(lasting_db, tmp_path_factory):
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        world = make_world("nha")
        Term.objects.create(unit=world["unit"], name="2020-2025", congress_on=day("2020-01-05"))
        yield world


@pytest.fixture(scope="module")
def cookies(own) -> dict[Role, str]:
    return {role: cookies_of(user_as(role, own)) for role in Role}


@pytest.fixture
def visit(client, own, cookies):
    """Sign in as the office, or as whoever may use the route; answer the route's address."""

    def sign_in(name: str) -> str:
        may = ROUTES[name].may
        client.cookies.load(cookies[Role.OFFICE if Role.OFFICE in may else min(may)])
        return reverse(name, args=ROUTES[name].args(own))

    return sign_in


class _Fields(HTMLParser):
    """What a browser would send of the forms of a page, and the names of the free texts among it."""

    def __init__(self):
        super().__init__()
        self.sent, self.texts, self.select = {}, [], None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "option" and ("selected" in attrs or not self.sent.get(self.select)):
            self.sent[self.select] = attrs.get("value", "")
        elif "data-day" in attrs or "data-time" in attrs:
            usual = "05/06/2020" if "data-day" in attrs else ""
            self.sent[name] = attrs.get("value") or USUAL.get(name, usual)
        elif name and (tag == "textarea" or (tag == "input" and kind in {"text", "search"})):
            self.texts.append(name)
        elif tag == "input" and name and (kind != "radio" or "checked" in attrs):
            self.sent[name] = attrs.get("value") or USUAL.get(name, "")


def filled(page: str, text: str) -> dict:
    """The form of that page, every text field filled with `text`."""
    fields = _Fields()
    fields.feed(page)
    texts = [name for name in fields.texts if not name.endswith("-reason")]  # who is present has none
    return fields.sent | {name: USUAL.get(name, text) for name in texts}


class Noticing:
    """What an address says; notes which names the page looks at, or that it looks at all there are."""

    def __init__(self, said):
        self.said, self.names, self.all = said, set(), False

    def __getitem__(self, name):
        self.names.add(name)
        return self.said[name]

    def __contains__(self, name):
        self.names.add(name)
        return name in self.said

    def get(self, name, default=None):
        self.names.add(name)
        return self.said.get(name, default)

    def getlist(self, name, default=None):
        self.names.add(name)
        return self.said.getlist(name, default)

    def copy(self):
        """For a link that keeps the address as it is."""
        return self.said.copy()

    def __iter__(self):
        self.all = True
        return iter(self.said)

    def __len__(self):
        self.all = True
        return len(self.said)

    def __getattr__(self, method):
        self.all = True
        return getattr(self.said, method)


def noticing(get_response):
    """The innermost middleware."""

    def middleware(request):
        request.GET = Noticing(request.GET)
        answer = get_response(request)
        answer.looked_at = request.GET
        return answer

    return middleware


@pytest.mark.parametrize("name", READ)
def test_an_odd_query_gets_an_answer(client, visit, settings, name):
    """Only what the page looks at, asked without any, can change its answer."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.test_odd_input.noticing"]
    url = visit(name)
    looked_at = client.get(url).looked_at
    queries = [query for query in QUERIES if looked_at.all or query.keys() & looked_at.names]
    assert [query for query in queries if client.get(url, query).status_code >= BROKEN] == []


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_a_number_that_no_row_can_have_is_not_found(client, visit, own, bare_errors, name):
    url = visit(name)
    for pk in (0, 2**63, 10**30):
        odd = NUMBER.sub(f"/{pk}/", url)
        assert getattr(client, ROUTES[name].methods[0])(odd).status_code == 404


@pytest.mark.parametrize("name", WRITTEN)
def test_an_odd_form_gets_an_answer(client, visit, name):
    url = visit(name)
    page = client.get(url, follow=True).content.decode()
    tried = [{"other": "1"}]
    for sent in (
        *(filled(page, text) for text in ("", LONG, "a\x00b")),
        *(dict.fromkeys(filled(page, ""), text) for text in ("", HUGE, "\x00", *DAYS[:2])),
    ):
        if sent not in tried:  # a form without free text says the same three times
            tried.append(sent)
    for sent in tried:
        assert client.post(url, sent).status_code < BROKEN


@pytest.mark.parametrize("name", WRITTEN)
def test_a_script_is_shown_as_text(client, visit, name):
    url = visit(name)
    page = client.get(url, follow=True).content.decode()
    sent = filled(page, SCRIPT) | CHOSEN.get(name, {})
    answer = client.post(url, sent, follow=True)
    assert answer.status_code < BROKEN
    assert SCRIPT.encode() not in answer.content
    if name in KEEPS_TEXT:
        assert answer.redirect_chain or name == "cells:account_add"
        assert SHOWN in answer.content.decode()


def test_a_stored_script_is_shown_as_text_on_every_page(client, visit):
    for name in KEEPS_TEXT:
        url = visit(name)
        page = client.get(url, follow=True).content.decode()
        client.post(url, filled(page, SCRIPT) | CHOSEN.get(name, {}))
    for name in READ:
        assert SCRIPT.encode() not in client.get(visit(name), follow=True).getvalue()
