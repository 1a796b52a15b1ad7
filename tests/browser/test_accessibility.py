"""Every page of every role, on a desk and on a telephone: axe finds nothing, nothing is too small."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from cells.rights import Role
from tests.browser.conftest import copy
from tests.routes import ROUTES
from tests.world import HELD, make_world, user_as

DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
MADE_UP = re.compile(r'nonce="[^"]*"|value="[^"]*"|data-user="[^"]*"|<header.*?</header>', re.DOTALL)
AXE = "axe.run({resultTypes: ['violations']}).then(results => results.violations)"
OPEN_MENU = "document.querySelectorAll('#menu').forEach(menu => { menu.classList.add('show') })"
OPEN_ALL = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
# Text below 16 px; what is pressed with a finger below 44 px, but for a link within a sentence.
TOO_SMALL = """() => {
  const found = new Set()
  const seen = element => element.checkVisibility({visibilityProperty: true}) &&
    !element.closest('.visually-hidden, .visually-hidden-focusable, svg')
  const name = element => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || !seen(parent) || parent.closest('script, style')) continue
    const size = parseFloat(getComputedStyle(parent).fontSize)
    if (size < 15.9) found.add(`${name(parent)} ${size} px`)
  }
  const pressed = 'a[href], button, select, textarea, summary, input:not([type=hidden]), [role=button]'
  for (const element of document.querySelectorAll(pressed)) {
    if (!seen(element)) continue
    const target = element.closest('.form-check') ||
      (element.matches('.btn-check') ? element.nextElementSibling : element)
    if (getComputedStyle(target).display === 'inline' && target.tagName === 'A') {
      const text = target.parentElement.innerText.trim()
      if (text !== target.innerText.trim()) continue
    }
    const {height, width} = target.getBoundingClientRect()
    const place = `${name(target)} in ${name(target.parentElement)}`
    if (height && height < 43.5) found.add(`${place} is ${Math.round(height)} px high`)
  }
  return [...found]
}"""


pytestmark = [pytest.mark.long, pytest.mark.xdist_group("accessibility")]


@pytest.fixture(scope="module")
def world(kept_rules, django_db_blocker):
    with django_db_blocker.unblock():
        copy(kept_rules, to=connection.settings_dict["NAME"])
        world = make_world("nha")
        return world | {"users": {role: user_as(role, world) for role in Role}}


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The pages looked at before, as they differ for those who read them."""
    return set()


@pytest.mark.parametrize("role", Role)
def test_each_page(page, live_server, world, seen, role):
    reader, wrong = _reader(page, live_server, world, role), {}
    for number, path in enumerate(_paths(reader, world, seen, role)):
        # The menu is the same on all others.
        if found := _wrong(page, live_server.url + path, with_menu=number == 0):
            wrong[path] = found
    assert wrong == {}


def test_minutes_of_two_items_and_minutes_that_are_adopted(page, live_server, world):
    """The walk reads those of one meeting, which is open and has no item."""
    _reader(page, live_server, world, Role.SECRETARY)
    written, adopted = world["meeting"], world["meeting_paper"].meeting
    for position in (1, 2):
        written.items.create(title=f"Nội dung {position}", position=position)
        adopted.tasks.create(text=f"Việc {position}", due_on=HELD)
    minutes = [reverse("meetings:meeting_edit", args=[written.pk])]
    minutes += [reverse("meetings:meeting_detail", args=[one.pk]) for one in (written, adopted)]
    found = {path: _wrong(page, live_server.url + path) for path in minutes}
    assert found == {path: [] for path in minutes}


def _reader(page, live_server, world, role) -> Client:
    """Who has that role, in the browser and beside it."""
    reader = Client()
    reader.force_login(world["users"][role])
    cookie = reader.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page.context.add_init_script(Axe().axe_script)
    return reader


def _wrong(page, url, *, with_menu=False) -> list[str]:
    """What axe finds on a desk and on a telephone, and what is too small on that."""
    page.set_viewport_size(DESK)
    page.goto(url)
    page.evaluate(OPEN_ALL)
    found = _axe(page)
    page.set_viewport_size(TELEPHONE)
    if with_menu:
        page.evaluate(OPEN_MENU)
    return sorted({*found, *_axe(page), *page.evaluate(TOO_SMALL)})


def _paths(reader, world, seen, role):
    """Addresses whose page this role reads, and none before did in this shape."""
    for name, route in ROUTES.items():
        if "get" not in route.methods or role not in route.may & route.sees:
            continue
        path = reverse(name, args=route.args(world))
        answer = reader.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            shape = MADE_UP.sub("", answer.content.decode())
            if "<body" in shape and shape not in seen:  # a part of a page stands in one
                seen.add(shape)
                yield path


def _axe(page) -> list[str]:
    return [f"{one['id']}: {node['html'][:200]}" for one in page.evaluate(AXE) for node in one["nodes"]]
