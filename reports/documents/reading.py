"""What somebody read of a report, and what differs in another one: what is signed is what was read."""

import json

from papers.layout import digest
from reports.figures import FIGURES

FIGURES_PART, ANNEX = "Số liệu", "Phụ lục: "
Said = dict[str, list[str]]
Difference = tuple[str, list[str], list[str]]  # the part, lines that went, lines that came


def said(document: dict) -> Said:
    """The lines of each part: sections, recipients, annexes, and the figures by their names."""
    parts = {"Trích yếu": [document["subject"]], "Nơi nhận": document["recipients"]}
    for heading in document["headings"]:
        number = f"{heading['number']}. " if heading["number"] else ""
        parts[f"{number}{heading['title']} ({heading['key']})"] = heading["typed"] + heading["counted"]
    for annex in document["annexes"]:
        rows = [" · ".join(row) for table in annex["tables"] for row in table["rows"]]
        parts[f"{ANNEX}{annex['title']}"] = rows
    known = {code: value for code, value in document["figures"].items() if code in FIGURES}
    parts[FIGURES_PART] = [f"{FIGURES[code].label}: {value}" for code, value in known.items()]
    return parts


def kept(document: dict) -> str:
    """As a page keeps what it showed: of an annex only a mark that tells whether it is the same."""
    parts = said(document)
    short = {
        title: [f"bảng có mã {digest(lines)[:12]}"] if title.startswith(ANNEX) else lines
        for title, lines in parts.items()
    }
    return json.dumps(short, ensure_ascii=False, sort_keys=True)


def read_again(text: str) -> Said:
    """What a page sent back; nothing where it is not what a page keeps."""
    try:
        parts = json.loads(text)
    except ValueError:
        return {}
    is_ours = isinstance(parts, dict) and all(isinstance(lines, list) for lines in parts.values())
    return parts if is_ours else {}


def differences(before: Said, after: Said) -> list[Difference]:
    """Part by part the lines that stand only in one of both."""
    made = []
    for title in before | after:
        old, new = before.get(title, []), after.get(title, [])
        if old != new:
            made.append(
                (
                    title.rsplit(" (", 1)[0],
                    [line for line in old if line not in new],
                    [line for line in new if line not in old],
                )
            )
    return made
