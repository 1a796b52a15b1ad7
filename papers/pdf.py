"""From a page of HTML to PDF bytes. The only module that loads WeasyPrint; only workers load it.

Each page is laid out in a limited child of the worker (common/limited.py).
"""

import io
import json
import logging
import re
from pathlib import Path

import pikepdf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from common import limited
from common.limited import Reason
from papers.columns import WORD_BEGINS
from papers.layout import digest, html
from papers.models import PrintJob

MEMORY_BYTES = 1024**3
CPU_SECONDS = 60
WALL_SECONDS = 90
MAX_PAGES = 300
DATA = "so-lieu.json"
PACKAGED = Path(__file__).parent / "packaged"
STYLE = (PACKAGED / "party_document.css").read_text(encoding="utf-8")
FONTS = {f"font:{path.name}": path.read_bytes() for path in (PACKAGED / "fonts").glob("*.ttf")}

TOO_LONG = "Văn bản quá dài hoặc quá phức tạp nên phần mềm đã dừng. Rút gọn phần tự viết."
TOO_LARGE = "Văn bản cần nhiều bộ nhớ hơn mức cho phép. Rút gọn phần tự viết."
STOPPED = "Phần mềm bị dừng giữa chừng, có thể do thiếu bộ nhớ. Đề nghị yêu cầu lại."
BROKEN = "Không lập được tệp in. Đề nghị báo quản trị."
REFUSED = "Tệp PDF lập ra không đạt kiểm tra nên không được giữ lại. Đề nghị báo quản trị."
TOO_MANY_PAGES = f"Văn bản dài hơn {MAX_PAGES} trang. Rút gọn phần tự viết."

SENTENCES = {
    Reason.TIME: TOO_LONG,
    Reason.MEMORY: TOO_LARGE,
    Reason.KILLED: STOPPED,
    Reason.BROKEN: BROKEN,
}

# Pango lays out the rest of a text anew for each of its lines: in pieces the rest is short.
LONG_TEXT = re.compile(r">([^<>]{400,})(?=<)")
PIECE = re.compile(rf".{{200}}.*? {WORD_BEGINS}", re.DOTALL)

logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # a line for every page


class RenderError(Exception):
    """No PDF was made; the message is a sentence for the user."""


class NoFetcher(URLFetcher):
    """A document holds everything it needs: any address in it is a mistake, or an attack."""

    def fetch(self, url, headers=None):
        raise FatalURLFetchingError(f"refused: {url[:80]}")


class FontFetcher(NoFetcher):
    """For our own style sheet: the fonts it names, from memory, and nothing else."""

    def fetch(self, url, headers=None):
        if url in FONTS:
            return URLFetcherResponse(url, FONTS[url])
        return super().fetch(url, headers)


def pdf(html: str, *, is_tagged: bool = True) -> bytes:
    """Lay out a page in a limited child process. Raises RenderError.

    `is_tagged`: with what screen readers go by; joining loses it, and without it takes far less memory.
    """
    try:
        made = limited.run(
            lambda: lay_out(html, is_tagged=is_tagged),
            memory_bytes=MEMORY_BYTES,
            cpu_seconds=CPU_SECONDS,
            wall_seconds=WALL_SECONDS,
        )
    except limited.StoppedError as stopped:
        raise RenderError(SENTENCES[stopped.reason]) from stopped
    _check(made)
    return made


def make_file(job: PrintJob, document: dict) -> None:
    """Lay out a document and keep the file with its job, or why there is none."""
    job.keep(input_hash=digest(document))
    job.advance(40, "Dàn trang")
    try:
        made = pdf(html(document), is_tagged=not document.get("in_book"))
    except RenderError as error:
        job.fail(str(error))
        return
    job.advance(90, "Kiểm tra và lưu tệp")
    job.finish(with_data(made, document) if "figures" in document and document["number"] else made)


def with_data(made: bytes, document: dict) -> bytes:
    """The same pages with the data they were made from attached: of an issued report, whose figures
    can so be checked and reckoned with."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        content = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
        kind = {"mime_type": "application/json", "description": "Số liệu của báo cáo"}
        pdf.attachments[DATA] = pikepdf.AttachedFileSpec(pdf, content, filename=DATA, **kind)
        whole = io.BytesIO()
        pdf.save(whole)
    return whole.getvalue()


def data_in(made: bytes) -> dict | None:
    """What `with_data` attached; None where it is no such file."""
    try:
        with pikepdf.open(io.BytesIO(made)) as pdf:
            return json.loads(pdf.attachments[DATA].get_file().read_bytes())
    except (pikepdf.PdfError, KeyError, ValueError):
        return None


def lay_out(html: str, *, is_tagged: bool = True, style: str = STYLE) -> bytes:
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(string=style, url_fetcher=FontFetcher(), font_config=fonts)
    document = weasyprint.HTML(string=_in_pieces(html), url_fetcher=NoFetcher())
    return document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_tags=is_tagged)


def _in_pieces(html: str) -> str:
    return LONG_TEXT.sub(lambda text: ">" + PIECE.sub(r"<span>\g<0></span>", text[1]), html)


def page_count(made: bytes) -> int:
    with pikepdf.open(io.BytesIO(made)) as document:
        return len(document.pages)


def _check(made: bytes) -> None:
    """Whatever got through the layout, what is kept is a plain document of pages."""
    try:
        with pikepdf.open(io.BytesIO(made)) as document:
            pages, root = len(document.pages), document.Root
            names = root.get("/Names", {})
            is_plain = "/OpenAction" not in root and not {"/EmbeddedFiles", "/JavaScript"} & set(
                names.keys()
            )
    except pikepdf.PdfError as error:
        raise RenderError(REFUSED) from error
    if pages > MAX_PAGES:
        raise RenderError(TOO_MANY_PAGES)
    if not pages or not is_plain:
        raise RenderError(REFUSED)
