"""What a person meets first on a form that was refused."""

from playwright.sync_api import expect

from common.files import MAX_BYTES


def test_first_wrong_field_has_the_focus(sign_in, live_server):
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/figures/?start=2020-05-01&end=2020-01-31")
    expect(page.get_by_label("Đến hết ngày")).to_be_focused()


def test_without_a_wrong_field_the_page_starts_at_its_top(sign_in, live_server):
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/figures/?start=2020-01-01&end=2020-01-31")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_a_file_that_is_too_large_is_told_when_chosen_and_not_sent(sign_in, live_server):
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/meetings/library/add/")
    chosen = page.locator("input[type=file]")
    large = {"name": "quet.pdf", "mimeType": "application/pdf", "buffer": b"0" * (MAX_BYTES + 1)}
    chosen.set_input_files(large)
    told = page.get_by_text("Tệp “quet.pdf” lớn hơn 5 MB nên không gửi được")
    expect(told).to_be_visible()
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="Đưa vào").click()
    expect(chosen).to_be_focused()
    expect(page.get_by_role("button", name="Đưa vào")).to_be_enabled()
    assert "POST" not in sent
    chosen.set_input_files(large | {"buffer": b"%PDF"})
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Đưa vào").click()
    expect(page.locator("main .is-invalid").first).to_be_visible()
    assert "POST" in sent
