"""What a workbook wrote, portion by portion, so that it can be taken back as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Min, QuerySet, Value
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent, User
from cells.models import Unit
from common.models.kept_rows import KeptRows, Rows
from members.models import Member, Membership, RollAct
from members.models.roll_act import refuse_closed_rounds

ROLL_ACT = RollAct._meta.label_lower
NAMED = 5  # of what stands in the way
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

    def check_withdrawal(self) -> None:
        """Refuse, with names, while something stands on these rows."""
        if standing := list(dict.fromkeys(_standing(list(self)))):
            more = f" và {len(standing) - NAMED} việc nữa" if len(standing) > NAMED else ""
            raise ValidationError(f"Sau đó đã có: {'; '.join(standing[:NAMED])}{more}.")

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


class ImportPortion(KeptRows):
    """Rows of a workbook that were written in one transaction: all of them, or none."""

    batch = models.ForeignKey("upkeep.ImportBatch", on_delete=models.PROTECT, related_name="portions")
    count = models.PositiveIntegerField()  # rows of the workbook
    at = models.DateTimeField(auto_now_add=True)

    objects = ImportPortionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "phần đã ghi của tệp Excel"

    def __str__(self):
        return f"{self.batch} ({self.count} dòng)"

    def edited(self) -> Iterator[str]:
        """What was made, and somebody has written since then; what was changed, and is otherwise."""
        for name, pks in self.made_in_tables().items():
            events = AuditEvent.objects.filter(record=name, record_id__in=map(str, pks))
            events = events.filter(at__gt=self.at).exclude(action__in=LOOKS)
            if name != ROLL_ACT:
                yield from _named((name, pk) for pk in events.values_list("record_id", flat=True))
        for name, pk, columns in self.changed:
            if not self.is_as_left(row := table(name).filter(pk=pk).first(), columns):
                yield f"đã sửa {row or name}"

    def made_in_tables(self) -> dict[str, list[int]]:
        made = defaultdict(list)
        for name, pk in self.made:
            made[name].append(pk)
        return made

    def acts_on_others(self) -> QuerySet:
        made = self.made_in_tables().get(Member._meta.label_lower, [])
        return self._acts.exclude(member__in=made).values_list("pk", flat=True)

    @property
    def _acts(self) -> QuerySet:
        return RollAct.objects.filter(pk__in=self.made_in_tables().get(ROLL_ACT, []))

    def refuse_closed_rounds(self) -> None:
        rows = [*self.made, *self.changed]
        pks = [pk for name, pk, *_ in rows if name == Membership._meta.label_lower]
        if on := self._acts.aggregate(on=Min("on"))["on"]:
            units = Unit.objects.filter(memberships__in=pks).distinct()
            refuse_closed_rounds(units, on=on, since=self.at)

    def take_back(self, *, reason: str, by: User) -> None:
        """Every row is as before. Acts on the roll of members who stay can still be read."""
        ImportPortion.objects.filter(pk=self.pk).check_withdrawal()
        acts = self._acts.in_force()
        self.made = [[name, pk] for name, pk in self.made if name != ROLL_ACT]
        self.put_back(table)
        facts = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "reason": reason}
        acts.update(**facts)
        rows = [table(name).model(pk=pk) for name, pk, *_ in [*self.made, *self.changed]]
        audit.record_all(by, "import.withdraw", rows)
        self.delete()


def _standing(portions: list[ImportPortion]) -> Iterator[str]:
    """What came of the rows since then, by name."""
    made = defaultdict(set)
    for portion in portions:
        for name, pk in portion.made:
            made[name].add(pk)
    acts = made.pop(ROLL_ACT, set())
    for name, pks in made.items():
        naming = {(label, pk) for label, pk, named in _naming(name, pks) if named in pks}
        yield from _named((label, pk) for label, pk in naming if pk not in made.get(label, ()))
    for portion in portions:
        yield from portion.edited()
    yield from map(str, _later(acts))
    for portion in portions:
        portion.refuse_closed_rounds()


def _naming(name: str, pks: set[int]) -> Iterable[tuple[str, int, int]]:
    """Of every table the rows that name one of these, as (table, id, whom), in one query. Those asked
    about lie side by side: a list of them would take longer, and SQLite no more than some thousands."""
    found = [
        relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__gte": min(pks), f"{relation.field.name}__lte": max(pks)}
        )
        .order_by()
        .annotate(table=Value(relation.related_model._meta.label_lower))
        .values_list("table", "pk", relation.field.name)
        for relation in apps.get_model(name)._meta.related_objects
    ]
    return found[0].union(*found[1:]) if found else []


def _later(acts: set[int]) -> list[RollAct]:
    """Acts in force about the same members since these."""
    since = RollAct.objects.in_force().filter(pk__gte=min(acts, default=0)) if acts else []
    last = {act.member_id: act.pk for act in since if act.pk in acts}
    return [act for act in since if act.pk not in acts and act.pk > last.get(act.member_id, act.pk)]


def _named(rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    for name, pk in rows:
        if name != ROLL_ACT and (row := table(name).filter(pk=pk).first()):
            yield f"{row._meta.verbose_name} {row}"
