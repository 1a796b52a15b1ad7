"""How a restructuring is carried out: the steps in order, then the members, then nobody left behind.

Always inside a transaction of the caller. Locks: the units by id, then the members by id.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from accounts.models import User
from cases.models.case import Case
from cells.models import Decision, EventKind, Unit, UnitVersion
from common.periods import DAY
from members.models.candidate import Candidate
from members.models.member import Member
from members.models.membership import CameBy, Membership, MembershipKind
from members.models.office import Office
from organisation.models.restructuring_step import ENDING_ACTS, Act, Place, RestructuringStep

NAMED = 10


def carry_out(
    steps: list[RestructuringStep], *, top: Unit, decision: Decision, on: datetime.date, by: User | None
) -> None:
    """Do them as of that day, under `top`. Raises ValidationError with the step or the persons it
    fails at."""
    list(Unit.objects.select_for_update().order_by("pk").values_list("pk"))
    if not steps:
        raise ValidationError("Kế hoạch chưa có việc nào.")
    run = _Run(top, decision, on, by)
    for number, step in enumerate(steps, start=1):
        try:
            DO[step.act](run, step)
        except ValidationError as error:
            raise ValidationError([f"Việc {number}: {text}" for text in error.messages]) from error
    run.read_ways(steps)
    run.end_groups()
    run.move_members()
    run.move_candidates()
    run.move_expected()
    run.refuse_left_behind()


@dataclass
class _Run:
    """One carrying out: which units the steps founded, and which way members go from which cell."""

    top: Unit
    decision: Decision
    on: datetime.date
    by: User | None
    founded: dict[int, Unit] = field(default_factory=dict)  # step → unit
    ways: dict[int, Unit | None] = field(default_factory=dict)  # cell → where to, unless chosen
    chosen: dict[tuple[int, int], Unit] = field(default_factory=dict)  # cell, member → where to

    @property
    def paper(self) -> dict:
        """What every act on a unit takes."""
        return {"on": self.on, "by": self.by, "decision": self.decision}

    def unit(self, step: RestructuringStep) -> Unit:
        """The unit as the steps before left it; it may have gone elsewhere since it was planned."""
        return self._ours(step.unit_id)

    def place(self, row: Place) -> Unit | None:
        if row.target_step_id:
            if row.target_step_id not in self.founded:
                raise ValidationError(
                    "Tổ chức đích được lập ở một việc xếp sau. Bỏ việc này rồi thêm lại."
                )
            return self.founded[row.target_step_id]
        return self._ours(row.target_id) if row.target_id else None

    def _ours(self, pk: int) -> Unit:
        unit = Unit.objects.get(pk=pk)
        if not unit.path.startswith(Unit.objects.get(pk=self.top.pk).path):
            raise ValidationError(f"{unit} không còn thuộc {self.top}.")
        return unit

    def found(self, step: RestructuringStep, parent: Unit | None, kind: str, **facts) -> Unit:
        code = Unit.objects.free_code(f"{parent.code if parent else ''} {step.name}")
        unit = Unit.objects.found(
            code=code,
            kind=kind,
            name=step.name,
            number=step.number,
            place=step.location,
            parent=parent,
            **self.paper | facts,
        )
        self.note_founded(step, unit)
        return unit

    def note_founded(self, step: RestructuringStep, unit: Unit) -> None:
        self.founded[step.pk] = unit
        step.founded = unit
        step.save(update_fields=["founded"])

    def read_ways(self, steps: list[RestructuringStep]) -> None:
        """After all steps: a cell raised to a committee sends its members to cells founded later."""
        for step in steps:
            if step.act in {*ENDING_ACTS, Act.CHANGE_KIND}:
                self.ways[step.unit_id] = self.place(step)
            elif step.act == Act.SPLIT:
                self.ways.setdefault(step.unit_id, None)
            for row in step.moves.all():
                self.chosen[step.unit_id, row.member_id] = self.place(row)

    def _way(self, place: Unit, member: int | None) -> Unit:
        """Where the way leads in the end: what takes members in may itself end on this day."""
        seen = set()
        while place.pk not in seen:
            seen.add(place.pk)
            place = self.chosen.get((place.pk, member)) or self.ways.get(place.pk) or place
        return place

    def end_groups(self) -> None:
        """A party group ends with its cell."""
        for unit in self._no_cells():
            for group in unit.groups.open():
                group.end(on=self.on, by=self.by)

    def move_members(self) -> None:
        """All spells that change are closed first: who was a guest may be at home from now on."""
        going = [(spell, self._way(spell.unit, spell.member_id)) for spell in self._spells()]
        homes = {spell.member_id: to for spell, to in going if not spell.is_guest}
        going = [
            (spell, to) for spell, to in going if to != spell.unit or _comes_home(spell, to, homes)
        ]
        before, after = self._names(self.on - DAY), self._names(self.on)
        for spell, to in going:
            with _named(spell.member):
                spell.leave_with_unit(
                    on=self.on, to=after.get(to.pk, ""), by=self.by, decision=self.decision
                )
        for spell, to in going:
            if not _comes_home(spell, to, homes):
                self._arrive(spell, to, before[spell.unit_id])

    def _spells(self) -> list[Membership]:
        """Open spells in the cells that members leave, and the other spells of the same members."""
        leaving = Membership.objects.open().filter(unit__in=self.ways, starts_on__lt=self.on)
        members = Member.objects.select_for_update().filter(memberships__in=leaving).order_by("pk")
        spells = Membership.objects.open().filter(member__in=list(members), starts_on__lt=self.on)
        return list(spells.select_related("member", "unit").order_by("member_id", "kind"))

    def _names(self, day: datetime.date) -> dict[int, str]:
        return dict(UnitVersion.objects.on(day).values_list("unit", "name"))

    def _arrive(self, spell: Membership, to: Unit, came_from: str) -> None:
        with _named(spell.member):
            spell.member.join(
                to,
                on=self.on,
                by=self.by,
                came_by=CameBy.WITH_UNIT,
                kind=MembershipKind(spell.kind),
                decision=self.decision,
                came_from=came_from,
                expected_until=spell.expected_until,
            )
        if not spell.is_guest:
            spell.member.cases.move_to(to)

    def move_candidates(self) -> None:
        """Whom a cell follows is followed by the cell that its members go to by default."""
        for candidate in Candidate.objects.open().filter(unit__in=self._no_cells()):
            to = self._way(candidate.unit, member=None)
            if to != candidate.unit:
                with _named(candidate):
                    candidate.follow_unit(to, on=self.on, by=self.by)
                candidate.cases.move_to(to)

    def move_expected(self) -> None:
        """Whoever was to come back to a cell comes to the one that its members go to."""
        for unit in self._no_cells():
            to = self._way(unit, member=None)
            if to != unit:
                Case.objects.expect_in(to, instead_of=unit)

    def refuse_left_behind(self) -> None:
        """Nobody belongs to what is no cell any more, and whoever was chosen did go."""
        gone = {unit.pk for unit in self._no_cells()}
        reasons = [
            reason
            for unit in Unit.objects.filter(pk__in=self.ways)
            for reason in (self._left_behind(unit) if unit.pk in gone else self._not_gone(unit))
        ]
        if reasons:
            raise ValidationError(reasons)

    def _left_behind(self, unit: Unit) -> Iterator[str]:
        spells = list(unit.memberships.ending_from(self.on).by_name())
        late = [spell for spell in spells if spell.ends_on or spell.starts_on >= self.on]
        waiting = [spell.member for spell in spells if spell not in late]
        waiting += unit.candidates.open()
        if waiting:
            yield f"Chưa chọn nơi đến cho người của {unit}: {_listed(waiting)}."
        gone = [spell.member for spell in late]
        gone += unit.candidates.ending_from(self.on).filter(ends_on__isnull=False)
        if gone:
            yield self._came_or_left_later(unit, gone)

    def _not_gone(self, unit: Unit) -> Iterator[str]:
        spells = unit.memberships.open().filter(starts_on__gte=self.on).by_name()
        late = [spell for spell in spells if (unit.pk, spell.member_id) in self.chosen]
        if late:
            yield self._came_or_left_later(unit, [spell.member for spell in late])

    def _came_or_left_later(self, unit: Unit, people: list[Member | Candidate]) -> str:
        return (
            f"Đến {unit} hoặc rời đi từ {self.on:%d/%m/%Y} trở đi, trái với ngày hiệu lực của "
            f"kế hoạch: {_listed(people)}."
        )

    def _no_cells(self) -> list[Unit]:
        """Units of the plan that were cells and are none any more, or are no more at all."""
        units = Unit.objects.filter(pk__in=self.ways)
        return [unit for unit in units if unit.ended_on or not unit.is_cell]


def _split(run: _Run, step: RestructuringStep) -> None:
    unit = run.unit(step)
    above = unit.version_on(run.on)
    if above is None:
        raise ValidationError("Tổ chức này chưa có hoặc đã kết thúc hoạt động vào ngày đó.")
    if above.parent is None:
        raise ValidationError(
            "Tổ chức cao nhất ở đây không tách được: tổ chức mới sẽ không trực thuộc tổ chức nào."
        )
    new = run.found(step, above.parent, unit.kind)
    unit.split(into=new, **run.paper)


def _end(run: _Run, step: RestructuringStep, how: EventKind, into: Unit | None) -> None:
    unit = run.unit(step)
    unit.end(how=how, into=into, **run.paper)
    unit.offices.end_before(run.on)


def _rename(run: _Run, step: RestructuringStep) -> None:
    unit = run.unit(step)
    number = unit.number if step.number is None else step.number
    unit.rename(name=step.name, number=number, place=step.location or None, **run.paper)


def _hand_over(run: _Run, step: RestructuringStep) -> None:
    """Whose unit goes to another upper body keeps no role and no office here, unless it is our own."""
    unit = run.unit(step)
    unit.move(under=Unit.objects.outside(step.outside, by=run.by), **run.paper)
    if unit.pk != run.top.pk:
        for gone in Unit.objects.under(unit):
            gone.end_roles(run.on)
        # As ids: with the query inside, PostgreSQL took ten minutes over tables without statistics.
        going = Membership.objects.permanent().open().under(unit).values_list("member", flat=True)
        members = list(going)
        staying = Office.objects.filter(member__in=members).exclude(unit__path__startswith=unit.path)
        staying.end_before(run.on)


def _receive(run: _Run, step: RestructuringStep) -> None:
    """A body not met so far existed elsewhere before: founded there on its real day."""
    unit = step.unit
    if unit is None:
        outside = Unit.objects.outside(step.outside, by=run.by)
        unit = run.found(step, outside, step.kind, on=step.founded_on, decision=None)
    elif not Unit.objects.handed_over_by(run.top).filter(pk=unit.pk).exists():
        raise ValidationError(f"{unit} không phải là tổ chức đã chuyển giao đi.")
    run.note_founded(step, unit)
    unit.move(under=run.place(step), **run.paper)


DO = {
    Act.SPLIT: _split,
    Act.MERGE: lambda run, step: _end(run, step, EventKind.MERGED, run.place(step)),
    Act.DISSOLVE: lambda run, step: _end(run, step, EventKind.DISSOLVED, None),
    Act.FOUND: lambda run, step: run.found(step, run.place(step), step.kind),
    Act.RENAME: _rename,
    Act.CHANGE_KIND: lambda run, step: run.unit(step).change_kind(kind=step.kind, **run.paper),
    Act.MOVE: lambda run, step: run.unit(step).move(under=run.place(step), **run.paper),
    Act.HAND_OVER: _hand_over,
    Act.RECEIVE: _receive,
}


def _listed(people: list[Member | Candidate]) -> str:
    more = f" và {len(people) - NAMED} người khác" if len(people) > NAMED else ""
    return f"{', '.join(str(person) for person in people[:NAMED])}{more}"


def _comes_home(spell: Membership, to: Unit, homes: dict[int, Unit]) -> bool:
    """A guest in what is the own cell from now on is a guest no more."""
    return spell.is_guest and to == homes.get(spell.member_id)


@contextmanager
def _named(person: Member | Candidate) -> Iterator[None]:
    """What is refused is refused for somebody: say for whom."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError([f"{person}: {text}" for text in error.messages]) from error
