"""The renderer: what it prints with, what it refuses, and that it survives."""

import io
import os
import socket

import pytest
from pypdf import PdfReader

from papers import pdf as rendering
from papers.pdf import RenderError


def text_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def fonts_of(made: bytes) -> set[str]:
    """Names of the fonts whose file is inside."""
    return {
        kid["/BaseFont"].split("+")[1]
        for page in PdfReader(io.BytesIO(made)).pages
        for font in page["/Resources"]["/Font"].values()
        for kid in font["/DescendantFonts"]
        if "/FontFile2" in kid["/FontDescriptor"]
    }


def test_every_vietnamese_letter_is_printed_in_one_embedded_font():
    letters = (
        "ă â đ ê ô ơ ư ạ ả ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ ẹ ẻ ẽ ế ề ể ễ ệ ị ọ ỏ ố ộ ớ ợ ụ ủ ứ ừ ự ỳ ỵ ỷ ỹ Ủ Ữ"
    )
    made = rendering.pdf(f"<p>{letters}</p>")
    assert fonts_of(made) == {"Liberation-Serif-Viet"}
    assert text_of(made).split() == letters.split()


def test_bold_and_italic_are_embedded_too():
    made = rendering.pdf("<p>Đảng <b>ủy</b> <i>ngày</i></p>")
    assert fonts_of(made) == {f"Liberation-Serif-Viet{face}" for face in ("", "-Bold", "-Italic")}


@pytest.fixture
def listener():
    """A port that anybody who fetches from must knock at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


HOSTILE = [
    '<img src="{url}">',
    '<img src="file:///etc/passwd">',
    '<img src="data:image/png;base64,iVBORw0KGgo=">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<link rel="attachment" href="{url}">',
    '<style>@import "{url}";</style>',
    "<style>body {{ background: url({url}) }}</style>",
    "<style>@font-face {{ font-family: x; src: url({url}) }}</style>",
    '<p style="background: url({url})">x</p>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<base href="{url}"><img src="x.png">',
]


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_is_fetched(listener, body):
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    made = None
    try:
        made = rendering.pdf(body.format(url=url))
    except RenderError as error:
        assert str(error) == rendering.BROKEN
    with pytest.raises(BlockingIOError):  # nobody knocked
        listener.accept()
    assert made is None or (b"root:" not in made and b"/EmbeddedFile" not in made)


BOMBS = {
    "nested": "<div>" * 10_000 + "x",
    "colspan": "<table style='table-layout: auto'><td colspan=100000>x</table>",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_ends_as_an_error_and_the_parent_lives(bomb, monkeypatch):
    monkeypatch.setattr(rendering, "CPU_SECONDS", 4)
    with pytest.raises(RenderError):
        rendering.pdf(bomb)
    monkeypatch.undo()
    assert rendering.page_count(rendering.pdf("<p>còn sống</p>")) == 1


def test_the_clock_on_the_wall_ends_it_too(monkeypatch):
    monkeypatch.setattr(rendering, "WALL_SECONDS", 1)
    with pytest.raises(RenderError) as refused:
        rendering.pdf("<table style='table-layout: auto'><td colspan=100000>x</table>")
    assert str(refused.value) == rendering.TOO_LONG


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(rendering, "MAX_PAGES", 2)
    page = '<p style="break-after: page">x</p>'
    assert rendering.page_count(rendering.pdf(page + "<p>x</p>")) == 2
    with pytest.raises(RenderError, match="dài hơn"):
        rendering.pdf(page * 2 + "<p>x</p>")


def test_memory_is_limited(monkeypatch):
    monkeypatch.setattr(rendering, "MEMORY_BYTES", 1)
    with pytest.raises(RenderError):
        rendering.pdf("<p>x</p>")


def test_no_child_is_left_behind():
    rendering.pdf("<p>x</p>")
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_is_not_a_pdf_is_refused():
    with pytest.raises(RenderError) as refused:
        rendering._check(b"not a PDF")
    assert str(refused.value) == rendering.REFUSED
