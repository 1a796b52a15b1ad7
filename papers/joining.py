"""The parts of a book in one file: a table of contents before them, bookmarks, pages numbered on.

Done in a limited child of the worker, as the layout of a page is.
"""

import contextlib
import io
from dataclasses import dataclass

import pikepdf
from django.db.models import prefetch_related_objects
from pikepdf import Dictionary, Name, OutlineItem

from common import limited
from common.files import DamagedFileError
from papers.layout import digest, frame, head_of, html
from papers.models import Book, BookPart
from papers.pdf import BROKEN, SENTENCES, RenderError, page_count, pdf

LIMITS = {"memory_bytes": 1536 * 1024**2, "cpu_seconds": 120, "wall_seconds": 110}
NOTHING = "Không phần nào lập được nên không có tập."
DAMAGED = "Tệp đã lập không còn nguyên vẹn."
SIZE, ABOVE_EDGE = 12, 22  # of a page number: points high, points above the lower edge
FONT = Name("/BookNumber")


@dataclass(frozen=True)
class Sheaf:
    """A part that was made: its file, and how many pages it has."""

    part: BookPart
    path: str
    pages: int


def join(book: Book) -> None:
    """Make the file of a book whose parts are over, or say why there is none."""
    book.advance(10, "Xem các phần")
    prefetch_related_objects([book], "parts__job")  # what is noted of a part stays with it
    sheaves = [sheaf for part in book.parts.all() if (sheaf := _made(part))]
    if not sheaves:
        book.fail(NOTHING)
        return
    try:
        front = _contents(book, sheaves)
        book.advance(40, "Ghép các phần")
        made = limited.run(lambda: _joined(book.title, front, sheaves), **LIMITS)
    except RenderError as error:
        book.fail(str(error))
    except limited.StoppedError as stopped:
        book.fail(SENTENCES.get(stopped.reason, BROKEN))
    else:
        book.advance(90, "Lưu tệp")
        book.finish(made)


def _made(part: BookPart) -> Sheaf | None:
    """One at a time in memory; one whose file is gone since is missing like one that failed."""
    if part.why_missing:
        return None
    try:
        content = part.job.read_pdf()
    except DamagedFileError:
        part.reason = DAMAGED
        return None
    return Sheaf(part, part.job.file.path, page_count(content))


def _contents(book: Book, sheaves: list[Sheaf]) -> bytes:
    """The first pages; laid out twice, for only then is known how many they are themselves."""
    front = pdf(html(_document(book, sheaves, before=1)))
    document = _document(book, sheaves, before=page_count(front))
    book.keep(input_hash=digest(document))
    return pdf(html(document))


def _document(book: Book, sheaves: list[Sheaf], *, before: int) -> dict:
    page = before + 1
    for sheaf in sheaves:
        sheaf.part.page = page
        page += sheaf.pages
    version = book.unit.version_on(book.as_on) or book.unit.versions.latest("starts_on")
    missing = [one for one in book.parts.all() if one.why_missing]
    return frame(
        "papers/book.html",
        head_of(version, "", book.as_on),
        title=book.title,
        subject=book.about,
        is_unnumbered=True,
        is_undated=True,
        is_form=True,
        entries=[{"title": one.part.title, "page": one.part.page} for one in sheaves],
        missing=[{"title": one.title, "reason": one.why_missing} for one in missing],
    )


def _joined(title: str, front: bytes, sheaves: list[Sheaf]) -> bytes:
    """In the child. Files stay open until all is saved: they are read as far as they are needed."""
    with contextlib.ExitStack() as opened:
        book = opened.enter_context(pikepdf.open(io.BytesIO(front)))
        with book.open_outline() as outline:
            outline.root[:] = [OutlineItem("Mục lục", 0)]
            for sheaf in sheaves:
                outline.root.append(OutlineItem(sheaf.part.title, len(book.pages)))
                book.add_pages_from(opened.enter_context(pikepdf.open(sheaf.path)))
        _number(book)
        book.docinfo["/Title"] = title
        made = io.BytesIO()
        book.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return made.getvalue()


def _number(book: pikepdf.Pdf) -> None:
    """Below each page but the first; what stands on the page is left as it is."""
    digits = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"))
    font = book.make_indirect(digits)
    for number, page in enumerate(book.pages, start=1):
        if number > 1:
            page.add_resource(font, Name.Font, FONT)
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(_written(number, float(page.mediabox[2])))


def _written(number: int, width: float) -> bytes:
    """Digits of this font are half as wide as it is high."""
    left = (width - len(str(number)) * SIZE / 2) / 2
    text = f"BT {FONT} {SIZE} Tf {left:.1f} {ABOVE_EDGE} Td ({number}) Tj ET"
    return f"\nQ\n/Artifact BMC q {text} Q EMC\n".encode()
