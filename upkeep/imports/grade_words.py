"""How cells and committees write a grade: a level, or why there is none."""

import re

from common.vietnamese import plain
from evaluations.models import Exclusion, Grade, Level
from upkeep.imports import values
from upkeep.imports.values import BadValueError

# The words of cells and committees, as `plain` writes them; what does not stand here is an error.
LEVELS = {
    Level.XS: "xs|htxs|htxsnv|xuat sac|ht xuat sac|ht xs|hoan thanh xuat sac|loai 1|loai i"
    "|hoan thanh xuat sac nhiem vu",
    Level.T: "t|tot|htt|httnv|ht tot|ht t|hoan thanh tot|loai 2|loai ii|hoan thanh tot nhiem vu",
    Level.HT: "ht|htnv|hoan thanh|hoan thanh nhiem vu|loai 3|loai iii",
    Level.KHT: "kht|khtnv|khong hoan thanh|khong ht|loai 4|loai iv|khong hoan thanh nhiem vu",
}
EXCLUSIONS = {
    Exclusion.TOO_NEW: "moi ket nap|chua du 6 thang|ket nap chua du 6 thang|moi ket nap chua du 6 thang"
    "|duoi 6 thang|chua du sau thang|moi vao dang|chua du thoi gian|dang vien moi|moi thanh lap",
    Exclusion.EXEMPT: "mien|mien sh|mien sinh hoat|mien sinh hoat dang|duoc mien sinh hoat|mien ct sh"
    "|duoc mien|mien cong tac|mien cong tac sinh hoat|mien cong tac va sinh hoat|mien ctsh|dv mien sh",
    Exclusion.SUSPENDED: "dinh chi|dinh chi sinh hoat|bi dinh chi|bi dinh chi sinh hoat"
    "|dinh chi sinh hoat dang",
    Exclusion.ELSEWHERE: "noi khac|o noi khac|danh gia noi khac|xep loai noi khac|xep loai o noi khac"
    "|chuyen sinh hoat|chuyen sh|chuyen di|da chuyen di|da chuyen sinh hoat",
}
KNOWN_LEVELS = {word: level for level, words in LEVELS.items() for word in words.split("|")}
KNOWN_REASONS = {word: one for one, words in EXCLUSIONS.items() for word in words.split("|")} | {
    plain(one.label): one for one in Exclusion if one != Exclusion.OTHER
}
POSSIBLE = (
    "Có thể ghi: XS, T, HT, KHT hoặc ghi đủ chữ; không xếp loại thì ghi lý do: mới kết nạp, miễn sinh "
    "hoạt, đình chỉ sinh hoạt, xếp loại ở nơi khác."
)
BEFORE = re.compile(r"^(?:dang vien|dv|xep loai|dat|muc|duoc xep loai)\s+(?=.)")
NOT_GRADED = re.compile(
    r"^(?:khong (?:xep loai|danh gia|phan loai|xl|dg)|kxl|kdg|chua (?:xep loai|xl))\b ?"
)
EXEMPLARY = re.compile(r"\s*tieu bieu$")
NOBODY = Grade()
WITHOUT_REASON = Grade(exclusion=Exclusion.OTHER)
NO_YEAR = "Không rõ là năm nào. Mời thêm cột Năm, hoặc ghi năm ở dòng tiêu đề trên bảng."


def grade(raw) -> Grade:
    """A level, or why there is none. Raises BadValueError."""
    written = values.text(raw)
    key = BEFORE.sub("", plain(written))
    if found := NOT_GRADED.match(key):
        rest = key[found.end() :]
        if rest or not key.startswith("chua"):
            return reason_of(rest, written)
        return NOBODY
    level = KNOWN_LEVELS.get(EXEMPLARY.sub("", key))
    if level:
        return Grade(level, note="Tiêu biểu" if EXEMPLARY.search(key) else "")
    if key in KNOWN_REASONS:
        return Grade(exclusion=KNOWN_REASONS[key])
    raise BadValueError(f"Không rõ “{written[:40]}”. {POSSIBLE}")


def reason_of(key: str, written: str) -> Grade:
    """No level, for one of the known reasons, for another one, or for none that is told here."""
    if not key or key in values.YES:
        return WITHOUT_REASON
    known = KNOWN_REASONS.get(key)
    return Grade(exclusion=known) if known else Grade(exclusion=Exclusion.OTHER, note=written)


def reason(raw) -> Grade:
    written = values.text(raw)
    return reason_of(NOT_GRADED.sub("", plain(written)), written)


def year(raw) -> int:
    """A year of four digits. Raises BadValueError."""
    if found := re.fullmatch(r"(?:nam )?((?:19|20)\d\d)", plain(values.text(raw))):
        return int(found[1])
    raise BadValueError("Mời ghi năm bằng bốn chữ số, như 2021.")
