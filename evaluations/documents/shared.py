"""What the papers of a round have in common: head, names in a list, levels as columns."""

import datetime

from cells.models import Unit
from evaluations.models import GradingPrint, Level, MemberAssessment
from meetings.documents.facts import secretary_signs
from meetings.documents.minutes import TEMPLATE
from members.models import Office, OfficeKind
from papers import blocks
from papers.layout import archive_of, authority_of, frame, head_of

LEVELS = [(level.upper(), 12, True) for level in Level.values]
STANDING = "T/M Ban Thường vụ"
LEADING = {OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY}
LEGEND = "; ".join(f"{level.value.upper()}: {level.label.lower()}" for level in Level)


def paper(job: GradingPrint, symbol: str, title: str, subject: str, parts: list[dict], **words) -> dict:
    """Of the unit of the job, on the day of the roll. Its number and day are written by hand."""
    day = job.round.reference_on
    head = head_of(job.unit.version_on(day), "", day)
    usual = {
        "is_form": True,
        "signature": secretary_signs(job.unit),
        "recipients": [archive_of(job.unit)],
        "parts": parts,
    }
    head |= {"symbol": f"{symbol}{head['symbol']}"}
    return frame(TEMPLATE, head, title=title, subject=subject, **usual | words)


def plain(*made: list[dict]) -> list[dict]:
    """One part without a title."""
    return [{"title": "", "number": "", "blocks": [block for blocks_ in made for block in blocks_]}]


def deciding(unit: Unit, day: datetime.date) -> str:
    """On whose behalf grades and awards are decided: the standing committee where there is one."""
    standing = Office.objects.on(day).filter(unit=unit, kind=OfficeKind.STANDING_MEMBER)
    return STANDING if standing.exists() else authority_of(unit)


def decided(issuer: str, grounds: list[str], articles: list[str]) -> list[dict]:
    """The body of a decision: its grounds, who decides, article by article."""
    return plain(
        [blocks.text(ground) for ground in grounds],
        [blocks.centred(f"{issuer.upper()} QUYẾT ĐỊNH")],
        [blocks.lead(f"Điều {n}.", article) for n, article in enumerate(articles, start=1)],
    )


def wide(document: dict) -> dict:
    """The same document on A4 laid across, for tables of many columns."""
    return document | {"is_wide": True}


def posts_on(rows: list[MemberAssessment], day: datetime.date) -> dict[int, str]:
    """member id → what he or she is in the Party that day, the highest first."""
    held = Office.objects.on(day).filter(member__in=[row.member_id for row in rows]).by_rank()
    posts: dict[int, list[str]] = {}
    for office in held.select_related("unit"):
        posts.setdefault(office.member_id, []).append(post(office))
    return {member: ", ".join(titles).capitalize() for member, titles in posts.items()}


def post(office: Office) -> str:
    """Bí thư chi bộ and bí thư đảng ủy may be one person; the other titles tell where they are held."""
    where = " chi bộ" if office.unit.is_cell else " đảng ủy"
    return office.get_kind_display() + (where if office.kind in LEADING else "")


def by_cell(rows) -> dict[str, list[MemberAssessment]]:
    """Rows of by_cell_and_name() under the name that the cell had."""
    cells: dict[str, list[MemberAssessment]] = {}
    for row in rows:
        cells.setdefault(row.cell_name, []).append(row)
    return cells


def code_of(level: str) -> str:
    """XS, T, HT, KHT as columns have it; each paper that uses it explains it."""
    return level.upper()


def ticks(level: str) -> list[str]:
    """A cross under the level; an empty row keeps its height."""
    return ["X" if level == one else "\N{NO-BREAK SPACE}" for one in Level.values]


def legend() -> list[dict]:
    return [blocks.lead("Ghi chú:", f"{LEGEND}.")]
