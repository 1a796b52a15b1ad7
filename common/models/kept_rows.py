"""What an act made, changed and took away, row by row, so that it can be taken back."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.db import models

Rows = dict[tuple[str, int], dict]  # (table, id) → column → value


class KeptRows(models.Model):
    """An act whose rows are kept for good, also once it was taken back: a correction stays visible.

    A table has a name of the act's own; `table(name)` gives its rows.
    """

    made = models.JSONField(default=list, editable=False)  # [[table, id]]
    changed = models.JSONField(default=list, editable=False)  # [[table, id, {column: [old, new]}]]
    gone = models.JSONField(default=list, editable=False)  # [[table, id, {column: value}]]

    class Meta:
        abstract = True

    def keep(self, before: Rows, after: Rows) -> None:
        """Keep what an act did: the rows that it made, changed and took away."""
        self.made = [key for key in after if key not in before]
        self.changed = [
            [*key, _differences(before[key], row)]
            for key, row in after.items()
            if key in before and before[key] != row
        ]
        self.gone = [
            [*key, {name: _plain(value) for name, value in row.items()}]
            for key, row in before.items()
            if key not in after
        ]

    def put_back(self, table: Callable[[str], models.QuerySet]) -> None:
        """Every row is as before; refused where a paper names one, or it was changed since."""
        for name, rows in itertools.groupby(reversed(self.made), itemgetter(0)):
            self._unmake(table(name).filter(pk__in=[pk for _, pk in rows]))
        for name, _, values in self.gone:
            _bring_back(table(name).model, values)
        for name, pk, columns in self.changed:
            self._restore(table(name).filter(pk=pk).first(), columns)

    def is_as_left(self, row: models.Model | None, columns: dict) -> bool:
        """Whether a row that was changed is so still, or already as it was before."""
        return row is not None and all(
            _plain(getattr(row, name)) in pair for name, pair in columns.items()
        )

    def _unmake(self, rows: models.QuerySet) -> None:
        try:
            rows.delete()
        except models.ProtectedError as error:
            named = ", ".join(str(row) for row in list(error.protected_objects)[:5])
            raise ValidationError(f"Theo việc này đã lập: {named}.") from error

    def _restore(self, row: models.Model | None, columns: dict) -> None:
        if not self.is_as_left(row, columns):
            raise ValidationError(f"Sau đó đã sửa: {row or self}. Rút lại việc sửa đó trước.")
        for name, (old, _) in columns.items():
            setattr(row, name, row._meta.get_field(name).to_python(old))
        row.validate_constraints()
        row.save(update_fields=columns)


def _bring_back(model: type[models.Model], values: dict) -> None:
    columns = {name: model._meta.get_field(name).to_python(value) for name, value in values.items()}
    model(**columns).save(force_insert=True)


def _differences(old: dict, new: dict) -> dict[str, list]:
    return {name: [_plain(old[name]), _plain(new[name])] for name in new if old[name] != new[name]}


def _plain(value):
    """Days as text, which JSON can hold; everything else as it is."""
    return value.isoformat() if isinstance(value, datetime.date) else value
