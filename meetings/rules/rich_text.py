"""Texts with paragraphs, lists and tables: cleaned and bounded before they are kept.

Four steps, each in time linear to the text: what was typed without markup becomes paragraphs; every
tag is bared of its attributes and renamed (b → strong); nh3 parses and cleans; the result is written
anew in one form, so that cleaning a second time changes nothing.

The steps before nh3 are no wall, only bounds: its parser takes quadratic time in nested markup, and
copies tags like <font> with different attributes into every paragraph. The wall is nh3.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import nh3
from django.core.exceptions import ValidationError
from django.db import models

from common.secrecy import refuse_stamp
from common.vietnamese import one_form
from papers import columns

MAX_BYTES = 64 * 1024
MAX_WORD = 1000  # signs without a blank; a longer one takes the layout of a page minutes
MAX_DEPTH = 20
MAX_SPAN = 12
MAX_COLUMNS = 20
# What a page takes to lay out, by lines of text: what is in a text may take two seconds, not more.
MAX_LAYOUT = 600
LIST_ITEM = 3  # with its sign in the margin
LINE = 60  # signs; a page has more in a line, but a full line takes longer than a short one
SPAN_VALUE = re.compile("[0-9]{1,2}")
MARKS = ["strong", "em", "u"]
WITHIN = {"thead": {"table"}, "tbody": {"table"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}}
WITHIN["li"] = {"ul", "ol"}
# What a text needs that stands between the parts of a list or a table.
MISSING = {"ul": "li", "ol": "li", "table": "tbody", "thead": "tr", "tbody": "tr", "tr": "td"}
LINES = {"p", "h3", "h4"}  # hold text only
CELLS = {"th", "td"}
TEXT_HOLDERS = {*LINES, *CELLS, "li", "blockquote"}
LISTS = {"ul", "ol"}
TAGS = {*MARKS, "br", "ul", "ol", "table", "thead", "tbody", "tr"} | TEXT_HOLDERS
# What browsers and Word write for the same thing.
RENAMED = {"b": "strong", "i": "em", "ins": "u", "div": "p"}
RENAMED |= {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
# Neither the tag nor what is in it.
DROPPED = {"script", "style", "title", "iframe", "xml"}
# What a parser nests; paragraphs, items and cells end each other.
NESTING = {*MARKS, "ul", "ol", "blockquote", "table", "xml"}

COMMENT = re.compile(r"<!--(?:.*?-->|.*)", re.DOTALL)
# Possessive, and an unended tag takes the rest: no text is read twice.
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)(?:>|\Z)")
SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?(\d{1,2})(?!\d)", re.IGNORECASE)
BEGINNING = re.compile(r"<\w")
WORDS = re.compile(rf"\n|\s{columns.WORD_BEGINS}")
BLANK = re.compile(r"(?:\s|&nbsp;)+")
# Google Docs wraps all that it copies in such a <b>.
UNBOLD = re.compile(r"font-weight:\s*+(?:normal|400)")
PIECE = re.compile(r"(<[^>]*>)")
# An accent belongs to the letter before it, and means nothing without.
ACCENTS = "".join(chr(code) for code in range(0x300, 0x370))

TOO_LONG = "Văn bản dài hơn 64 KB. Rút gọn, hoặc đính kèm thành tài liệu."
TOO_MUCH = (
    "Văn bản có quá nhiều dòng, gạch đầu dòng hoặc ô bảng. Rút gọn, hoặc đính kèm thành tài liệu."
)
TOO_WIDE = f"Bảng rộng hơn {MAX_COLUMNS} cột. Tách thành hai bảng, hoặc đính kèm thành tài liệu."
LONG_WORD = f"Có chỗ hơn {MAX_WORD} ký tự viết liền không dấu cách. Tách ra hoặc bỏ đi."
TOO_DEEP = "Văn bản lồng quá nhiều tầng. Dán lại dưới dạng chữ thường."
NESTED_TABLE = "Có bảng nằm trong bảng. Tách thành hai bảng."


class Clean(str):
    """A text that was cleaned, and is not cleaned again on its way to the database."""

    __slots__ = ()


def clean(text: str) -> Clean:
    """Only what minutes need, in one form of Unicode. Raises ValidationError past a bound."""
    if isinstance(text, Clean):
        return text
    if len(text.encode()) > MAX_BYTES:
        raise ValidationError(TOO_LONG)
    text = one_form(text)
    made = _cleaned(text) if is_markup(text) else of_plain(text)
    if len(made.encode()) > MAX_BYTES:
        raise ValidationError(TOO_LONG)
    _check_layout(made)
    return Clean(made)


def _cleaned(text: str) -> str:
    bare = TAG.sub(_bared, COMMENT.sub("", text))
    _check_nesting(bare)
    safe = nh3.clean(
        bare,
        tags=TAGS,
        attributes={"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
        attribute_filter=_span,
        clean_content_tags=DROPPED,
        strip_comments=True,
    )
    return _Writer().write(safe)


def _check_layout(made: str) -> None:
    """Refuse what takes long to lay out on paper. Raises ValidationError."""
    if any(len(word) > MAX_WORD for word in WORDS.split(lines_of(made))):
        raise ValidationError(LONG_WORD)
    if len(BEGINNING.findall(made)) > MAX_LAYOUT or layout_of(made) > MAX_LAYOUT:
        raise ValidationError(TOO_MUCH)
    if any(columns.count(table) > MAX_COLUMNS for table in columns.TABLE.findall(made)):
        raise ValidationError(TOO_WIDE)


def layout_of(made: str) -> int:
    """What a cleaned text takes on paper, in lines: each block and mark is one, a long text more."""
    tables, around = columns.TABLE.findall(made), columns.TABLE.sub("", made)
    more = sum(int(columns.breadth(line) / LINE) for line in lines_of(around).splitlines())
    begun = len(BEGINNING.findall(made)) + (LIST_ITEM - 1) * made.count("<li>")
    return begun + more + sum(map(columns.more_lines, tables))


def is_markup(text: str) -> bool:
    """Whether the text comes from the editor, not from a plain box: it has a tag that we know."""
    return any(name.lower() in TAGS | RENAMED.keys() for _, name, _ in TAG.findall(text))


def of_plain(text: str) -> str:
    """What was typed as plain lines, as paragraphs."""
    lines = [" ".join(line.split()).lstrip(ACCENTS + " ") for line in text.splitlines()]
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Plain cells as markup; nothing without rows."""
    top = "".join(f"<th>{head}</th>" for head in heads)
    lines = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>" if lines else ""


def lines_of(text: str) -> str:
    """A cleaned text as plain lines: one for each paragraph, cell and item."""
    broken = re.sub(r"</(?:p|h3|h4|li|th|td|blockquote)>|<br>|<(?:ul|ol|table)>", "\n", text)
    return html.unescape(PIECE.sub("", broken))


def _bared(tag: re.Match) -> str:
    """A tag in our words and without attributes; one we do not know goes, its text stays."""
    closing, name, attributes = tag[1], tag[2].lower(), tag[3]
    name = RENAMED.get(name, name)
    if name in DROPPED:
        return f"<{closing}{name}>"
    if name not in TAGS:
        return ""
    if name == "strong" and UNBOLD.search(attributes):
        return ""
    spans = "" if closing or name not in CELLS else _spans(attributes)
    return f"<{closing}{name}{spans}>"


def _spans(attributes: str) -> str:
    return "".join(f' {name.lower()}="{value}"' for name, value in SPAN.findall(attributes))


def _span(tag: str, attribute: str, value: str) -> str | None:
    return value if SPAN_VALUE.fullmatch(value) and 1 < int(value) <= MAX_SPAN else None


def _check_nesting(bare: str) -> None:
    """Refuse what would nest deep before the parser meets it. Raises ValidationError."""
    still_open: Counter[str] = Counter()
    for closing, name, _ in TAG.findall(bare):
        if name in NESTING:
            still_open[name] = max(0, still_open[name] + (-1 if closing else 1))
            if still_open["table"] > 1:
                raise ValidationError(NESTED_TABLE)
            if still_open.total() > MAX_DEPTH:
                raise ValidationError(TOO_DEEP)


@dataclass
class _Block:
    """A block that is being written: its opening tag and what is in it so far."""

    name: str
    tag: str
    parts: list[str] = field(default_factory=list)
    in_line: bool = False  # a word was written last, so that a blank after it means something


class _Writer:
    """Writes cleaned markup anew: all text in a block, bold and italics within it, no empty blocks."""

    def write(self, safe: str) -> str:
        self.blocks = [_Block("", "")]
        self.wanted: list[str] = []  # marks asked for
        self.shown: list[str] = []  # marks open in what is written
        for piece in PIECE.split(safe):
            if not piece.startswith("<"):
                self._text(piece)
            elif piece.startswith("</"):
                self._end(piece[2:-1])
            else:
                self._start(re.match(r"\w+", piece[1:])[0], piece)
        while len(self.blocks) > 1:
            self._close()
        return _joined("".join(self.blocks[0].parts))

    def _text(self, text: str) -> None:
        stray = ACCENTS if self.blocks[-1].in_line else ACCENTS + " "
        text = unicodedata.normalize("NFC", BLANK.sub(" ", text).lstrip(stray))
        if not text:
            return
        while self.blocks[-1].name not in TEXT_HOLDERS:
            missing = MISSING.get(self.blocks[-1].name, "p")
            self._open(missing, f"<{missing}>")
        among = MARKS if text != " " else self.shown  # a blank ends marks, and begins none
        self._show([mark for mark in among if mark in self.wanted])
        self.blocks[-1].parts.append(text)
        self.blocks[-1].in_line = not text.endswith(" ")

    def _show(self, marks: list[str]) -> None:
        """Close and open marks until just these are open, in the order of MARKS."""
        while self.shown != marks[: len(self.shown)]:
            self.blocks[-1].parts.append(f"</{self.shown.pop()}>")
        for mark in marks[len(self.shown) :]:
            self.blocks[-1].parts.append(f"<{mark}>")
            self.shown.append(mark)
        self._check_depth()

    def _start(self, name: str, piece: str) -> None:
        if name in MARKS:
            self.wanted.append(name)
        elif name == "br":
            self._break()
        else:
            while self.blocks[-1].name in LINES:
                self._close()
            if self.blocks[-1].name in WITHIN.get(name, {self.blocks[-1].name}):
                self._open(name, piece)

    def _break(self) -> None:
        """A new line within a block; none at its beginning."""
        self._show([])
        if self.blocks[-1].parts and self.blocks[-1].name in TEXT_HOLDERS:
            self.blocks[-1].parts.append("<br>")
        self.blocks[-1].in_line = False

    def _end(self, name: str) -> None:
        if name in MARKS:
            self.wanted.remove(name)
        elif name in {block.name for block in self.blocks}:
            while self._close() != name:
                pass
        elif name == "li":  # of no list: its text stands in a paragraph
            self._end("p")

    def _open(self, name: str, tag: str) -> None:
        self._show([])
        if self.blocks[-1].name in LISTS and name != "li":
            self._open("li", "<li>")
        if name == "table" and "table" in {block.name for block in self.blocks}:
            raise ValidationError(NESTED_TABLE)
        self.blocks.append(_Block(name, tag))
        self._check_depth()

    def _check_depth(self) -> None:
        if len(self.blocks) - 1 + len(self.shown) > MAX_DEPTH:
            raise ValidationError(TOO_DEEP)

    def _close(self) -> str:
        """End the innermost block; one with nothing in it was never there."""
        self._show([])
        block = self.blocks.pop()
        while block.parts and block.parts[-1] in {" ", "<br>"}:
            block.parts.pop()
        if block.parts or block.name in CELLS:
            self.blocks[-1].parts.append(f"{block.tag}{''.join(block.parts)}</{block.name}>")
        self.blocks[-1].in_line = False
        return block.name


def _joined(written: str) -> str:
    """Marks that end and begin again at once, around a block with nothing in it, go on."""
    for mark in MARKS:  # the outermost first
        written = written.replace(f"</{mark}><{mark}>", "")
    return written


class RichTextField(models.TextField):
    """Cleaned when it is validated, and at the latest when it is saved."""

    def clean(self, value, model_instance):
        cleaned = clean(value or "")
        refuse_stamp(lines_of(cleaned))
        return super().clean(cleaned, model_instance)

    def pre_save(self, model_instance, add):
        value = clean(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, value)
        return value
