"""What a workbook wrote, portion by portion, so that it can be taken back as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models
from django.db.models import Min, QuerySet, Value
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent, User
from common.models.kept_rows import KeptRows, Rows
from members.models import Member, Membership, RollAct
from members.models.roll_act import refuse_closed_rounds

ROLL_ACT = RollAct._meta.label_lower
LOOKS = ["member.unmask", "member.read"]  # acts that change nothing


def table(label: str) -> QuerySet:
    return apps.get_model(label)._base_manager.all()


def rows_of(tables: Iterable[QuerySet]) -> Rows:
    """As they are now, by the name of their table."""
    return {(rows.model._meta.label_lower, row["id"]): row for rows in tables for row in rows.values()}


class ImportPortionQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-pk")

    def rows(self) -> int:
        return self.aggregate(rows=models.Sum("count", default=0))["rows"]

    def acts_on_others(self) -> QuerySet:
        """Acts on the roll of members who were here before."""
        acts = [pk for portion in self for pk in portion.acts_on_others()]
        return RollAct.objects.filter(pk__in=acts)

    def summary(self) -> list[tuple[str, int, int]]:
        """What is taken back: (kind of rows, how many made, how many changed)."""
        portions = list(self)
        made = Counter(name for portion in portions for name, _ in portion.made)
        changed = Counter(name for portion in portions for name, *_ in portion.changed)
        return [
            (table(name).model._meta.verbose_name, made[name], changed[name])
            for name in made | changed
            if name != ROLL_ACT
        ]

    def standing(self) -> Iterator[str]:
        """What came of the rows since then, by name. Raises ValidationError for a closed round."""
        portions = list(self)
        made = {(name, pk) for portion in portions for name, pk in portion.made}
        for portion in portions:
            yield from portion.standing(made)


class ImportPortion(KeptRows):
    """Rows of a workbook that were written in one transaction: all of them, or none."""

    batch = models.ForeignKey("upkeep.ImportBatch", on_delete=models.PROTECT, related_name="portions")
    count = models.PositiveIntegerField()  # rows of the workbook
    at = models.DateTimeField(auto_now_add=True)

    objects = ImportPortionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "phần đã ghi của bảng tính"

    def __str__(self):
        return f"{self.batch} ({self.count} hàng)"

    def standing(self, made: set[tuple[str, int]]) -> Iterator[str]:
        """`made`: the rows of the whole workbook, which go together."""
        for name, pks in self._made().items():
            if name != ROLL_ACT:
                yield from _named(set(_naming(name, pks)) - made)
                yield from _named((name, pk) for pk in self._edited(name, pks))
        for name, pk, columns in self.changed:
            if not self.is_as_left(row := table(name).filter(pk=pk).first(), columns):
                yield f"đã sửa {row or name}"
        yield from map(str, self._later_acts())
        self._refuse_closed_rounds()

    def _made(self) -> dict[str, list[int]]:
        made = defaultdict(list)
        for name, pk in self.made:
            made[name].append(pk)
        return made

    def _edited(self, name: str, pks: list[int]) -> Iterator[int]:
        events = AuditEvent.objects.filter(record=name, record_id__in=map(str, pks), at__gt=self.at)
        return map(int, events.exclude(action__in=LOOKS).values_list("record_id", flat=True))

    def acts_on_others(self) -> QuerySet:
        made = self._made().get(Member._meta.label_lower, [])
        return self._acts.exclude(member__in=made).values_list("pk", flat=True)

    @property
    def _acts(self) -> QuerySet:
        return RollAct.objects.filter(pk__in=self._made().get(ROLL_ACT, []))

    def _later_acts(self) -> QuerySet:
        later = RollAct.objects.in_force().filter(at__gt=self.at)
        return later.filter(member__in=self._acts.values("member"))

    def _refuse_closed_rounds(self) -> None:
        rows = [*self.made, *self.changed]
        pks = [pk for name, pk, *_ in rows if name == Membership._meta.label_lower]
        if on := self._acts.aggregate(on=Min("on"))["on"]:
            spells = Membership.objects.filter(pk__in=pks).select_related("unit")
            refuse_closed_rounds({spell.unit for spell in spells}, on=on, since=self.at)

    def take_back(self, *, reason: str, by: User) -> None:
        """Every row is as before. Acts on the roll of members who stay can still be read."""
        acts = self._acts.in_force()
        self.made = [[name, pk] for name, pk in self.made if name != ROLL_ACT]
        self.put_back(table)
        facts = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "reason": reason}
        acts.update(**facts)
        rows = [table(name).model(pk=pk) for name, pk, *_ in [*self.made, *self.changed]]
        audit.record_all(by, "import.withdraw", rows)
        self.delete()


def _naming(name: str, pks: list[int]) -> Iterable[tuple[str, int]]:
    """Of every table the rows that name one of these, as (table, id), in one query."""
    found = [
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": pks})
        .order_by()
        .annotate(table=Value(relation.related_model._meta.label_lower))
        .values_list("table", "pk")
        for relation in apps.get_model(name)._meta.related_objects
    ]
    return found[0].union(*found[1:]) if found else []


def _named(rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    for name, pk in rows:
        if name != ROLL_ACT and (row := table(name).filter(pk=pk).first()):
            yield f"{row._meta.verbose_name} {row}"
