"""Which column is which field: the choice of an office, for workbooks whose headings are the same."""

import hashlib
import json

from django.db import models

from cells.models import Unit
from common.vietnamese import plain


def key_of(columns: list[dict]) -> str:
    """Of the titles and where they stand."""
    titles = [(column["letter"], plain(column["title"])) for column in columns if column["title"]]
    return hashlib.sha256(json.dumps(titles).encode()).hexdigest()


class ImportLayoutQuerySet(models.QuerySet):
    def remember(self, unit: Unit, kind: str, columns: list[dict], mapping: dict[str, str]) -> None:
        """Keep which column is which field, for the next workbook with these titles; the last choice
        counts."""
        key = {"unit": unit, "kind": kind, "titles": key_of(columns)}
        self.update_or_create(**key, defaults={"mapping": mapping})

    def mapping_of(self, unit: Unit, kind: str, columns: list[dict]) -> dict[str, str] | None:
        """As chosen for this unit, else for the nearest above it."""
        rows = self.filter(unit__in=unit.path_ids, kind=kind, titles=key_of(columns))
        return rows.order_by("-unit__path").values_list("mapping", flat=True).first()


class ImportLayout(models.Model):
    """Cách chọn cột của một kiểu bảng."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("loại bảng", max_length=12)
    titles = models.CharField(max_length=64)  # their hash
    mapping = models.JSONField()  # field → letter of its column

    objects = ImportLayoutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "cách chọn cột"
        constraints = [
            models.UniqueConstraint(name="importlayout_once", fields=["unit", "kind", "titles"])
        ]

    def __str__(self):
        return f"{self.unit}: {self.kind}"
