"""Inspection and supervision, letters."""

from reports.documents.sentences.sentence import Sentence, compared, listed, of
from reports.reading.placeholders import Facts

ABOUT = {
    "inspection": "Kiểm tra",
    "inspection.violation": "Kiểm tra khi có dấu hiệu vi phạm",
    "supervision": "Giám sát chuyên đề",
}
HANDLED = {
    "letters.settled": "đã giải quyết",
    "letters.forwarded": "chuyển đơn vị có thẩm quyền",
    "letters.open": "đang giải quyết",
}


def inspection(facts: Facts) -> list[Sentence]:
    if not facts["inspection.campaigns"]:
        return []
    campaigns = of("inspection.campaigns")
    versus = compared(facts, "inspection.campaigns")
    made = [Sentence("campaigns", f"Kết luận {campaigns} cuộc kiểm tra, giám sát{versus}.")]
    for code, label in ABOUT.items():
        units, members = _subjects(code)
        if facts[units] or facts[members]:
            text = f"{label} {of(units)} lượt tổ chức đảng, {of(members)} lượt đảng viên."
            made.append(Sentence(code, text))
    return made


def _subjects(code: str) -> tuple[str, str]:
    joint = "_" if "." in code else "."
    return f"{code}{joint}units", f"{code}{joint}members"


def letters(facts: Facts) -> list[Sentence]:
    if not facts["letters.received"]:
        return []
    handled = listed(facts, HANDLED)
    rest = f"; {handled}" if handled else ""
    return [Sentence("letters", f"Tiếp nhận {of('letters.received')} đơn, thư{rest}.")]
