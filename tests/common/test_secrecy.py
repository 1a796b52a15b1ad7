"""The stamp detector: stamps on a line of their own are stopped, ordinary minutes pass."""

import itertools
import random
import unicodedata

import pytest
from django.core.exceptions import ValidationError

from common.secrecy import refuse_stamp, stamp_in

FRAMES = [
    "{}",
    "  {}  ",
    "| {} |",
    "[{}]",
    "*** {} ***",
    "═══ {} ═══",
    "“{}”",
    "({}).",
    "\t{}\r",
    "_{}_",
]
SPELLINGS = ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "MAT", "TOI MAT", "TUYET  MAT", "M Ậ T", "T U Y Ệ T  M Ậ T"]


@pytest.mark.parametrize("frame, spelling", [*itertools.product(FRAMES, SPELLINGS)])
def test_stamp_on_a_line_of_its_own_is_found(frame, spelling):
    line = frame.format(spelling)
    for coded in (line, unicodedata.normalize("NFD", line)):
        assert stamp_in(f"ĐẢNG ỦY SỞ Y TẾ\n{coded}\nBáo cáo")


@pytest.mark.parametrize(
    "line",
    [
        *("Mật", "mật", "Tối mật", "MẮT", "MẶT", "MẤT", "MÁT", "BẢO MẬT", "MẬT ONG", "ĐỘ MẬT: THƯỜNG"),
        *("Không có tài liệu MẬT.", "MẬT 1", "TỐI", "TUYỆT", "TUYỆT ĐỐI", "1. MẬT ĐỘ", "BÍ MẬT", ""),
    ],
)
def test_other_words_pass(line):
    assert stamp_in(f"Mở đầu\n{line}\nKết thúc") == ""


def test_ordinary_minutes_pass():
    said = [
        "Đồng chí bí thư nêu mục đích",
        "Công tác bảo mật, bí mật nhà nước",
        "KẾT LUẬN",
        "NGHỊ QUYẾT",
    ]
    said += ["Khám mắt cho 120 người", "TỔNG: 12", "Biểu quyết: 12/12", "Tối 19 giờ họp"]
    chance = random.Random(2020)
    minutes = ["\n".join(chance.choices(said, k=12)) for _ in range(600)]
    assert [text for text in minutes if stamp_in(text)] == []


def test_the_refusal_names_the_stamp():
    with pytest.raises(ValidationError, match="“TUYỆT MẬT”"):
        refuse_stamp("a\n[TUYET MAT]")
    refuse_stamp("a\nb")
