"""The year-end report as data: head block, headings with what was typed and counted, annexes.

Everything that the printed page shows is in here, so that a frozen copy can be printed for ever.
"""

import datetime

from django.utils import timezone

from cells.models import UnitVersion
from papers.layout import archive_of, authority_of, head_of, issuer_name
from reports.documents import annexes, outline
from reports.documents.charts import draw
from reports.documents.sentences import SENTENCES
from reports.figures import FIGURES, Scope, Value, compute
from reports.models import Report
from reports.models.report import SYMBOL

TEMPLATE = "reports/pdf/year_end.html"


def draft(report: Report, *, day: datetime.date | None = None) -> dict:
    """The document of a report as the records stand now, with the names in force on `day`."""
    made = document(scope_of(report), report.texts(), day=day or report.ends_on)
    return made | {"replaces": report.replaced_note()}


def scope_of(report: Report) -> Scope:
    return Scope(report.unit, report.starts_on, report.ends_on)


def document(scope: Scope, sections: dict[str, str], *, day: datetime.date) -> dict:
    """The report of a scope; `sections` are the typed texts, `day` decides the names in the head.

    Number, date and signer are empty: `Report.issue` fills them in the copy it freezes.
    """
    values = compute(scope, outline.CODES)
    version = scope.unit.version_on(day) or scope.unit.versions.last()
    return {
        "template": TEMPLATE,
        "number": None,
        "issued_on": None,
        "head": head_of(version, SYMBOL, day),
        "title": "Báo cáo",
        "subject": f"Tổng kết công tác {period(scope)}, phương hướng, nhiệm vụ {following(scope)}",
        "replaces": "",
        "headings": headings(scope, sections, values),
        "charts": charts(scope),
        "annexes": annexes.annexes(scope),
        "signature": {"authority": authority_of(version.unit), "title": "", "name": ""},
        "recipients": _recipients(version, sections.get(outline.RECIPIENTS, "")),
        "figures": {code: as_text(value) for code, value in values.items()},
        "starts_on": scope.start.isoformat(),
        "ends_on": scope.end.isoformat(),
        "computed_on": timezone.localdate().isoformat(),
    }


def headings(scope: Scope, sections: dict[str, str], values: dict[str, Value]) -> list[dict]:
    """The headings that have something under them, with their paragraphs: typed first, then counted."""
    said = {key: sentences(scope, values) for key, sentences in SENTENCES.items()}
    typed = {key: _paragraphs(text) for key, text in sections.items()}
    filled = {key for key in {*said, *typed} if said.get(key) or typed.get(key)}
    return [
        {
            "key": heading.key,
            "level": heading.level,
            "number": number,
            "title": _title(heading, scope),
            "typed": typed.get(heading.key, []),
            "counted": said.get(heading.key, []),
        }
        for number, heading in outline.numbered(outline.with_parents(filled))
    ]


def titled(scope: Scope) -> list[tuple[str, outline.Heading]]:
    """Every heading with its number and title, whether anything stands under it yet or not."""
    made = []
    for number, heading in outline.numbered(outline.YEAR_END):
        title = _title(heading, scope)
        made.append((f"{number}. {title}" if number else title, heading))
    return made


def charts(scope: Scope) -> list[dict]:
    """The two charts by cell, as they are drawn."""
    assessments = FIGURES["grading.members.graded"].rows(scope)
    levels = [[cell, counts[:-1]] for cell, counts in annexes.level_counts(assessments)]
    made = [
        {
            "under": "meetings",
            "caption": "Số buổi sinh hoạt theo chi bộ",
            "series": ["Thường kỳ", "Thường kỳ kết hợp chuyên đề", "Chuyên đề"],
            "bars": annexes.sittings_by_cell(scope),
        },
        {
            "under": "grading",
            "caption": "Mức xếp loại đảng viên theo chi bộ",
            "series": annexes.LEVEL_COLUMNS[:-1],
            "bars": levels,
        },
    ]
    return [draw(chart) for chart in made if chart["bars"]]


def period(scope: Scope) -> str:
    """năm 2020, or both dates where the period is not a year."""
    if is_year(scope):
        return f"năm {scope.start.year}"
    return f"từ ngày {scope.start:%d/%m/%Y} đến ngày {scope.end:%d/%m/%Y}"


def following(scope: Scope) -> str:
    return f"năm {scope.end.year + 1}" if is_year(scope) else "thời gian tới"


def is_year(scope: Scope) -> bool:
    year = scope.start.year
    return scope.days == (datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def as_text(value: Value) -> str:
    """A figure as the page prints it: 92, 19/92 (20,65%), or — where there is nothing to count."""
    return "—" if value is None else str(value)


def _recipients(version: UnitVersion, typed: str) -> list[str]:
    """The list the office typed, else the usual one; the archive line is always the last."""
    listed = [line.lstrip("- ").rstrip(" ;.") for line in _paragraphs(typed)]
    if not listed and version.parent:
        listed.append(f"{issuer_name(version.parent, version.parent.name)} (để báo cáo)")
    if not typed.strip() and not version.unit.is_cell:
        listed += ["Các đồng chí đảng ủy viên", "Các chi bộ trực thuộc"]
    return [*listed, archive_of(version.unit)]


def _title(heading: outline.Heading, scope: Scope) -> str:
    return heading.title.format(period=period(scope), following=following(scope))


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
