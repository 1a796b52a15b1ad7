"""The figure catalogue: every number that a page, a report or the command line shows.

Each figure is defined once, as a list; the number is its count, the page behind it its rows.
"""

from collections.abc import Iterable

from reports.figures import (
    badges,
    cards,
    discipline,
    grading,
    inspection,
    meetings,
    members,
    moves,
    organisation,
    petitions,
    staff,
    studies,
    tasks,
)
from reports.figures.counting import count_all
from reports.figures.figure import Average, Count, Figure, Rate, Ratio, Scope

TOPICS: list[tuple[str, list[Figure]]] = [
    ("Tổ chức", [*organisation.FIGURES, *staff.FIGURES]),
    ("Đảng viên", members.FIGURES),
    ("Biến động đảng viên", moves.FIGURES),
    ("Quần chúng ưu tú, học tập", members.CANDIDATE_FIGURES),
    ("Học tập, quán triệt nghị quyết", studies.FIGURES),
    ("Thẻ đảng viên", cards.FIGURES),
    ("Sinh hoạt", meetings.FIGURES),
    ("Nhiệm vụ", tasks.FIGURES),
    ("Kiến nghị", petitions.FIGURES),
    ("Xếp loại đảng viên", grading.FIGURES),
    ("Xếp loại chi bộ", grading.CELL_FIGURES),
    ("Xếp loại tổ chức cơ sở đảng", grading.UNIT_FIGURES),
    ("Khen thưởng", grading.AWARD_FIGURES),
    ("Huy hiệu Đảng", badges.FIGURES),
    ("Kiểm tra, giám sát", inspection.FIGURES),
    ("Kiểm tra, giám sát theo chủ thể", inspection.BY_PERFORMER),
    ("Đơn, thư", inspection.LETTER_FIGURES),
    ("Kỷ luật", discipline.FIGURES),
]
FIGURES: dict[str, Figure] = {figure.code: figure for _, figures in TOPICS for figure in figures}

Value = int | Ratio | None


def compute(
    scope: Scope, codes: Iterable[str] = FIGURES, also: Iterable[Count] = ()
) -> dict[str, Value]:
    """The values of figures over one scope: all counts together take one query, two with due months.

    `also`: lists that are no figures, counted in the same query, by their codes.
    Raises KeyError for a code that is not in the catalogue.
    """
    return compute_each([scope], codes, also)[0]


def compute_each(
    scopes: Iterable[Scope], codes: Iterable[str] = FIGURES, also: Iterable[Count] = ()
) -> list[dict[str, Value]]:
    """The same over some scopes, in the same queries."""
    asked = {code: FIGURES[code] for code in codes}
    counted = dict.fromkeys(code for code, figure in asked.items() if not isinstance(figure, Rate))
    for figure in asked.values():
        if isinstance(figure, Rate):
            counted |= dict.fromkeys((figure.numerator, figure.denominator))
    also = {one.code: one for one in also}
    each = count_all(scopes, [*(FIGURES[code] for code in counted), *also.values()])
    asked |= also
    return [{code: _value(figure, counts) for code, figure in asked.items()} for counts in each]


def _value(figure: Figure, counts: dict[str, int]) -> Value:
    if isinstance(figure, Rate):
        return Ratio(counts[figure.numerator], counts[figure.denominator])
    return counts[figure.code]


def counted_by(code: str) -> Count | Average:
    """The list behind a figure; a rate opens to its numerator."""
    figure = FIGURES[code]
    return FIGURES[figure.numerator] if isinstance(figure, Rate) else figure


__all__ = [
    "FIGURES",
    "TOPICS",
    "Figure",
    "Rate",
    "Ratio",
    "Scope",
    "Value",
    "compute",
    "compute_each",
    "counted_by",
]
