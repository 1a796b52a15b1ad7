"""The sections of a report as its template has them: numbered, and titled for the period.

Numbers hang on the template alone: a section that has nothing to say stays in its place.
"""

from dataclasses import dataclass

from papers.blocks import roman
from reports.models import Depth, Report, ReportKind, TemplateSection
from reports.rules.period import following, named

RECIPIENTS = "recipients"  # the one typed text that is no section
PARTS = ["nhất", "hai", "ba", "tư", "năm"]
TERM_YEARS = 5


@dataclass(frozen=True)
class Heading:
    """`number`: "Phần thứ nhất", "I", "1", or none."""

    section: TemplateSection
    number: str
    title: str

    @property
    def key(self) -> str:
        return self.section.key

    @property
    def full(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


def headings(report: Report) -> list[Heading]:
    """Every section in order."""
    counts, made = dict.fromkeys(Depth, 0), []
    for section in report.template.sections.all():
        counts[section.depth] += section.is_numbered
        for below in range(section.depth + 1, Depth.SECTION + 1):
            counts[below] = 0
        number = _number(section, counts[section.depth])
        made.append(Heading(section, number, worded(section.title, report)))
    return made


def heading_of(report: Report, key: str) -> Heading | None:
    """A section that can be written; the recipients are one without a place in the outline."""
    if key == RECIPIENTS:
        hint = "Mỗi dòng một nơi nhận. Để trống thì dùng danh sách thường dùng."
        section = TemplateSection(key=RECIPIENTS, title="Nơi nhận", depth=Depth.SECTION, hint=hint)
        return Heading(section, "", section.title)
    return next((heading for heading in headings(report) if heading.key == key), None)


def subject(report: Report) -> str:
    """As the office wrote it, else as the template words it."""
    return report.subject or worded(report.template.subject, report)


def worded(text: str, report: Report) -> str:
    """{kỳ này} and {kỳ sau} are the only two words that a title may leave open."""
    now, later = named(report.starts_on, report.ends_on), following(report.starts_on, report.ends_on)
    if report.kind == ReportKind.TERM:
        first, last = report.starts_on.year, report.ends_on.year
        now, later = f"nhiệm kỳ {first}-{last}", f"nhiệm kỳ {last}-{last + TERM_YEARS}"
    return text.replace("{kỳ này}", now).replace("{kỳ sau}", later)


def _number(section: TemplateSection, count: int) -> str:
    if not section.is_numbered:
        return ""
    if section.depth == Depth.PART:
        return f"Phần thứ {PARTS[count - 1]}" if count <= len(PARTS) else f"Phần {count}"
    return roman(count) if section.depth == Depth.CHAPTER else str(count)
