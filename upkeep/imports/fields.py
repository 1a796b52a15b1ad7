"""What a column can be: its name here, how offices call it, how its cells are read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Field as ModelField
from django.db.models import Model

from common.vietnamese import plain
from members.models import Member
from members.rules.numbers import NORMAL
from members.rules.spellings import ethnicity
from upkeep.imports import register, values
from upkeep.imports.values import BadValueError

READ_AS = {**NORMAL, "ethnicity": ethnicity}
SHORT_CARD = 8  # digits of a card number; a number in Excel has lost its zeros in front


@dataclass(frozen=True)
class Field:
    """`read` makes the stored value of a cell that is not empty, or raises BadValueError."""

    name: str
    label: str
    read: Callable
    words: str = ""  # other spellings of the label, apart by |
    note: str = ""  # in the template: what may be written
    is_needed: bool = False
    nothing: str = ""  # spellings of: there is none, apart by |
    in_template: bool = True  # not what only stands in for another column

    @property
    def is_day(self) -> bool:
        return self.read in {
            register.when,
            values.day,
            values.party_day,
            values.party_day_as_known,
            values.birth,
        }

    @cached_property
    def empty(self) -> set[str]:
        return values.NOTHING | {plain(word) for word in self.nothing.split("|") if word}


def text_of(field: ModelField) -> Callable[[object], str]:
    """A text that the model takes: its length and its validators decide. What is known by
    several spellings, in the one that is stored."""
    normal = READ_AS.get(field.name, str)

    def read(raw) -> str:
        written = normal(values.text(raw))
        if len(written) > field.max_length:
            raise BadValueError(f"Dài hơn {field.max_length} ký tự.")
        try:
            field.run_validators(written)
        except ValidationError as error:
            raise BadValueError(error.messages[0]) from error
        return written

    return read


def one_of(choices: Iterable[tuple[str, str]], **others: str) -> Callable[[object], str]:
    """A choice by its label, or by one of the `others`: stored value=spellings apart by |."""
    words = {plain(label): value for value, label in choices}
    for value, spellings in others.items():
        words |= {plain(spelling): value for spelling in spellings.split("|")}

    def read(raw) -> str:
        return values.choice(raw, words)

    return read


def labels(choices: Iterable[tuple[str, str]]) -> str:
    """For the template: what may be written."""
    return "Một trong: " + "; ".join(label for _, label in choices)


def put(record: Model, understood: dict, names: Iterable[str]) -> None:
    """Into the record what was understood of these fields."""
    for name in names:
        if name in understood:
            record._meta.get_field(name).save_form_data(record, understood[name])


def full_name(raw) -> str:
    """A name; one in capitals only, or in small letters only, is written as names are."""
    written = text_of(Member._meta.get_field("full_name"))(raw)
    if re.search(r"\d", written):
        raise BadValueError("Họ và tên có chữ số.")
    return written.title() if written.isupper() or written.islower() else written
