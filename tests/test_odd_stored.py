"""What was stored before it was cleaned, or by another program: papers, files for Word, workbooks and
calendars open all the same, and no cell of a workbook runs.
"""

import io

import icalendar
import pytest
from django.apps import apps
from django.conf import settings
from django.db import DataError, IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from cells.listing import XLSX
from cells.rights import Role
from meetings.documents import DOCUMENTS
from meetings.models import Feed, Meeting, MeetingPaper, MeetingPrint, PrintKind
from meetings.rules.rich_text import RichTextField
from papers import layout, pdf, word
from reports.documents import drafting
from scoring.documents import DOCUMENTS as SCORES
from tests.conftest import make_user
from tests.routes import ROUTES
from tests.world import cookies_of, make_world, user_as

pytestmark = [pytest.mark.once, pytest.mark.django_db]

SIGNS = "\x02\x0b\x1b\x85\ufffe\uffff\u202e"
ODD = f"\x02=1+1{SIGNS}]]>&<b>{{{{ x }}}}{{% x %}}“ử” {{#"
# Read by the program, never typed: names of tasks and kinds, keys, places of files.
UNTYPED = {"sha256", "input_hash", "output_hash", "snapshot_hash", "token_hash"}
UNTYPED |= {"about", "code", "kind", "path", "symbol", "task", "term_code", "password", "username"}
READ = [name for name, route in ROUTES.items() if "get" in route.methods]
BROKEN = 500
FORMULA = ("=", "+", "-", "@")


def typed_fields():
    """Every text that somebody may have typed."""
    for model in apps.get_models():
        if model._meta.app_config.path.startswith(str(settings.BASE_DIR)):
            for field in model._meta.local_concrete_fields:
                plain = isinstance(field, models.CharField | models.TextField) and not field.choices
                if plain and not field.unique and field.editable and field.name not in UNTYPED:
                    yield model, field


def spoil(model, field) -> None:
    """Past every form and every save."""
    text = f"<p>a{SIGNS}]]&gt; &amp; {{{{ x }}}}</p>" if isinstance(field, RichTextField) else ODD
    rows = model._base_manager.all()
    if isinstance(field, RichTextField):
        rows = rows.exclude(**{field.name: ""})
    try:
        with transaction.atomic():
            rows.update(**{field.name: text[: field.max_length]})
    except (DataError, IntegrityError):
        pass  # the database itself lets no such text through


@pytest.fixture(scope="module")
def world(lasting_db):
    world = make_world("nha")
    for model, field in typed_fields():
        spoil(model, field)
    for paper in MeetingPaper.objects.issued():
        snapshot = {**paper.snapshot, "subject": ODD, "parts": [with_odd_text(paper.snapshot)]}
        digest = layout.digest(snapshot)
        MeetingPaper.objects.filter(pk=paper.pk).update(snapshot=snapshot, snapshot_hash=digest)
    return world


@pytest.fixture(scope="module")
def cookies(world) -> dict[Role, str]:
    return {role: cookies_of(user_as(role, world)) for role in Role}


def with_odd_text(snapshot: dict) -> dict:
    texts = [{"kind": kind, "text": ODD, "label": ODD} for kind in ("heading", "text", "lead", "dash")]
    return snapshot["parts"][0] | {"title": ODD, "blocks": texts}


@pytest.mark.parametrize("name", READ)
def test_every_file_opens(client, cookies, world, name):
    route = ROUTES[name]
    client.cookies.load(cookies[Role.OFFICE if Role.OFFICE in route.may else min(route.may)])
    answer = client.get(reverse(name, args=route.args(world)), {"xlsx": "1"})
    assert answer.status_code < BROKEN
    check(answer)
    if name.endswith("_word"):
        assert answer["Content-Type"] == word.CONTENT_TYPE


def check(answer) -> None:
    content = b"".join(answer) if answer.streaming else answer.content
    if answer["Content-Type"] == word.CONTENT_TYPE:
        Document(io.BytesIO(content))
    elif answer["Content-Type"] == XLSX:
        check_workbook(content)


def check_workbook(content: bytes) -> None:
    for sheet in load_workbook(io.BytesIO(content)):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.data_type != "s" or not cell.value.startswith(FORMULA)


PRINTED = [*((kind, DOCUMENTS) for kind in PrintKind), *((kind, SCORES) for kind in SCORES)]


@pytest.mark.parametrize("kind, documents", PRINTED, ids=[str(kind) for kind, _ in PRINTED])
def test_every_kind_is_printed(world, kind, documents):
    job = MeetingPrint(
        kind=kind,
        unit=world["unit"],
        meeting=world["meeting"],
        month=world["meeting"].held_on.replace(day=1),
    )
    job.created_at = world["print"].created_at
    assert pdf.page_count(pdf.pdf(layout.html(documents[kind](job)))) >= 1


def test_a_report_is_printed(world):
    assert pdf.page_count(pdf.pdf(layout.html(drafting.draft(world["report"])))) >= 1


def test_the_calendar_is_read(client, world):
    Meeting.objects.filter(pk=world["meeting"].pk).update(held_on=timezone.localdate())
    user = make_user("lich", Role.SECRETARY, world["cell"])
    _, token = Feed.objects.make(user=user, unit=world["cell"], by=user)
    answer = client.get(reverse("feed", args=[token]))
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert "=1+1" in event["location"]
    assert not set(answer.text) & set(SIGNS)
