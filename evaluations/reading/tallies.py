"""What the grid of one cell counts against the cap while levels are chosen."""

from typing import NamedTuple

from evaluations.models import Round, as_parts
from evaluations.models.groups import UNGROUPED
from evaluations.rules.cap import HEADS, WHOLE, Part


class Tally(NamedTuple):
    """One part that the cap is counted in: what it is called, and its counts elsewhere."""

    group: str
    name: str
    xs: int
    t: int
    graded: int


def give_parts(grading: Round, rows) -> None:
    """Give each row its `part`: with whom the cap counts it."""
    rules = grading.applied_rules  # made anew each time it is asked for
    for row in rows:
        group = row.group.name if row.group else UNGROUPED
        part = Part(cell=row.cell.name, group=group, rank=0, is_head=row.is_head, xs=0, t=0, graded=0)
        row.part = part.counted_in(rules.cap_scope, rules.head_apart)


def tallies(grading: Round, rows, others) -> list[Tally]:
    """Of the parts that have somebody among these rows, which know theirs; with the others."""
    rules = grading.applied_rules
    counts = dict.fromkeys(sorted({row.part for row in rows} - {HEADS}), (0, 0, 0))
    for one in as_parts(others.counts_by_part()):
        if (group := one.counted_in(rules.cap_scope, rules.head_apart)) in counts:
            xs, t, graded = counts[group]
            counts[group] = xs + one.xs, t + one.t, graded + one.graded
    return [Tally(group, group or WHOLE, *numbers) for group, numbers in counts.items()]
