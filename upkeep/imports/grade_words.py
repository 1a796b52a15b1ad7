"""How cells and committees write a grade: a level, or why there is none."""

import re

from common.vietnamese import plain
from evaluations.models import Exclusion, Grade, Level
from upkeep.imports import values
from upkeep.imports.values import BadValueError

# All as `plain` writes it; what does not stand here is an error.
SHORT = {
    "htxsnv": "hoan thanh xuat sac nhiem vu",
    "htxs": "hoan thanh xuat sac",
    "xsnv": "xuat sac nhiem vu",
    "xs": "xuat sac",
    "httnv": "hoan thanh tot nhiem vu",
    "htt": "hoan thanh tot",
    "t": "tot",
    "htnv": "hoan thanh nhiem vu",
    "ht": "hoan thanh",
    "khtnv": "khong hoan thanh nhiem vu",
    "kht": "khong hoan thanh",
    "nv": "nhiem vu",
    "ko": "khong",
    "k": "khong",
    "kxl": "khong xep loai",
    "xl": "xep loai",
    "sh": "sinh hoat",
    "shd": "sinh hoat dang",
    "sinhhoat": "sinh hoat",
    "ct": "cong tac",
    "kn": "ket nap",
    "dv": "dang vien",
    "dg": "danh gia",
}
LEVELS = {
    Level.XS: "xuat sac|hoan thanh xuat sac|hoan thanh xuat sac nhiem vu|loai 1|loai i"
    "|trong sach vung manh",
    Level.T: "tot|hoan thanh tot|hoan thanh tot nhiem vu|loai 2|loai ii",
    Level.HT: "hoan thanh|hoan thanh nhiem vu|loai 3|loai iii",
    Level.KHT: "khong hoan thanh|khong hoan thanh nhiem vu|loai 4|loai iv|yeu kem"
    "|vi pham tu cach|vi pham tu cach khong hoan thanh nhiem vu",
}
KNOWN_LEVELS = {word: level for level, words in LEVELS.items() for word in words.split("|")}
REASONS = {
    Exclusion.TOO_NEW: r"(?:moi )?(?:ket nap |vao dang )?(?:chua du|duoi) (?:0?6|sau) thang"
    r"|moi (?:ket nap|vao dang|thanh lap)(?: (?:chua du|duoi) (?:0?6|sau) thang)?"
    r"|chua du thoi gian|moi ket nap moi thanh lap chua du thoi gian",
    Exclusion.EXEMPT: r"(?:duoc )?mien(?: (?:cong tac|sinh hoat|va|dang))*",
    Exclusion.SUSPENDED: r"(?:bi |dang )?dinh chi(?: (?:sinh hoat|dang))*",
    Exclusion.ELSEWHERE: r"(?:(?:xep loai|danh gia|sinh hoat) )?(?:o )?noi khac"
    r"|(?:da )?chuyen (?:sinh hoat|di)(?: (?:dang|di))*",
}
POSSIBLE = (
    "Có thể ghi: XS, T, HT, KHT hoặc ghi đủ chữ; không xếp loại thì ghi lý do: mới kết nạp, miễn sinh "
    "hoạt, đình chỉ sinh hoạt đảng, xếp loại ở nơi khác."
)
BEFORE = re.compile(r"^(?:(?:dang vien|du tu cach|xep loai|dat|muc|duoc xep loai)\s+)+(?=.)")
NOT_GRADED = re.compile(
    r"^(?:khong (?:xep loai|danh gia|phan loai|xl|dg)|kxl|kdg|chua (?:xep loai|xl))\b ?"
)
EXEMPLARY = re.compile(r"\s*tieu bieu$")
NOBODY = Grade()
WITHOUT_REASON = Grade(exclusion=Exclusion.OTHER)
NO_YEAR = "Không rõ là năm nào. Thêm cột Năm, hoặc ghi năm ở dòng tiêu đề trên bảng."


def key_of(written: str) -> str:
    """In full words, without marks."""
    return " ".join(SHORT.get(word, word) for word in plain(written).split())


def why_not(written: str) -> str:
    """The known reason for no level; "" where it is none."""
    key = BEFORE.sub("", key_of(written))
    return next((one for one, words in REASONS.items() if re.fullmatch(words, key)), "")


def grade(raw) -> Grade:
    """A level, or why there is none. Raises BadValueError."""
    written = values.text(raw)
    key = BEFORE.sub("", key_of(written))
    if NOT_GRADED.match(key):
        return NOBODY if key == "chua xep loai" else reason(raw)
    if level := KNOWN_LEVELS.get(EXEMPLARY.sub("", key)):
        return Grade(level, note="Tiêu biểu" if EXEMPLARY.search(key) else "")
    if known := why_not(written):
        return Grade(exclusion=known)
    raise BadValueError(f"Không rõ “{written[:40]}”. {POSSIBLE}")


def reason(raw) -> Grade:
    """No level: for a known reason, for another one, or for none that is told here."""
    written = values.text(raw)
    key = NOT_GRADED.sub("", key_of(written))
    if key in {"", "ly do khac", *values.YES}:
        return WITHOUT_REASON
    known = why_not(key)
    return Grade(exclusion=known) if known else Grade(exclusion=Exclusion.OTHER, note=written)


def year(raw) -> int:
    """A year of four digits. Raises BadValueError."""
    if found := re.fullmatch(r"(?:nam )?((?:19|20)\d\d)", plain(values.text(raw))):
        return int(found[1])
    raise BadValueError("Ghi năm bằng bốn chữ số, như 2021.")
