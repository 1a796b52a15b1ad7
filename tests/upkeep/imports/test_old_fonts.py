"""Text of old fonts is rewritten where that is sure, and named where it is not."""

import pytest

from tests.upkeep.imports import corpus
from upkeep.imports import old_fonts
from upkeep.imports.old_fonts import TCVN3, UNICODE, VNI

NAMES = ["Nguyễn Văn Đức", "Dương Thị Quỳnh", "Trần Cường", "Phạm Ngọc Khuyến", "Đặng Thuỷ"]
ENCODE = {TCVN3: corpus.tcvn3, VNI: corpus.vni}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("font", ENCODE)
def test_a_name_is_told_by_its_syllables(font, name):
    assert old_fonts.kind_of(ENCODE[font](name)) == font
    assert old_fonts.kind_of(name) == UNICODE


@pytest.mark.parametrize("text", ["Hoàng Tú", "Hoà", "Chi bé 1", "Lý", "Ðào"])
def test_what_may_be_either_is_not_sure(text):
    assert old_fonts.kind_of(text) is None


@pytest.mark.parametrize("font", ENCODE)
def test_what_may_be_either_goes_by_its_column(font):
    encode = ENCODE[font]
    rows = [[encode(name)] for name in [*NAMES, "Tú", "Hồ Thị Thìn"]]
    assert old_fonts.convert(rows) == {font: 7}
    assert rows == [[name] for name in [*NAMES, "Tú", "Hồ Thị Thìn"]]


def test_in_a_column_of_both_the_doubtful_are_refused():
    rows = [[corpus.tcvn3(name)] for name in NAMES] + [[name] for name in NAMES] + [["Hoàng Tú"]]
    assert old_fonts.convert(rows) == {TCVN3: 5}
    assert rows == [[name] for name in NAMES * 2] + [[["font", "Hoàng Tú"]]]


@pytest.mark.parametrize("count", [2, 3])
def test_a_few_texts_may_be_an_accident(count):
    rows = [[corpus.tcvn3(name)] for name in NAMES[:count]]
    assert old_fonts.convert(rows) == ({TCVN3: 3} if count == old_fonts.FEWEST else {})
