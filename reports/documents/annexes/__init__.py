"""The annexes of a year-end report: the rows behind its figures. Names of persons stand only here."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reports.documents.annexes.meetings import meetings
from reports.documents.annexes.members import admission, badges, cells, moves
from reports.documents.annexes.merits import cell_grades, commendations, grading, proposals
from reports.documents.annexes.official import (
    BALANCE,
    GIVEN,
    REVIEWS,
    SITTINGS,
    awarded,
    make_up,
    printed,
    reviewed,
)
from reports.documents.annexes.tables import fitted
from reports.documents.annexes.work import inspection, targets
from reports.figures import Scope
from reports.reading.balance import balance
from reports.reading.forms import FORMS
from reports.reading.half_year import half_year


def annexes(scope: Scope, codes: Iterable[str]) -> list[dict]:
    """Those that were chosen and have rows, numbered in their order."""
    made = [ANNEXES[code].fill(scope) | {"code": code} for code in codes if code in ANNEXES]
    kept = [annex for annex in made if any(table["rows"] for table in annex["tables"])]
    own = scope.unit.name if scope.unit.is_cell else ""
    return [
        {"number": number, **annex, "tables": [fitted(table, own) for table in annex["tables"]]}
        for number, annex in enumerate(kept, start=1)
    ]


def without_names(document: dict) -> dict:
    """A copy for whoever may not see persons: the tables that list them are left out.

    Numbers of annexes stay, so that the text still points to the right one.
    """
    kept = []
    for annex in document["annexes"]:
        tables = [table for table in annex["tables"] if not table["names_persons"]]
        if tables:
            kept.append(annex | {"tables": tables})
    return document | {"annexes": kept, "is_without_names": True}


class Annex(NamedTuple):
    """`section`: the key of the section of the usual templates under which it stands; `label`: what it
    is called where it is chosen; `fill`: its title and its tables."""

    section: str
    label: str
    fill: Callable[[Scope], dict]


ANNEXES = {
    "cells": Annex("situation", "Tổ chức đảng, đảng viên theo chi bộ", cells),
    "meetings": Annex("meetings", "Sinh hoạt chi bộ", meetings),
    "moves": Annex("organisation", "Biến động đảng viên", moves),
    "grading": Annex("grading", "Kết quả đánh giá, xếp loại đảng viên", grading),
    "commendations": Annex("awards", "Khen thưởng", commendations),
    "proposals": Annex("awards", "Đề nghị cấp trên khen thưởng", proposals),
    "admission": Annex("organisation", "Công tác phát triển đảng viên", admission),
    "badges": Annex("organisation", "Huy hiệu Đảng", badges),
    "inspection": Annex("inspection", "Kiểm tra, giám sát", inspection),
    "targets": Annex("aims", "Thực hiện chỉ tiêu", targets),
    "cell-grades": Annex("grading", "Kết quả đánh giá, xếp loại chi bộ", cell_grades),
    "half-year": Annex("meetings", SITTINGS, printed(SITTINGS, "Theo tổ chức", half_year)),
    "structure": Annex("situation", "Cơ cấu đội ngũ đảng viên", make_up),
    "form-1": Annex("situation", BALANCE, printed(BALANCE, "Biểu 1-BTCTW", balance)),
    **{
        f"form-{code}": Annex(
            "situation",
            f"Biểu {code}-BTCTW: {form.title}",
            printed(f"Biểu {code}-BTCTW: {form.title}", f"Biểu {code}-BTCTW", form.fill),
        )
        for code, form in FORMS.items()
    },
    "form-6f": Annex("grading", REVIEWS, reviewed),
    "form-7": Annex("awards", GIVEN, awarded),
}
