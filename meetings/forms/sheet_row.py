"""One row of the minutes while they are written: what each field holds, what it held when it was read.

A field is named PART-KEY-FIELD, such as attendance-12-status; what it was when the page was read stands
beside it as initial-PART-KEY-FIELD. A whole page and a handful of fields, sent while people type, are
read alike: of what was sent only what differs from what was read. Nothing is required here: half a row
is kept too, and the model says what is missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import model_to_dict

from cells.models import Unit
from meetings.forms.widgets import RichTextarea
from meetings.models.recording import Place
from members.models import Member
from members.rules.namesakes import called

if TYPE_CHECKING:
    from meetings.forms.sheet import SentSheet, Sheet

NAME = re.compile(r"(meeting|attendance-\d+|(?:item|opinion|vote|task)-[0-9a-f-]{36})-(\w+)")
UNREADABLE = object()  # equals nothing, so that a broken page overwrites nothing


class Sent(NamedTuple):
    """One field as a page sends it."""

    was: str
    now: str


def read_names(data) -> dict[Place, dict[str, Sent]]:
    """The fields that a page sent, by part and key of their rows."""
    rows: dict[Place, dict[str, Sent]] = {}
    for name, now in data.items():
        if match := NAME.fullmatch(name):
            part, _, key = match[1].partition("-")
            was = data.get(f"initial-{name}", "")
            sent = Sent(was.replace("\r\n", "\n"), now.replace("\r\n", "\n"))
            rows.setdefault((part, key), {})[match[2]] = sent
    return rows


class SheetRow(forms.Form):
    """The fields of one row, as they are saved, beside what they were when the page was read (Django's
    hidden initial); what was not saved stands as it was typed."""

    part = ""
    heading = ""  # how a list of what is wrong calls it
    model: type

    def __init__(self, sheet: Sheet, row=None, key: str = ""):
        self.sheet, self.row, self.key, self.is_new = sheet, row, key, row is None
        self.beside: dict[str, str] = {}  # what somebody else saved in a field, as people read it
        super().__init__(prefix=f"{self.part}-{key}".rstrip("-"))
        self.initial = self.saved(row or self.model())
        self.offer()
        for field in self.fields.values():
            field.required, field.show_hidden_initial = False, True
            field.widget.attrs.setdefault("class", _look(field.widget))

    def saved(self, row) -> dict[str, Any]:
        return model_to_dict(row, fields=self.base_fields)

    def offer(self) -> None:
        """What there is to choose from at this meeting."""

    @property
    def name(self) -> str:
        return self.heading

    @property
    def anchor(self) -> str:
        return self.prefix

    def read(self, name: str, text: str):
        """The value of a typed text, as any form reads it. Raises ValidationError."""
        field = self.fields[name]
        return field.clean(field.widget.value_from_datadict({name: text}, {}, name))

    def read_was(self, name: str, text: str):
        try:
            return self.read(name, text)
        except ValidationError:
            return UNREADABLE

    def as_typed(self, name: str, value) -> str:
        """A saved value as its field holds it."""
        return _text(self.fields[name].widget.format_value(_plain(value)))

    def as_read(self, name: str, value) -> str:
        """A saved value as people read it."""
        labels = {str(code): label for code, label in getattr(self.fields[name], "choices", ())}
        return labels.get(_text(_plain(value)), "") if labels else self.as_typed(name, value)

    def show_left(self, typed: dict[str, Sent], sent: SentSheet) -> None:
        """From now on a field starts from what is saved, so that whoever saw both texts may send his
        again; of a row that is not saved, or when nothing was, from what it was on the page."""
        place = (self.part, self.key)
        for name, text in typed.items():
            is_settled = not (self.is_new or sent.refusal)
            was = _text(self[name].field.hidden_widget().format_value(self[name].value()))
            self.data[self.add_initial_prefix(name)] = was if is_settled else text.was
            del self._bound_fields_cache[name]
            self.initial[name] = text.now
        for name, messages in sent.outcome.errors.get(place, {}).items():
            at = name if name in self.fields else NON_FIELD_ERRORS
            self.errors[at] = self.error_class([*self.errors.get(at, ()), *messages])
        for name, value in sent.outcome.conflicts.get(place, {}).items():
            self.beside[name] = self[name].beside = self.as_read(name, value)
            self[name].is_rich = isinstance(self.fields[name].widget, RichTextarea)


def _look(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect):
        return "btn-check"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def _plain(value):
    """A row by the value that its choice bears."""
    return getattr(value, "key", None) or getattr(value, "pk", None) or value


def _text(value) -> str:
    value = value[0] if isinstance(value, list) else value
    return "" if value is None else str(value)


class AmongField(forms.TypedChoiceField):
    """A choice among rows already read: no query, however many rows offer it."""

    def offer(self, rows: list[Member] | list[Unit]) -> None:
        by_pk = {row.pk: row for row in rows}
        self.choices = [("", "Chưa chọn"), *self.named(by_pk).items()]
        self.coerce, self.empty_value = (lambda pk: by_pk.get(int(pk))), None

    def named(self, by_pk: dict) -> dict[int, str]:
        return {pk: str(row) for pk, row in by_pk.items()}


class PersonField(AmongField):
    """Chosen by typing (static/js/minutes/people.js)."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Select({"data-people": ""}), **kwargs)

    def named(self, by_pk: dict) -> dict[int, str]:
        names = called(by_pk.values())
        return {pk: names[pk] for pk in by_pk}
