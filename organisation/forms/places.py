"""Choosing where to: a unit that exists, or one that the plan itself founds."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from cells.models import CELL_KINDS, COMMITTEE_KINDS, Unit, UnitKind
from organisation.models import Act, Restructuring, RestructuringStep

Target = Unit | RestructuringStep


class PlaceField(forms.ChoiceField):
    """Cleans to a Unit, a RestructuringStep, or None."""

    def __init__(self, *, label: str, offered: Iterable[tuple[Target, str]], empty: str, **kwargs):
        self.offered = list(offered)
        self.targets = {_key(target): target for target, _ in self.offered}
        choices = [("", empty), *((_key(target), name) for target, name in self.offered)]
        super().__init__(label=label, choices=choices, **kwargs)

    def clean(self, value) -> Target | None:
        return self.targets.get(super().clean(value))

    def again(self, label: str, empty: str) -> PlaceField:
        """The same choice, for one member."""
        narrow = forms.Select({"class": "form-select"})
        return PlaceField(label=label, offered=self.offered, empty=empty, required=False, widget=narrow)

    @staticmethod
    def key_of(row) -> str:
        """The choice that a step or a move says; empty when it says none."""
        return _key(row and (row.target_step or row.target))

    @classmethod
    def of_step(cls, step: RestructuringStep, label: str, empty: str) -> PlaceField:
        """Where the members of a step can go: cells beside or under it, and those of the plan."""
        near = step.unit.path_ids[-2:-1] or step.unit.path_ids
        cells = [
            (unit, name)
            for unit, name in _standing_cells(step.plan)
            if unit.pk != step.unit_id and set(near) & set(unit.path_ids)
        ]
        return cls(label=label, offered=cells + founded_cells(step.plan), empty=empty, required=False)


def units_of(plan: Restructuring) -> list[tuple[Unit, str]]:
    """Every unit of today under the plan's own, in the order of the tree, told from namesakes."""
    units = list(Unit.objects.existing().under(plan.unit).order_by())
    names = {unit.pk: unit.name for unit in units}
    ranks = {unit.pk: (unit.number or 0, unit.name, unit.pk) for unit in units}
    units.sort(key=lambda unit: [ranks[pk] for pk in unit.path_ids if pk in ranks])
    return [(unit, _told(unit, names, plan.unit_id)) for unit in units]


def cells_of(plan: Restructuring) -> list[tuple[Target, str]]:
    return _standing_cells(plan) + founded_cells(plan)


def committees_of(plan: Restructuring) -> list[tuple[Target, str]]:
    """What another unit can stand under: also a cell that the plan raises to a committee."""
    raised = _changed_to(plan, COMMITTEE_KINDS)
    units = [row for row in units_of(plan) if not row[0].is_cell or row[0].pk in raised]
    return units + _founded(plan, COMMITTEE_KINDS)


def founded_cells(plan: Restructuring) -> list[tuple[Target, str]]:
    return _founded(plan, CELL_KINDS)


def _standing_cells(plan: Restructuring) -> list[tuple[Unit, str]]:
    """Also a committee that the plan makes a cell."""
    lowered = _changed_to(plan, CELL_KINDS)
    return [row for row in units_of(plan) if row[0].is_cell or row[0].pk in lowered]


def _changed_to(plan: Restructuring, kinds: list[UnitKind]) -> set[int]:
    changes = plan.steps.filter(act=Act.CHANGE_KIND, kind__in=kinds)
    return set(changes.values_list("unit", flat=True))


def _founded(plan: Restructuring, kinds: list[UnitKind]) -> list[tuple[Target, str]]:
    steps = [step for step in plan.steps.select_related("unit") if step.founds_one_of(kinds)]
    return [(step, f"{step.result_name} (lập trong kế hoạch này)") for step in steps]


def _told(unit: Unit, names: dict[int, str], top: int) -> str:
    """The name, and under which body when that is not the plan's own."""
    above = unit.path_ids[-2:-1]
    return unit.name if unit.pk == top or above == [top] else f"{unit.name}, {names[above[0]]}"


def _key(target: Target | None) -> str:
    if target is None:
        return ""
    return f"step-{target.pk}" if isinstance(target, RestructuringStep) else f"unit-{target.pk}"
