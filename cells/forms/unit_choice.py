"""Choosing a unit to look at: all of a small scope; of a large one its bodies, then the cells of one.

Hundreds of cells in one list are slow to send and no help to read. So a large scope offers its bodies
first, and once one is chosen and shown, its cells as well. Every unit of the scope stays a valid
choice: an address may name any of them. Who has one unit is asked nothing: the field is there, unseen.
"""

from django import forms

from cells.models import CELL_KINDS, Unit, UnitKind
from cells.rights import COUNTING_ROLES
from cells.scoping import assignments_of
from common.days import DayForm

MOST_OFFERED = 40
BODIES = "Chọn đảng bộ, bấm Xem, rồi chọn chi bộ"


def has_one_cell(user) -> bool:
    """Whether the user works with a single cell today, and nothing above it."""
    units = {held.unit for held in assignments_of(user) if held.role in COUNTING_ROLES}
    return len(units) == 1 and units.pop().is_cell


def settle(field: forms.ModelChoiceField, units: list[Unit]) -> str | None:
    """Take the only unit there is without asking; answers what the field then holds."""
    if len(units) != 1:
        return None
    field.widget, field.initial = forms.HiddenInput(), field.prepare_value(units[0])
    return field.initial


class UnitField(forms.ModelChoiceField):
    """A unit, in the address by its code.

    `asked`: even of who has one unit, because no unit is another answer.
    """

    only: str | None = None

    def __init__(self, *, label: str = "Tổ chức", required: bool = False, asked: bool = False):
        self.asked = asked
        super().__init__(
            Unit.objects.none(),
            label=label,
            required=required,
            empty_label="Tất cả",
            to_field_name="code",
        )

    def offer(self, units, chosen: str | None) -> None:
        """Take any of `units`, and show those that help after `chosen`, the code in the address."""
        self.queryset = units
        rows = _in_order(units)
        groups = [("", rows)]
        self.is_large = len(rows) > MOST_OFFERED
        if not self.asked:
            self.only = settle(self, rows)
            self.initial = self.only if self.required else None
        if self.is_large:
            groups = _narrowed(rows, chosen)
        empty = [] if self.required else [("", self.empty_label)]
        self.choices = empty + [
            choice
            for name, group in groups
            for choice in ([(name, _choices(group))] if name else _choices(group))
        ]

    def spare(self, user) -> None:
        """Do not ask who works with one cell, where the rows of the units above it may be read too."""
        if has_one_cell(user):
            self.widget = forms.HiddenInput()

    def bound_data(self, data, initial):
        """Unseen, it does not carry on what an address said wrong."""
        return super().bound_data(data if self.only in {None, data} else "", initial)


class UnitDayForm(DayForm):
    """A day, and a part of what the user may do that act with; `user` is whoever looks."""

    action: str
    unit = UnitField()

    @classmethod
    def bound_to(cls, request):
        form = super().bound_to(request)
        units = Unit.objects.allowing(request.user, cls.action)
        form.fields["unit"].offer(units, request.GET.get("unit"))
        form.user = request.user
        return form


class OneUnitField(forms.ModelChoiceField):
    """The unit that an act is about: chosen already where there is only one to choose."""

    def __init__(self, *, label: str, empty_label: str = "Chọn", **kwargs):
        super().__init__(Unit.objects.none(), label=label, empty_label=empty_label, **kwargs)

    def offer(self, units) -> None:
        self.queryset = units
        settle(self, list(units[:2]))


def _in_order(units) -> list[Unit]:
    """As in the tree: each unit after the one above it, siblings by number and name."""
    places = {unit.pk: (unit.number or 0, unit.name, unit.pk) for unit in units}
    return sorted(units, key=lambda unit: [places[pk] for pk in unit.path_ids if pk in places])


def _narrowed(units: list[Unit], chosen: str | None) -> list[tuple[str, list[Unit]]]:
    bodies = [unit for unit in units if unit.kind != UnitKind.CELL]
    picked = next((unit for unit in units if unit.code == chosen), None)
    above = [
        body
        for body in bodies
        if picked and body.kind not in CELL_KINDS and picked.path.startswith(body.path)
    ]
    if not above:
        return [(BODIES, bodies)]
    body = above[-1]
    own = [unit for unit in units if unit.kind == UnitKind.CELL and unit.path_ids[:-1] == body.path_ids]
    return [(body.name, [body, *own]), (BODIES, [one for one in bodies if one != body])]


def _choices(units: list[Unit]) -> list[tuple[str, str]]:
    return [
        (unit.code, f"{unit.name} (đã kết thúc hoạt động)" if unit.ended_on else unit.name)
        for unit in units
    ]
