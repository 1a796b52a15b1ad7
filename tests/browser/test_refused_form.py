"""What a person meets first on a form that was refused."""

from playwright.sync_api import expect


def test_first_wrong_field_has_the_focus(sign_in, live_server):
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/figures/?start=2020-05-01&end=2020-01-31")
    expect(page.get_by_label("Đến hết ngày")).to_be_focused()


def test_without_a_wrong_field_the_page_starts_at_its_top(sign_in, live_server):
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/figures/?start=2020-01-01&end=2020-01-31")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
