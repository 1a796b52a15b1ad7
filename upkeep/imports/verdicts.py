"""What will become of each row and each of its cells."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from common.partial import PartialDay
from upkeep.imports import values
from upkeep.imports.fields import Field
from upkeep.imports.values import BadValueError
from upkeep.models import Verdict

CHANGED_SINCE = "Số liệu trong phần mềm đã thay đổi sau lần xem trước."


@dataclass
class Cell:
    verdict: Verdict
    note: str = ""  # the reason, or what stood there before


@dataclass
class Line:
    """A row on its way: what is written in it, what was understood, what is to be done.

    The first error of a cell stays; a row with an error is never written.
    """

    number: int
    raw: dict[str, object]  # field → plain value, of the columns that are mapped and not empty
    page: str = ""  # the sheet, where several are read
    values: dict[str, object] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    # Field → the one in whose column it is written, where it has none of its own.
    written_as: dict[str, str] = field(default_factory=dict)
    act: Verdict = Verdict.SAME
    record: object = None  # what a kind wants to write
    changed: list[str] = field(default_factory=list)
    portion: int | None = None  # with which others it is written

    @property
    def where(self) -> str:
        """As messages name the row."""
        return f"{self.number} trang “{self.page}”" if self.page else str(self.number)

    @property
    def has_error(self) -> bool:
        return any(cell.verdict == Verdict.ERROR for cell in self.cells.values())

    @property
    def is_warned(self) -> bool:
        return any(cell.verdict == Verdict.WARNING for cell in self.cells.values())

    @property
    def verdict(self) -> Verdict:
        return Verdict.ERROR if self.has_error else self.act

    @property
    def place(self) -> tuple[str, int]:
        return self.page, self.number

    @property
    def promise(self) -> tuple[str, dict[str, str]]:
        """As that of the row that was looked at."""
        gone = {name: c.note for name, c in self.cells.items() if c.verdict == Verdict.CHANGED}
        return self.verdict, gone

    def cell(self, name: str) -> Cell | None:
        """What was said so far of the cell in which the field is written."""
        return self.cells.get(self.written_as.get(name, name))

    def is_wrong(self, name: str) -> bool:
        cell = self.cell(name)
        return cell is not None and cell.verdict == Verdict.ERROR

    def _say(self, name: str, verdict: Verdict, note: str) -> None:
        self.cells[self.written_as.get(name, name)] = Cell(verdict, note)

    def parse(self, fields: dict[str, Field]) -> None:
        """Understand each cell by itself."""
        for name, raw in self.raw.items():
            try:
                self.values[name] = fields[name].read(raw)
            except BadValueError as bad:
                self.error(name, str(bad))

    def ask_birth(self, stored: PartialDay | None) -> None:
        """A birth that is the same as far as it is known on one side only."""
        if "born_on" in self.values and stored and self.values["born_on"] != stored:
            self.warn("born_on", f"Trong phần mềm là {stored}; đề nghị xem có đúng là một người không.")

    def error(self, name: str, reason: str) -> None:
        if not self.is_wrong(name):
            self._say(name, Verdict.ERROR, reason)

    def warn(self, name: str, reason: str) -> None:
        """A reason to look twice; next to what was there before, or to another reason."""
        found = self.cell(name)
        said = [found.note] if found and found.note else []
        if not self.is_wrong(name) and reason not in " ".join(said):
            self._say(name, Verdict.WARNING, " ".join([*said, reason]))

    def change(self, name: str, before: str) -> None:
        self.act = Verdict.CHANGED
        self.changed.append(name)
        self._say(name, Verdict.CHANGED, f"Trước đây: {before or 'trống'}.")

    def refuse(self, error: ValidationError, columns: dict[str, str], at: str) -> None:
        """What a verb refused: at the column of the field that it names, else at column `at`."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.error(columns.get(name, at), " ".join(messages))

    def overtake(self, at: str) -> None:
        """Something else would become of it than was agreed to; perhaps one knows already why. Said
        at the field that the row is about."""
        found = self.cells.get(at)
        why = found.note if found and found.verdict == Verdict.ERROR else ""
        if CHANGED_SINCE not in why:
            self._say(at, Verdict.ERROR, f"{CHANGED_SINCE} {why}".strip())

    def need(self, names: dict[str, str]) -> None:
        """Name what must be written and is not: field → what it is called."""
        for name, label in names.items():
            if name not in self.values and not self.is_wrong(name):
                self.error(name, f"Thiếu {label}.")

    def settle(self) -> None:
        """Every cell that nothing was said of is new or the same."""
        rest = Verdict.NEW if self.act == Verdict.NEW else Verdict.SAME
        for name in self.raw:
            self.cells.setdefault(name, Cell(rest))


def as_text(value: object) -> str:
    """A stored value as the preview shows it."""
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    return values.as_written(value)
