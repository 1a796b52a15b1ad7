"""Workbooks as offices keep them, three of each layout: tidy, as usual, and bad. What is to become
of each row is said here from the people, before anything is written; no reader has a part in it.

The same seed makes the same. `TURNED` rows are those that Excel spoiled: right is a warning.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.upkeep.imports.workbooks import DAY, FAMILY, GIVEN, saved

TIDY, USUAL, BAD = 1, 2, 3
CELLS = {1: "Chi bộ Hành chính", 2: "Chi bộ 2", 5: "Chi bộ 5"}  # number → name
TURNED = "turned"
EPOCHS = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}
SCHOOLINGS = {  # as stored → as written: first the tidy way
    "bachelor": ["Đại học", "ĐH", "Bác sĩ", "Cử nhân", "đại học"],
    "master": ["Thạc sĩ", "ThS", "Bác sĩ CKI", "BSCKI", "CK I", "Thạc sỹ"],
    "doctor": ["Tiến sĩ", "TS", "Bác sĩ CKII", "BSCKII", "BS.CK2"],
    "college": ["Trung cấp, cao đẳng", "Trung cấp", "Cao đẳng", "TC"],
}
THEORIES = {
    "elementary": ["Sơ cấp", "SC", "sơ cấp"],
    "intermediate": ["Trung cấp", "TC", "trung cấp LLCT"],
    "advanced": ["Cao cấp", "CC", "Cao cấp LLCT"],
}
ETHNICITIES = {
    "Kinh": ["Kinh", "kinh", "KINH", "Kinh (Việt)"],
    "Tày": ["Tày", "tày", "TÀY"],
    "Nùng": ["Nùng", "nùng", "dân tộc Nùng"],
}
DITTOS = ["nt", "″", "như trên", "-nt-", "“", "//"]
NO_CARD = ["chưa có", "-", "Chưa cấp", "..."]
TITLES = {
    "number": "STT",
    "full_name": "Họ và tên",
    "born_on": "Ngày sinh",
    "sex": "Giới tính",
    "ethnicity": "Dân tộc",
    "schooling": "Trình độ chuyên môn",
    "theory": "Trình độ LLCT",
    "card_number": "Số thẻ ĐV",
    "citizen_id": "Số CCCD",
    "phone": "Điện thoại",
    "work_place": "Đơn vị công tác",
    "admitted_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức",
    "note": "Ghi chú",
}
OTHER_TITLES = {
    "full_name": "HỌ VÀ TÊN KHAI SINH",
    "born_on": "Ngày, tháng,\nnăm sinh",
    "sex": "Giới\ntính",
    "card_number": "Số thẻ Đảng viên",
    "citizen_id": "CCCD/ CMND",
    "phone": "Số ĐT liên hệ",
    "schooling": "Trình độ CM",
    "admitted_on": "Ngày tháng năm vào Đảng",
    "official_on": "Ngày công nhận đảng viên chính thức",
}


@dataclass
class Row:
    verdict: str  # or TURNED
    stored: dict[str, str] = field(default_factory=dict)


@dataclass
class Book:
    """`known`: who is on record before. `by_hand`: field → column that an office would choose."""

    name: str
    content: bytes
    known: list[dict]
    rows: dict[tuple[str, int], Row]
    by_hand: dict[str, str] = field(default_factory=dict)


# --- People -------------------------------------------------------------------------------------


def people(chance: random.Random, count: int, start: int) -> list[dict]:
    """Facts as they are to be stored; `cell` is the number of the cell."""
    found = []
    for number in range(start, start + count):
        born = datetime.date(1950, 1, 1) + DAY * chance.randrange(40 * 365)
        admitted = born + DAY * (19 * 366 + chance.randrange(3 * 365))
        person = {
            "full_name": f"{chance.choice(FAMILY)} {chance.choice(['Thị', 'Văn', 'Đức', 'Ngọc'])} "
            f"{chance.choice(GIVEN)}",
            "born_on": born,
            "sex": chance.choice(["male", "female"]),
            "ethnicity": chance.choice([*ETHNICITIES, "Kinh", "Kinh"]),
            "schooling": chance.choice([*SCHOOLINGS]),
            "theory": chance.choice([*THEORIES]),
            "card_number": f"0{chance.randrange(10)}{number:06}",
            "citizen_id": f"00{chance.randrange(10)}{number:09}",
            "phone": f"09{number:08}",
            "work_place": chance.choice(["Khoa Nội", "Phòng Tổ chức", "Trạm Y tế xã Đồng Sơn"]),
            "admitted_on": admitted,
            "official_on": admitted + 366 * DAY,
        }
        found.append(person)
    return found


# --- Cells, as offices write them ---------------------------------------------------------------


@dataclass
class Hand:
    """Who writes the workbook: how tidy, and in which calendar Excel counts."""

    chance: random.Random
    level: int
    is_1904: bool = False
    days_as_numbers: bool = False

    def pick(self, ways: list):
        return ways[0] if self.level == TIDY else self.chance.choice(ways)

    def day(self, day: datetime.date, *, short: bool = True):
        if self.days_as_numbers:
            return (day - EPOCHS[self.is_1904]).days
        ways = [day, f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}"]
        if self.level == BAD:
            ways += [f"{day:%d.%m.%Y}", f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"]
            ways += [f"{day:%d/%m/%y}"] if short else []
        return self.pick(ways)

    def of(self, name: str, person: dict):
        """The cell of that column."""
        value = person.get(name)
        if not value:
            return None
        if isinstance(value, datetime.date):
            return self.day(value)
        if name == "born_on":  # a year, or a month of a year
            return int(value) if value.isdigit() else value
        return self._written(name, value)

    def _written(self, name: str, value: str):
        ways = {"ethnicity": ETHNICITIES, "schooling": SCHOOLINGS, "theory": THEORIES}
        if name in ways:
            return self.pick(ways[name][value])
        if name == "sex":
            return self.pick({"male": ["Nam", "nam", "NAM"], "female": ["Nữ", "nữ", "NỮ"]}[value])
        if name == "full_name":
            return self.pick([value, value, value.upper()])
        return self._number(name, value)

    def _number(self, name: str, value: str):
        if name == "card_number":
            spaced = [f"{value[:2]}.{value[2:]}", f"{value[:2]} {value[2:]}"]
            lost = [int(value)] if value[1] != "0" else []
            return self.pick([value, *spaced, *(lost if self.level == BAD else [])])
        if name == "citizen_id":
            return self.pick(
                [value, f"{value[:3]}-{value[3:6]}-{value[6:]}", f"{value[:6]} {value[6:]}"]
            )
        if name == "phone":
            return self.pick(
                [value, f"{value[:4]}-{value[4:7]}-{value[7:]}", f"{value[:4]}.{value[4:]}"]
            )
        return value


def cell_written(hand: Hand, number: int) -> str:
    ways = [CELLS[number]]
    if number in {2, 5}:
        ways += [f"CB {number}", f"chi bộ số {number}", f"Chi bộ 0{number}", f"CHI BỘ {number}"]
    return hand.pick([*ways, CELLS[number].replace("Chi bộ", "CB")])


# --- The making of one workbook -----------------------------------------------------------------


class Maker:
    """Puts people into sheets and notes what is to become of each."""

    def __init__(self, name: str, level: int, *, encode: Callable = str, **hand):
        self.name, self.level = f"{name} {level}", level
        chance = random.Random(self.name)
        self.hand, self.chance, self.encode = Hand(chance, level, **hand), chance, encode
        self.people = people(chance, 30, start=chance.randrange(1, 900) * 1000)
        self.rows: dict[tuple[str, int], Row] = {}
        self.known: list[dict] = []
        self.by_hand: dict[str, str] = {}
        self.book = Workbook()
        if self.hand.is_1904:
            self.book.epoch = CALENDAR_MAC_1904
        self.sheet = self.book.active
        self.sheet.title = "Danh sách"
        self.seen = 0
        self.titles = dict(TITLES) | (OTHER_TITLES if level == BAD else {})
        cells = sorted(chance.choice([*CELLS]) for _ in self.people)
        for person, cell in zip(self.people, cells, strict=True):
            person["cell"] = cell

    def write(self, values: list) -> int:
        """One row of cells; its number."""
        number = self.next_row
        for place, value in enumerate(values, start=1):
            if value is not None:
                self.sheet.cell(number, place, self.encode(value) if isinstance(value, str) else value)
                if isinstance(value, datetime.date):
                    self.sheet.cell(number, place).number_format = "dd/mm/yyyy"
        self.next_row += 1
        return number

    def begin(self, *, above: bool = True) -> None:
        self.next_row = 1
        if above:
            self.write(["ĐẢNG ỦY SỞ Y TẾ", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"])
            self.write(["ĐẢNG BỘ TRUNG TÂM"])
            self.sheet.merge_cells("A2:C2")
            self.next_row += 1
            self.write([None, "DANH SÁCH ĐẢNG VIÊN"])
            if self.level > TIDY:
                self.write([None, "(Tính đến ngày 31 tháng 12 năm 2024)"])

    def end(self) -> None:
        """Totals and signatures."""
        if self.level == TIDY:
            return
        self.next_row += self.chance.randrange(2)
        self.write([None, f"Tổng cộng: {self.seen} đảng viên", None, "15"])
        if self.level == BAD:
            self.write(["Danh sách này có 30 đồng chí, trong đó nữ 12"])
        self.write([None, None, None, None, "Bắc Giang, ngày 05 tháng 01 năm 2025"])
        self.write([None, "NGƯỜI LẬP BIỂU", None, None, "T/M CHI BỘ"])
        self.write([None, "(Ký, ghi rõ họ tên)", None, None, "BÍ THƯ"])
        self.next_row += 2
        self.write([None, "Nguyễn Thị Lập", None, None, "Trần Văn Thư"])

    def heading(self, fields: list[str]) -> None:
        self.head = [self.titles.get(name, name) for name in fields]
        self.head_row = self.write(self.head)

    def person(self, person: dict, fields: list[str], **cells) -> int:
        """A row: known, known and changed, wrong or new, in turn; what is written may say less."""
        turn = self.seen
        self.seen += 1
        person, row = dict(person), Row("new")
        if turn % 10 == 3:
            self.known.append(dict(person))
            row.verdict = "same"
        elif turn % 10 == 6:
            self.known.append(person | {"work_place": "Nơi cũ"})
            row.verdict = "changed"
        elif self.level > TIDY:
            self._as_usual(person, turn)
        values = {name: self.hand.of(name, person) for name in fields if name in person}
        values["number"] = turn + 1
        if self.level > TIDY and turn in {8, 15}:
            fault = {8: ("born_on", "31/02/1980"), 15: ("schooling", "mẫu giáo")}[turn]
            values[fault[0]], row.verdict = fault[1], "error"
        if not person.get("card_number") and "card_number" in fields:
            values["card_number"] = self.hand.pick(NO_CARD)
        self._ditto(person, values, fields)
        parts = self._parts(person, values, fields)
        number = self.write([(parts | values | cells).get(name) for name in fields])
        row.stored = {
            name: person.get(name) or "" for name in [*fields, "cell"] if name in self.people[0]
        }
        self.rows[self.sheet.title, number] = row
        self.last = person
        return number

    def _as_usual(self, person: dict, turn: int) -> None:
        """Of some less is known."""
        if turn % 10 == 1 and not self.hand.days_as_numbers:
            person["born_on"] = str(person["born_on"].year)
        if turn % 10 == 2 and self.level == BAD and not self.hand.days_as_numbers:
            person["born_on"] = f"{person['born_on']:%m/%Y}"
        if turn % 10 == 4:
            person["card_number"] = ""
        if turn % 10 == 7:
            person["official_on"] = None

    def _ditto(self, person: dict, values: dict, fields: list[str]) -> None:
        """What is as in the row above need not be written again."""
        if self.level == TIDY or not getattr(self, "last", None) or self.is_group_start:
            return
        for name in ("ethnicity", "work_place", "schooling"):
            same = person[name] == self.last[name] and values.get(name) != "mẫu giáo"
            if name in fields and same and not self.after_fault and self.chance.random() < 0.6:
                values[name] = self.chance.choice(DITTOS)

    @property
    def after_fault(self) -> bool:
        return self.seen - 1 == 16

    is_group_start = False

    def _parts(self, person: dict, values: dict, fields: list[str]) -> dict:
        """Cells of columns that tell a part: names and births apart, ticks."""
        full = values.get("full_name") or self.hand.of("full_name", person)
        family, _, given = full.rpartition(" ")
        born = values.pop("born_on") if "born_on" in values else self.hand.of("born_on", person)
        is_male = person["sex"] == "male"
        tick = self.hand.pick(["x", "X", "x"])
        return {
            "family": family,
            "given": given,
            "born_on": born,
            "born_male": born if is_male else None,
            "born_female": None if is_male else born,
            "is_male": tick if is_male else None,
            "is_female": None if is_male else tick,
        }

    def done(self) -> Book:
        return Book(self.name, saved(self.book), self.known, self.rows, self.by_hand)


USUAL_FIELDS = [name for name in TITLES if name != "note"]


def with_cells(level: int) -> Book:
    """One list with a column of cells."""
    made = Maker("a column of cells", level)
    fields = [*USUAL_FIELDS, "cell", "note"]
    made.titles["cell"] = "Chi bộ"
    made.begin()
    made.heading(fields)
    if level > TIDY:
        made.write([f"({number})" for number in range(1, len(fields) + 1)])
    for person in made.people:
        made.person(person, fields, cell=cell_written(made.hand, person["cell"]))
    made.end()
    return made.done()


def sheets(level: int) -> Book:
    """One sheet per cell, and one of totals in front."""
    made = Maker("one sheet per cell", level)
    made.sheet.title = "Tổng hợp"
    made.begin()
    made.write(["STT", "Chi bộ", "Nam", "Nữ"])
    for number, cell in enumerate(CELLS, start=1):
        made.write([number, CELLS[cell], 3, 4])
    for cell, name in CELLS.items():
        title = name if level == TIDY else name.replace("Chi bộ", "CB")
        made.sheet, made.is_group_start = made.book.create_sheet(title), True
        made.begin()
        made.heading(USUAL_FIELDS)
        for person in made.people:
            if person["cell"] == cell:
                made.person(person, USUAL_FIELDS)
                made.is_group_start = False
        made.end()
    return made.done()


def names_apart(level: int) -> Book:
    """Names in two columns, births of men and of women under one merged word."""
    made = Maker("names and births apart", level)
    rest = [name for name in USUAL_FIELDS if name not in {"number", "full_name", "born_on", "sex"}]
    fields = ["number", "family", "given", "born_male", "born_female", *rest, "cell"]
    made.begin()
    first = {TIDY: "Họ và tên đệm", USUAL: "Họ và tên", BAD: "HỌ VÀ TÊN"}[level]
    top = made.write(
        ["STT", first, "Tên" if level == TIDY else None, "Ngày sinh", None]
        + [made.titles[name] for name in rest]
        + ["Chi bộ"]
    )
    made.write([None, None, None, "Nam", "Nữ"])
    made.sheet.merge_cells(start_row=top, end_row=top, start_column=4, end_column=5)
    if level > TIDY:
        made.sheet.merge_cells(start_row=top, end_row=top + 1, start_column=2, end_column=3)
    for person in made.people:
        number = made.person(person, fields, cell=cell_written(made.hand, person["cell"]))
        row = made.rows[made.sheet.title, number]
        row.stored |= {name: made.last[name] for name in ("full_name", "born_on", "sex")}
    made.end()
    return made.done()


def captions(level: int) -> Book:
    """The name of the cell above its members; the heading once more on each page."""
    made = Maker("captions", level)
    made.begin()
    made.heading(USUAL_FIELDS)
    for turn, (cell, name) in enumerate(CELLS.items(), start=1):
        if level == BAD and turn > 1:
            made.write(made.head)
        roman, written = ["I", "II", "III"][turn - 1], name.upper()
        caption = [[written], [f"{roman}. {written}"], [roman, f"{name} (10 đảng viên)"]][level - 1]
        number = made.write(caption)
        if level == USUAL:
            made.sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=6)
        made.is_group_start = True
        for person in made.people:
            if person["cell"] == cell:
                made.person(person, USUAL_FIELDS)
                made.is_group_start = False
        if level > TIDY:
            made.write([None, "Cộng:", None, 10])
    made.end()
    return made.done()


def merged_down(level: int) -> Book:
    """The name of the cell merged down its column; the sex ticked."""
    made = Maker("merged down", level)
    rest = [name for name in USUAL_FIELDS if name not in {"number", "full_name", "born_on", "sex"}]
    fields = ["number", "cell", "full_name", "born_on", "is_male", "is_female", *rest]
    made.titles |= {"cell": "Chi bộ", "is_male": "Nam", "is_female": "Nữ"}
    made.begin()
    made.heading(fields)
    for cell in CELLS:
        start = made.next_row
        for person in made.people:
            if person["cell"] == cell:
                shown = cell_written(made.hand, cell) if made.next_row == start else None
                number = made.person(person, fields, cell=shown)
                made.rows[made.sheet.title, number].stored["sex"] = person["sex"]
        if made.next_row > start + 1:
            end = made.next_row - 1
            made.sheet.merge_cells(start_row=start, end_row=end, start_column=2, end_column=2)
    made.end()
    return made.done()


def old_font(name: str, encode: Callable) -> Callable[[int], Book]:
    def made_at(level: int) -> Book:
        made = Maker(name, level, encode=encode)
        fields = [*USUAL_FIELDS, "cell"]
        made.titles["cell"] = "Chi bộ"
        made.begin()
        made.heading(fields)
        for person in made.people:
            made.person(person, fields, cell=cell_written(made.hand, person["cell"]))
        made.end()
        return made.done()

    return made_at


def epoch_1904(level: int) -> Book:
    """Excel of a Macintosh, days as plain numbers; rows and columns hidden."""
    made = Maker("1904", level, is_1904=True, days_as_numbers=True)
    fields = [*USUAL_FIELDS, "cell", "note"]
    made.titles["cell"] = "Chi bộ"
    made.begin()
    made.heading(fields)
    for person in made.people:
        number = made.person(person, fields, cell=cell_written(made.hand, person["cell"]))
        if made.seen % 7 == 0 and level > TIDY:
            made.sheet.row_dimensions[number].hidden = True
    if level == BAD:
        made.sheet.column_dimensions[get_column_letter(len(fields))].hidden = True
    made.end()
    return made.done()


def turned(level: int) -> Book:
    """Typed as text where the day exceeds 12; the others Excel took for American days."""
    made = Maker("turned", level)
    fields = [*USUAL_FIELDS, "cell"]
    made.titles["cell"] = "Chi bộ"
    made.begin()
    made.heading(fields)
    for person in made.people:
        day = person["born_on"] = person["born_on"].replace(day=made.chance.randrange(1, 29))
        written = made.hand.day(day)
        if level > TIDY:
            written = day.replace(day=day.month, month=day.day) if day.day <= 12 else f"{day:%d/%m/%Y}"
        is_whole = made.seen % 10 not in {1, level - 1} and made.seen != 8
        cells = {"born_on": written} if is_whole else {}
        number = made.person(person, fields, cell=cell_written(made.hand, person["cell"]), **cells)
        row = made.rows[made.sheet.title, number]
        if is_whole and level > TIDY and day.day <= 12 and day.day != day.month:
            row.verdict = TURNED
    made.end()
    return made.done()


def odd_titles(level: int) -> Book:
    """Words that nobody can guess: the office chooses three columns."""
    made = Maker("odd titles", level)
    fields = [*USUAL_FIELDS, "cell"]
    odd = {"cell": "Thuộc", "schooling": "Bằng", "admitted_on": "Vào"}
    made.titles |= dict(list(odd.items())[:level])
    made.titles.setdefault("cell", "Chi bộ")
    made.begin()
    made.heading(fields)
    for person in made.people:
        made.person(person, fields, cell=cell_written(made.hand, person["cell"]))
    made.end()
    for name in list(odd)[:level]:
        made.by_hand["unit" if name == "cell" else name] = get_column_letter(fields.index(name) + 1)
    return made.done()


# --- Letters of old fonts -----------------------------------------------------------------------

TCVN3 = dict(
    pair.split("=")
    for pair in [
        "à=µ",
        "ả=¶",
        "ã=·",
        "á=¸",
        "ạ=¹",
        "ă=¨",
        "ằ=»",
        "ẳ=¼",
        "ẵ=½",
        "ắ=¾",
        "ặ=Æ",
        "â=©",
        "ầ=Ç",
        "ẩ=È",
        "ẫ=É",
        "ấ=Ê",
        "ậ=Ë",
        "đ=®",
        "è=Ì",
        "ẻ=Î",
        "ẽ=Ï",
        "é=Ð",
        "ẹ=Ñ",
        "ê=ª",
        "ề=Ò",
        "ể=Ó",
        "ễ=Ô",
        "ế=Õ",
        "ệ=Ö",
        "ì=×",
        "ỉ=Ø",
        "ĩ=Ü",
        "í=Ý",
        "ị=Þ",
        "ò=ß",
        "ỏ=á",
        "õ=â",
        "ó=ã",
        "ọ=ä",
        "ô=«",
        "ồ=å",
        "ổ=æ",
        "ỗ=ç",
        "ố=è",
        "ộ=é",
        "ơ=¬",
        "ờ=ê",
        "ở=ë",
        "ỡ=ì",
        "ớ=í",
        "ợ=î",
        "ù=ï",
        "ủ=ñ",
        "ũ=ò",
        "ú=ó",
        "ụ=ô",
        "ư=\xad",
        "ừ=õ",
        "ử=ö",
        "ữ=÷",
        "ứ=ø",
        "ự=ù",
        "ỳ=ú",
        "ỷ=û",
        "ỹ=ü",
        "ý=ý",
        "ỵ=þ",
        "Ă=¡",
        "Â=¢",
        "Ê=£",
        "Ô=¤",
        "Ơ=¥",
        "Ư=¦",
        "Đ=§",
    ]
)
VNI = dict(
    pair.split("=")
    for pair in [
        "à=aø",
        "ả=aû",
        "ã=aõ",
        "á=aù",
        "ạ=aï",
        "ă=aê",
        "ằ=aè",
        "ẳ=aú",
        "ẵ=aü",
        "ắ=aé",
        "ặ=aë",
        "â=aâ",
        "ầ=aà",
        "ẩ=aå",
        "ẫ=aã",
        "ấ=aá",
        "ậ=aä",
        "đ=ñ",
        "è=eø",
        "ẻ=eû",
        "ẽ=eõ",
        "é=eù",
        "ẹ=eï",
        "ê=eâ",
        "ề=eà",
        "ể=eå",
        "ễ=eã",
        "ế=eá",
        "ệ=eä",
        "ì=ì",
        "ỉ=æ",
        "ĩ=ó",
        "í=í",
        "ị=ò",
        "ò=oø",
        "ỏ=oû",
        "õ=oõ",
        "ó=où",
        "ọ=oï",
        "ô=oâ",
        "ồ=oà",
        "ổ=oå",
        "ỗ=oã",
        "ố=oá",
        "ộ=oä",
        "ơ=ô",
        "ờ=ôø",
        "ở=ôû",
        "ỡ=ôõ",
        "ớ=ôù",
        "ợ=ôï",
        "ù=uø",
        "ủ=uû",
        "ũ=uõ",
        "ú=uù",
        "ụ=uï",
        "ư=ö",
        "ừ=öø",
        "ử=öû",
        "ữ=öõ",
        "ứ=öù",
        "ự=öï",
        "ỳ=yø",
        "ỷ=yû",
        "ỹ=yõ",
        "ý=yù",
        "ỵ=î",
    ]
)
VNI |= {letter.upper(): pair.upper() for letter, pair in VNI.items()}


def tcvn3(text: str) -> str:
    """Capitals with a tone there are none: a font of capitals shows small letters so."""
    written = (
        text.lower() if text.isupper() and any(c not in TCVN3 and c > "\x7f" for c in text) else text
    )
    return "".join(TCVN3.get(letter, TCVN3.get(letter.lower(), letter)) for letter in written)


def vni(text: str) -> str:
    return "".join(VNI.get(letter, letter) for letter in text)


LAYOUTS = [
    with_cells,
    sheets,
    names_apart,
    captions,
    merged_down,
    old_font("TCVN3", tcvn3),
    old_font("VNI", vni),
    epoch_1904,
    turned,
    odd_titles,
]


def books() -> list[Book]:
    return [layout(level) for layout in LAYOUTS for level in (TIDY, USUAL, BAD)]
