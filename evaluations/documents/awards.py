"""Papers of commendation: the decision with its list, the tờ trình, the achievement report.

The form of these three is that of the party's papers; no text that prescribes their wording was read.
"""

import datetime
import re

from cells.models import Unit
from evaluations.documents.certificate import certificates
from evaluations.documents.shared import decided, deciding, plain
from evaluations.models import AwardForm, AwardPrint, AwardPrintKind, Commendation, Proposal
from meetings.documents.minutes import TEMPLATE as PAPER
from members.models import Member, Office, OfficeKind
from papers import blocks
from papers.layout import archive_of, frame, head_of, in_words, issuer_name

NUMBER = re.compile(r"\s*(\d+)\s*[-/]\s*(\S.*)")  # 58-QĐ/ĐU
GIVEN = [
    ("TT", 10, True),
    ("Họ và tên, tập thể", 55, False),
    ("Đơn vị", 40, False),
    ("Hình thức", 28, False),
    ("Tiền thưởng (đồng)", 32, True),
]
PROPOSED = [
    ("TT", 10, True),
    ("Họ và tên, tập thể", 40, False),
    ("Đơn vị", 30, False),
    ("Hình thức", 23, False),
    ("Thành tích", 62, False),
]
GROUNDS = [
    "Căn cứ Điều lệ Đảng và các quy định, hướng dẫn hiện hành về khen thưởng tổ chức đảng, đảng viên;",
    "Căn cứ Quy chế làm việc và xét thành tích của các tập thể, cá nhân,",
]
GRADES = [("Năm", 20, True), ("Mức xếp loại", 85, False), ("Nơi xếp loại", 60, False)]


def decision(job: AwardPrint) -> dict:
    """What one decision gives, article by article, with the list."""
    paper, unit = job.decision, job.unit
    rows = Commendation.objects.valid().under(unit).filter(decision=paper).by_recipient().with_terms()
    lines = [
        [str(place), str(row.recipient), row.place, row.get_form_display(), _money(row.money)]
        for place, row in enumerate(rows, start=1)
    ]
    subject, listed = paper.subject or _subject(rows), blocks.table(GIVEN, lines)
    attached = f"(Kèm theo Quyết định số {paper.number}, {in_words(paper.signed_on)})"
    return _head(unit, paper.number, "QĐ", paper.signed_on) | {
        "template": PAPER,
        "title": "Quyết định",
        "subject": subject,
        "parts": decided(issuer_name(unit, str(unit)), GROUNDS, _articles(unit, rows)),
        "annex": {"title": "Danh sách khen thưởng", "subject": attached, "parts": plain(listed)},
        "signature": _signature(unit, paper.signed_on),
        "recipients": ["Như Điều 3", archive_of(unit)],
    }


def letter(job: AwardPrint) -> dict:
    """Tờ trình: everybody who is proposed by the same paper."""
    first, unit = job.proposal, job.unit
    rows = Proposal.objects.on_paper_of(first).by_recipient()
    lines = [
        [str(place), str(row.recipient), row.place, row.get_form_display(), row.reason]
        for place, row in enumerate(rows, start=1)
    ]
    made = _head(unit, first.paper, "TTr", first.proposed_on)
    above = made["head"]["upper"] or "cấp ủy cấp trên"
    asked = issuer_name(unit, above)
    body = [
        blocks.text(f"Kính gửi: {asked}"),
        blocks.text(
            f"Căn cứ thành tích đạt được, {issuer_name(unit, str(unit))} kính trình {asked} xét, khen "
            f"thưởng {len(lines)} tập thể, cá nhân theo danh sách sau:"
        ),
        *blocks.table(PROPOSED, lines),
    ]
    return made | {
        "template": PAPER,
        "title": "Tờ trình",
        "subject": "đề nghị khen thưởng",
        "parts": [blocks.part("", body) | {"number": ""}],
        "closing": [f"{issuer_name(unit, str(unit))} kính trình {asked} xem xét, quyết định."],
        "signature": _signature(unit, first.proposed_on),
        "recipients": ["Như trên", archive_of(unit)],
    }


def report(job: AwardPrint) -> dict:
    """Báo cáo thành tích: what the records know of the recipient; the deeds are written by hand."""
    one = job.proposal
    known = _of_member(one.member, one) if one.member else _of_others(one)
    parts = [
        blocks.part("Sơ lược", known),
        blocks.part("Thành tích đề nghị khen thưởng", [blocks.text(f"{one.reason}.")]),
        blocks.part("Kết quả xếp loại", blocks.table(GRADES, _grades(one))),
        blocks.part("Đã được khen thưởng", [blocks.dash(text) for text in _given(one)]),
    ]
    made = _head(one.unit, "", "BC", one.proposed_on)
    return made | {
        "template": PAPER,
        "is_unnumbered": True,
        "title": "Báo cáo thành tích",
        "subject": f"đề nghị tặng {one.get_form_display().lower()} năm {one.year}",
        "parts": blocks.numbered(parts),
        "signatures": {
            "left": {"title": f"Xác nhận của {_confirms(one, job.unit)}", "name": ""},
            "right": {"title": "Người báo cáo", "name": str(one.recipient) if one.member else ""},
        },
    }


def _head(unit: Unit, number: str, symbol: str, day: datetime.date) -> dict:
    """With the number as it was typed; one that is no number and sign stands in no head."""
    version = unit.version_on(day) or unit.versions.select_related("parent").first()
    head, found = head_of(version, symbol, day), NUMBER.fullmatch(number)
    made = frame("", head) | {"issued_on": day.isoformat(), "is_unnumbered": bool(number and not found)}
    if found:
        head["symbol"] = found[2]
        made["number"] = int(found[1])
    return made


def _articles(unit: Unit, rows) -> list[str]:
    reasons = dict.fromkeys(row.reason for row in rows)
    prizes = [row.money for row in rows if row.form != AwardForm.PRAISE]
    is_known = prizes and None not in prizes  # a sum of some of them would mislead
    prize = f" Tổng số tiền thưởng: {_money(sum(prizes))} đồng." if is_known else ""
    return [
        f"Khen thưởng {len(rows)} tập thể, cá nhân có tên trong danh sách kèm theo. "
        f"Thành tích: {'; '.join(reasons)}.",
        f"Mức tiền thưởng theo quy định hiện hành, trích từ nguồn kinh phí của {unit}.{prize}",
        f"Văn phòng cấp ủy, các chi bộ trực thuộc {unit} và các tập thể, cá nhân có tên tại Điều 1 "
        "chịu trách nhiệm thi hành Quyết định này.",
    ]


def _subject(rows) -> str:
    years = ", ".join(str(year) for year in sorted({row.year for row in rows}))
    return f"khen thưởng năm {years}"


def _signature(unit: Unit, day: datetime.date) -> dict:
    signer = Office.objects.secretary_of(unit, day)
    title = OfficeKind(OfficeKind.SECRETARY).label
    return {"authority": deciding(unit, day), "title": title, "name": str(signer or "")}


def _money(amount: int | None) -> str:
    return f"{amount:,}".replace(",", ".") if amount else ""


def _of_member(member: Member, one: Proposal) -> list[dict]:
    facts = {
        "Họ và tên": member.full_name,
        "Ngày sinh": member.born,
        "Quê quán": member.home_place,
        "Ngày vào Đảng": member.admitted,
        "Sinh hoạt tại": one.unit,
    }
    return [blocks.dash(f"{label}: {value}") for label, value in facts.items() if value]


def _of_others(one: Proposal) -> list[dict]:
    if one.outsider:
        return [blocks.dash(one.outsider), blocks.dash(one.outsider_is)]
    return [blocks.dash(f"{one.unit}, thành lập ngày {one.unit.founded_on:%d/%m/%Y}")]


def _confirms(one: Proposal, committee: Unit) -> str:
    """Who confirms what a proposal says: the cell of a member, else the committee."""
    return str(one.unit) if one.member else issuer_name(committee, str(committee))


def _grades(one: Proposal) -> list[list[str]]:
    """Of closed rounds up to the year, the newest first."""
    if one.outsider:
        return []
    rows = one.member.assessments if one.member else one.unit.assessments
    rows = rows.closed().graded().filter(round__year__lte=one.year)
    rows = rows.select_related("round__unit", "round__rules").order_by("-round__year", "pk")
    return [[str(row.round.year), row.said, str(row.round.unit)] for row in rows]


def _given(one: Proposal) -> list[str]:
    if one.outsider:
        return []
    whom = {"member": one.member} if one.member else {"unit": one.unit, "member": None, "outsider": ""}
    rows = Commendation.objects.valid().filter(year__lte=one.year, **whom).select_related("decision")
    return [_as_given(row) for row in rows.order_by("-year", "id")]


def _as_given(row: Commendation) -> str:
    text = f"{row.get_form_display()} năm {row.year}: {row.reason}"
    if row.decision is None:
        return text
    return f"{text} (Quyết định số {row.decision.number}, {in_words(row.decision.signed_on)})"


AWARD_DOCUMENTS = {
    AwardPrintKind.DECISION: decision,
    AwardPrintKind.CERTIFICATES: certificates,
    AwardPrintKind.LETTER: letter,
    AwardPrintKind.REPORT: report,
}
