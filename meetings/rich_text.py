"""Texts with paragraphs, lists and tables: cleaned and bounded before they are kept.

The bounds stand before and after the cleaner, because nh3 takes quadratic time in nested markup.
"""

from __future__ import annotations

import html
import unicodedata
from html.parser import HTMLParser

import nh3
from django.core.exceptions import ValidationError
from django.db import models

MAX_BYTES = 64 * 1024
MAX_DEPTH = 20
MAX_ROWS = 500
TAGS = {
    *("p", "br", "strong", "em", "u", "ul", "ol", "li", "h3", "h4", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
SPANS = {"colspan", "rowspan"}
MAX_SPAN = 12
VOID = {"br"}
TOO_LONG = "Văn bản dài hơn 64 KB. Mời rút gọn, hoặc đính kèm thành tài liệu."
TOO_DEEP = "Văn bản lồng quá nhiều tầng. Mời dán lại dưới dạng chữ thường."
TOO_MANY_ROWS = f"Bảng dài hơn {MAX_ROWS} dòng. Mời đính kèm thành tài liệu."
NESTED_TABLE = "Có bảng nằm trong bảng. Mời tách thành hai bảng."


def clean(text: str) -> str:
    """Only what minutes need, in one form of Unicode. Raises ValidationError past a bound."""
    if len(text.encode()) > MAX_BYTES:
        raise ValidationError(TOO_LONG)
    made = nh3.clean(
        unicodedata.normalize("NFC", text).replace("\0", ""),
        tags=TAGS,
        attributes={"td": SPANS, "th": SPANS},
        attribute_filter=_span,
        strip_comments=True,
    ).strip()
    _Bounds().check(made)
    return made


def _span(tag: str, attribute: str, value: str) -> str | None:
    return value if value.isdecimal() and 1 <= int(value) <= MAX_SPAN else None


class _Bounds(HTMLParser):
    """Depth, rows, tables in tables."""

    def check(self, text: str) -> None:
        self.open: list[str] = []
        self.rows = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "table" and "table" in self.open:
            raise ValidationError(NESTED_TABLE)
        self.rows += tag == "tr"
        if self.rows > MAX_ROWS:
            raise ValidationError(TOO_MANY_ROWS)
        if tag not in VOID:
            self.open.append(tag)
        if len(self.open) > MAX_DEPTH:
            raise ValidationError(TOO_DEEP)

    def handle_endtag(self, tag):
        if tag in self.open:
            self.open.pop()


def of_plain(text: str) -> str:
    """What was typed as plain lines, as paragraphs."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


class RichTextField(models.TextField):
    """Cleaned whenever it is validated, and once more whenever it is saved."""

    def clean(self, value, model_instance):
        return super().clean(clean(value or ""), model_instance)

    def pre_save(self, model_instance, add):
        value = clean(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, value)
        return value
