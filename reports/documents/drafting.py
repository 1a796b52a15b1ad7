"""A report as data: head block, sections with what was typed and counted, charts, annexes.

Everything that the printed page shows is in here, so that a frozen copy can be printed for ever.
"""

import datetime
from collections import defaultdict

from django.utils import timezone

from cells.models import UnitVersion
from papers.layout import archive_of, authority_of, head_of, issuer_name
from reports.documents import annexes, outline
from reports.documents.charts import charts
from reports.documents.counted import Counted, counted
from reports.figures import FIGURES, Ratio, Scope, Value, compute
from reports.models import Report, ReportKind
from reports.models.report import SYMBOL
from reports.reading.compared import EarlierValues, YearBefore, days_before, values_beside
from reports.reading.placeholders import Facts, filled, text_of
from reports.reading.targets import by_code
from reports.rules.period import named

TEMPLATE = "reports/pdf/report.html"


def scope_of(report: Report) -> Scope:
    """Figures count up to the day of the cut-off."""
    return Scope(report.unit, report.starts_on, report.counted_to)


def facts_of(report: Report) -> Facts:
    """The figures of now, with what they are compared to."""
    scope = scope_of(report)
    values, before = _compared(report, scope)
    estimates = {code: number for one in report.written for code, number in one.estimates.items()}
    words = {"@end": f"{scope.end:%d/%m/%Y}", "@year_before": _said_before(report, before)}
    plans = by_code(scope, values)
    return Facts(scope, values, before.values, plans, words, estimates)


def _compared(report: Report, scope: Scope) -> tuple[dict[str, Value], EarlierValues]:
    """The figures of now, and those that were issued a year ago: a report is compared to what was
    reported (docs/decisions/0031-reports.md). Where none was, the records tell; a term has none.
    """
    if report.kind == ReportKind.TERM:
        return compute(scope), EarlierValues(YearBefore([], []), {})
    earlier = _kept(report, days_before(Scope(report.unit, *report.days)))
    if earlier is None or "numbers" not in earlier.snapshot:
        return values_beside(scope)
    values = {code: _value(number) for code, number in earlier.snapshot["numbers"].items()}
    return compute(scope), EarlierValues(YearBefore([scope_of(earlier)], []), values)


def _kept(report: Report, days: tuple[datetime.date, datetime.date]) -> Report | None:
    """The issued one of those days: mostly the last before this one, which is read anyway."""
    if report.before is None or report.before.days == days:
        return report.before
    same = Report.objects.in_force().of_period(report.unit, report.kind, *days)
    return same.first()


def _said_before(report: Report, before: EarlierValues) -> str:
    """năm 2025; with the names of those whose figures stand for it."""
    year = report.ends_on.year - 1
    is_year = named(report.starts_on, report.ends_on) == f"năm {year + 1}"
    said = f"năm {year}" if is_year else f"cùng kỳ năm {year}"
    others = [scope.unit.name for scope in before.whose.scopes if scope.unit != report.unit]
    return f"{said} của {', '.join(others)}" if others else said


def numbers_of(values: dict[str, Value]) -> dict:
    """As they are kept in an issued report, to be compared to next year: of a rate both parts."""
    return {
        code: [value.numerator, value.denominator] if isinstance(value, Ratio) else value
        for code, value in values.items()
    }


def _value(number) -> Value:
    return Ratio(*number) if isinstance(number, list) else number


def draft(report: Report, facts: Facts | None = None) -> dict:
    """The document of a report as the records stand now (`facts`, where they were counted already),
    with the names in force at its end.

    Number, date and signer are empty: `Report.issue` fills them in the copy it freezes.
    """
    facts = facts or facts_of(report)
    scope, texts = facts.scope, report.texts()
    attached = annexes.annexes(scope, report.annexes.split())
    made = {
        "template": TEMPLATE,
        "number": None,
        "issued_on": None,
        "title": "Báo cáo",
        "subject": outline.subject(report),
        "replaces": report.replaced_note(),
        "headings": sections(report, facts, texts, attached),
        "charts": charts(scope, attached),
        "annexes": attached,
        "signature": {"authority": authority_of(report.unit), "title": "", "name": ""},
        "figures": {code: as_text(value) for code, value in facts.values.items()},
        "numbers": numbers_of(facts.values),
        "starts_on": report.starts_on.isoformat(),
        "ends_on": report.ends_on.isoformat(),
        "counted_to_on": scope.end.isoformat(),
        "computed_on": timezone.localdate().isoformat(),
    }
    return named_on(made, report, report.ends_on)


def named_on(document: dict, report: Report, day: datetime.date) -> dict:
    """The same under the names that the body and the one above it have on that day."""
    version = report.unit.version_on(day) or report.unit.versions.last()
    typed = report.texts().get(outline.RECIPIENTS, "")
    head = head_of(version, SYMBOL, day)
    return document | {"head": head, "recipients": _recipients(version, typed)}


def sections(report: Report, facts: Facts, texts: dict[str, str], attached: list[dict]) -> list[dict]:
    """Every section of the template with its paragraphs: typed first, then counted."""
    said = sentences_by_section(report, facts)
    by_section: dict[str, list[int]] = defaultdict(list)
    for annex in attached:
        by_section[annexes.ANNEXES[annex["code"]].section].append(annex["number"])
    return [
        {
            "key": heading.key,
            "level": heading.section.depth,
            "number": heading.number,
            "title": heading.title,
            "typed": paragraphs(texts.get(heading.key, "")),
            "counted": [filled(one.text, facts) for one in said[heading.key] if one.is_shown],
            "annexes": by_section[heading.key],
            "is_silent": not heading.section.is_typed and not heading.section.topics,
        }
        for heading in outline.headings(report)
    ]


def sentences_by_section(report: Report, facts: Facts) -> dict[str, list[Counted]]:
    """Section → its counted sentences in their order, those left out among them."""
    found = defaultdict(list)
    for one in counted(report, facts):
        found[one.section].append(one)
    return found


def as_text(value: Value) -> str:
    """A figure as a list of figures shows it: 92, 19/92 (20,65%), or — where nothing is counted."""
    return "—" if value is None else str(value)


def figures_of(heading: outline.Heading, facts: Facts) -> list[tuple[str, str, str]]:
    """Code, label and value of what stands beside a section."""
    codes = [code for code in heading.section.codes if code in FIGURES]
    return [(code, FIGURES[code].label, text_of(facts.values[code])) for code in codes]


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _recipients(version: UnitVersion, typed: str) -> list[str]:
    """The list the office typed, else the usual one; the archive line is always the last."""
    listed = [line.lstrip("- ").rstrip(" ;.") for line in paragraphs(typed)]
    if not listed and version.parent:
        listed.append(f"{issuer_name(version.parent, version.parent.name)} (để báo cáo)")
    if not typed.strip() and not version.unit.is_cell:
        listed += ["Các đồng chí đảng ủy viên", "Các chi bộ trực thuộc"]
    return [*listed, archive_of(version.unit)]
