"""A letter of introduction as it is printed: the sheet, and on its back the boxes of all bodies."""

from cases.models import Letter
from papers.layout import frame, head_of

TEMPLATE = "cases/pdf/letter.html"


def document(letter: Letter) -> dict:
    """From the lines that were frozen when it was made out, with whole numbers."""
    return frame(
        TEMPLATE,
        head_of(letter.head, "", letter.issued_on),
        serial=letter.serial,
        issued_on=letter.issued_on.isoformat(),
        is_form=True,
        title=f"Giấy giới thiệu sinh hoạt đảng {letter.get_kind_display()}",
        destination=letter.destination,
        note="Bản in để đối chiếu" if letter.is_check_copy else "",
        lines=[list(line) for line in letter.lines],
        replaced=_replaced(letter),
        recipients=[],
        signature={"authority": letter.authority, "title": "Bí thư", "name": ""},
        boxes=letter.boxes,
    )


def _replaced(letter: Letter) -> str:
    before = letter.replaces
    if before is None:
        return ""
    return f"Giấy này thay giấy số {before.serial} ngày {before.issued_on:%d/%m/%Y}."
