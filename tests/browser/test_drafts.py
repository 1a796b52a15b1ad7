"""What is typed survives a lost session, and is forgotten once it is saved or one signs out."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from members.models import Member

OFFER = "Khôi phục nội dung chưa lưu"


@pytest.fixture
def form(sign_in, live_server):
    """The form of a member, with a new place of work typed in."""
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/members/{Member.objects.first().pk}/edit/")
    page.get_by_label("Nơi công tác").fill("Khoa Xét nghiệm mới")
    return page


def drafts(page):
    return page.evaluate("Object.keys(localStorage).length")


def save(page):
    page.get_by_role("button", name="Lưu", exact=True).click()


def test_lost_session_loses_no_text(form):
    Session.objects.all().delete()
    save(form)
    form.get_by_label("Tên đăng nhập").fill("vanphong")
    form.get_by_label("Mật khẩu").fill("mat-khau-thu-nghiem")
    form.get_by_role("button", name="Đăng nhập").click()
    form.get_by_role("button", name=OFFER).click()
    expect(form.get_by_label("Nơi công tác")).to_have_value("Khoa Xét nghiệm mới")
    save(form)
    expect(form.locator("#messages .alert-success")).to_be_visible()
    assert Member.objects.first().work_place == "Khoa Xét nghiệm mới"
    assert drafts(form) == 0


def test_saved_text_is_forgotten(form):
    assert drafts(form) == 1
    save(form)
    expect(form.locator("#messages .alert-success")).to_be_visible()
    assert drafts(form) == 0


def test_leaving_unsaved_warns_and_the_text_is_offered_later(form, live_server):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    address = form.url
    form.goto(live_server.url)
    assert asked == ["beforeunload"]
    form.goto(address)
    expect(form.get_by_role("button", name=OFFER)).to_be_visible()
    form.get_by_role("button", name="Bỏ nội dung này").click()
    assert drafts(form) == 0


def test_signing_out_forgets_the_text(form):
    form.on("dialog", lambda dialog: dialog.accept())
    form.get_by_role("button", name="vanphong").click()
    form.get_by_role("button", name="Đăng xuất").click()
    expect(form.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert drafts(form) == 0


def test_what_is_older_than_any_session_is_forgotten_without_signing_in(form, live_server):
    form.on("dialog", lambda dialog: dialog.accept())
    age = "const [key] = Object.keys(localStorage), draft = JSON.parse(localStorage.getItem(key));"
    old = settings.SESSION_ABSOLUTE_SECONDS + 60
    form.evaluate(
        f"() => {{ {age} draft.at -= {old} * 1000; localStorage.setItem(key, JSON.stringify(draft)); }}"
    )
    form.context.clear_cookies()
    form.goto(live_server.url)
    expect(form.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert drafts(form) == 0
