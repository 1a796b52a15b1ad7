"""Tables of grades as offices keep them, three of each layout: tidy, as usual, and bad. What is to
become of each row is said here from the people, before anything is written; no reader has a part in it.

The same seed makes the same. A committee decided on paper: what only the person or the cell proposed is
never the result.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from tests.upkeep.imports import corpus
from tests.upkeep.imports.corpus import BAD, CELLS, TIDY, USUAL
from tests.upkeep.imports.workbooks import saved

YEAR = 2021
LEVELS = {  # as stored → as written: first the tidy way, then how others do, then what is rare
    "xs": [
        "HTXSNV",
        "XS",
        "HTXS",
        "Xuất sắc",
        "Hoàn thành xuất sắc nhiệm vụ",
        "HTXS nhiệm vụ",
        "HT XSNV",
    ],
    "t": ["HTTNV", "T", "HTT", "Tốt", "Hoàn thành tốt nhiệm vụ", "HT tốt NV", "Hoàn thành tốt NV"],
    "ht": ["HTNV", "HT", "Hoàn thành", "Hoàn thành nhiệm vụ", "hoàn thành NV", "HT nhiệm vụ"],
    "kht": ["KHTNV", "KHT", "Không HTNV", "Không hoàn thành nhiệm vụ", "Ko HTNV", "Không hoàn thành"],
    "exempt": ["Miễn sinh hoạt", "miễn SH", "Miễn SHĐ", "Được miễn sinh hoạt", "Miễn CT và SH"],
    "too_new": [
        "Mới kết nạp",
        "mới KN",
        "Chưa đủ 6 tháng",
        "KN chưa đủ 6 tháng",
        "Kết nạp dưới 6 tháng",
    ],
    "suspended": ["Đình chỉ sinh hoạt đảng", "đình chỉ SH", "Bị đình chỉ sinh hoạt đảng"],
    "elsewhere": [
        "Xếp loại ở nơi khác",
        "Chuyển SH",
        "Đánh giá ở nơi khác",
        "Đã chuyển sinh hoạt đảng",
    ],
}
OFTEN = ["xs", "t", "t", "t", "t", "ht", "ht", "kht", "exempt", "too_new", "suspended", "elsewhere"]
UNKNOWN = ["khá", "A1", "đạt", "B", "loại 7", "TB", "x", "?"]
SHORT = {"xs": "HTXSNV", "t": "HTTNV", "ht": "HTNV", "kht": "KHTNV"}
TITLES = {
    "number": "STT",
    "full_name": "Họ và tên",
    "born_on": "Ngày sinh",
    "unit": "Chi bộ",
    "points": "Điểm",
    "own": "Tự xếp loại",
    "proposed": "Chi bộ đề nghị",
    "level": "Đảng ủy quyết định",
    "year": "Năm",
    "award": "Khen thưởng",
    "given_on": "Ngày trao",
    "reason": "Lý do không xếp loại",
    "note": "Ghi chú",
}
OTHER_TITLES = {
    "number": "TT",
    "full_name": "HỌ VÀ TÊN\nĐẢNG VIÊN",
    "born_on": "Năm sinh",
    "points": "Số điểm",
    "own": "Cá nhân\ntự xếp loại",
    "proposed": "Chi bộ\nđề xuất",
    "level": "Kết quả\nxếp loại",
    "award": "Hình thức\nkhen thưởng",
    "reason": "Lý do chưa xếp loại",
}


@dataclass
class Row:
    """`stored`: year → the level or the reason. `awards`: how many commendations."""

    verdict: str
    cell: int
    stored: dict[int, str] = field(default_factory=dict)
    awards: int = 0


@dataclass
class Book:
    """`known`: who is on record. `graded`: (person, year, result) taken over before."""

    name: str
    content: bytes
    known: list[dict]
    graded: list[tuple[dict, int, str]]
    rows: dict[tuple[str, int], Row]
    by_hand: dict[str, str] = field(default_factory=dict)
    wrong_totals: int = 0


class Maker(corpus.Maker):
    """Puts graded people into sheets; every result is drawn here, and so is every fault."""

    def __init__(self, name: str, level: int):
        super().__init__(f"grades, {name}", level)
        self.people = self.people[:18]
        self.titles = dict(TITLES) | (OTHER_TITLES if level == BAD else {})
        self.graded, self.wrong_totals, self.counts = [], 0, {}

    def result(self) -> str:
        return self.chance.choice(OFTEN)

    def word(self, result: str) -> str:
        ways = LEVELS[result]
        return (
            ways[0]
            if self.level == TIDY
            else self.chance.choice(ways[:4] if self.level == USUAL else ways)
        )

    def begin(self, title: str = f"KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI ĐẢNG VIÊN NĂM {YEAR}") -> None:
        self.next_row = 1
        self.write(["ĐẢNG ỦY SỞ Y TẾ", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"])
        self.write(["ĐẢNG BỘ TRUNG TÂM", None, None, None, "Bắc Giang, ngày 05 tháng 01 năm 2025"])
        self.next_row += 1
        self.write([None, title])
        if self.level > TIDY:
            self.write(
                [None, "(Kèm theo Quyết định số 12-QĐ/ĐU ngày 05 tháng 01 năm 2025 của Đảng ủy)"]
            )
        self.next_row += 1

    def totals(self, lead: str = "Tổng cộng", *, wrong: bool = False) -> None:
        """In words, as they stand or with one too many."""
        counts = {one: self.counts.get(one, 0) for one in SHORT}
        if wrong:
            counts["t"] += 1
            self.wrong_totals += 1
        texts = [f"{count} {SHORT[one]}" for one, count in counts.items()]
        self.write([None, f"{lead}: {', '.join(texts)}"])

    def end(self) -> None:
        if self.level == TIDY:
            return
        self.next_row += 1
        self.write([None, "NGƯỜI LẬP BIỂU", None, None, "T/M ĐẢNG ỦY"])
        self.write([None, "(Ký, ghi rõ họ tên)", None, None, "BÍ THƯ"])
        self.next_row += 2
        self.write([None, "Nguyễn Thị Lập", None, None, "Trần Văn Thư"])

    def entry(self, person: dict, fields: list[str], years: dict[str, int], **cells) -> Row:
        """A row that says the result of each year in its column: known and the same, known and
        otherwise, wrong or new, in turn."""
        turn = self.seen
        self.seen += 1
        row = Row("new", person["cell"], {year: self.result() for year in years.values()})
        values = {name: self.hand.of(name, person) for name in ("full_name", "born_on")}
        if self.level == BAD and "born_on" in fields and self.titles["born_on"] == "Năm sinh":
            values["born_on"] = person["born_on"].year
        values |= {"number": turn + 1, "unit": corpus.cell_written(self.hand, person["cell"])}
        values |= {name: self.word(row.stored[year]) for name, year in years.items()}
        values |= self.beside(row, years)
        self._in_turn(turn, person, row, values, years)
        if not self._is_told(person, fields) and row.verdict != "error":
            row.verdict = "error"
        number = self.write([(values | cells).get(name) for name in fields])
        self.rows[self.sheet.title, number] = row
        for result in row.stored.values():
            self.counts[result] = self.counts.get(result, 0) + 1
        return row

    def beside(self, row: Row, years: dict[str, int]) -> dict:
        """What was proposed: a step better or as decided; points."""
        result = row.stored[max(years.values())]
        if result not in SHORT:
            return {"own": None, "proposed": None}
        order = ["xs", "t", "ht", "kht"]
        better = order[max(0, order.index(result) - self.chance.randrange(2))]
        return {
            "own": self.word(better),
            "proposed": self.word(better),
            "points": self.chance.randrange(50, 100),
        }

    def _in_turn(self, turn: int, person: dict, row: Row, values: dict, years: dict[str, int]) -> None:
        if turn % 10 == 3:
            row.verdict = "same"
            self.graded += [(person, year, one) for year, one in row.stored.items()]
        elif turn % 10 == 6:
            row.verdict = "error"
            first = min(row.stored)
            self.graded.append((person, first, "t" if row.stored[first] != "t" else "ht"))
        elif turn == 8 and self.level > TIDY:
            row.verdict = "error"
            values[min(years)] = self.chance.choice(UNKNOWN)
            row.stored = {}
        elif turn == 11 and self.level > TIDY:
            row.verdict, values["full_name"] = "error", "Phan Thị Không Có"

    def _is_told(self, person: dict, fields: list[str]) -> bool:
        """By the name alone, or with the birth, as the table has it."""
        born = "born_on" in fields
        year_only = born and self.titles["born_on"] == "Năm sinh" and self.level == BAD
        alike = [
            other
            for other in self.people
            if other["full_name"] == person["full_name"]
            and (not born or (year_only and other["born_on"].year == person["born_on"].year))
        ]
        return len(alike) == 1 or (born and not year_only)

    def made(self) -> Book:
        facts = (self.people, self.graded, self.rows, self.by_hand, self.wrong_totals)
        return Book(self.name, saved(self.book), *facts)


def three_steps(level: int) -> Book:
    """Two header rows: what the person, the cell and the committee said."""
    made = Maker("three steps", level)
    fields = ["number", "full_name", "born_on", "unit", "points", "own", "proposed", "level", "note"]
    made.begin()
    over = {
        TIDY: "Kết quả xếp loại",
        USUAL: "Kết quả đánh giá, xếp loại năm 2021",
        BAD: "MỨC XẾP LOẠI",
    }[level]
    names = [made.titles[name] for name in fields]
    top = made.write([*names[:5], over, None, None, names[8]])
    made.write([None] * 5 + names[5:8])
    made.sheet.merge_cells(start_row=top, end_row=top, start_column=6, end_column=8)
    for person in made.people:
        made.entry(person, fields, {"level": YEAR}, note=None)
    if level > TIDY:
        made.totals(wrong=level == BAD)
    made.end()
    return made.made()


def ticks(level: int) -> Book:
    """An x under one of four levels; the reasons of the others in a column of their own."""
    made = Maker("ticks", level)
    fields = ["number", "full_name", "unit", *SHORT, "reason"]
    made.begin()
    over = {TIDY: "Đảng ủy quyết định", USUAL: "Kết quả xếp loại năm 2021", BAD: "XẾP LOẠI"}[level]
    words = {TIDY: SHORT, USUAL: SHORT}.get(
        level, {"xs": "Xuất sắc", "t": "Tốt", "ht": "Hoàn thành", "kht": "Không HT"}
    )
    top = made.write(
        [made.titles[name] for name in fields[:3]] + [over, None, None, None, made.titles["reason"]]
    )
    made.write([None, None, None, *words.values()])
    made.sheet.merge_cells(start_row=top, end_row=top, start_column=4, end_column=7)
    for person in made.people:
        _tick(made, person, fields)
    counts = [made.counts.get(one, 0) for one in SHORT]
    if level == BAD:
        counts[1] += 2
        made.wrong_totals += 1
    if level > TIDY:
        made.write([None, "Tổng cộng", None, *counts])
    made.end()
    return made.made()


def _tick(made: Maker, person: dict, fields: list[str]) -> None:
    mark = made.hand.pick(["x", "X", "x"])
    before = made.next_row
    row = made.entry(person, fields, {"level": YEAR})
    result = row.stored.get(YEAR)
    if result is None:  # two marks instead of a word that nobody knows
        made.sheet.cell(before, 4, mark)
        made.sheet.cell(before, 5, mark)
    elif result in SHORT:
        made.sheet.cell(before, 4 + list(SHORT).index(result), mark)
    else:
        made.sheet.cell(before, 8, made.word(result))


def years(level: int) -> Book:
    """Three years side by side."""
    made = Maker("years side by side", level)
    columns = {f"year_{year}": year for year in (2021, 2022, 2023)}
    fields = ["number", "full_name", "born_on", "unit", *columns]
    made.begin("TỔNG HỢP XẾP LOẠI ĐẢNG VIÊN GIAI ĐOẠN 2021 - 2023")
    names = [made.titles[name] for name in fields[:4]]
    if level == USUAL:
        made.write([*names, *(f"Xếp loại năm {year}" for year in columns.values())])
    else:
        top = made.write([*names, {TIDY: "Xếp loại", BAD: "Xếp loại các năm"}[level], None, None])
        made.write([None] * 4 + list(columns.values()))
        made.sheet.merge_cells(start_row=top, end_row=top, start_column=5, end_column=7)
    for person in made.people:
        made.entry(person, fields, columns)
    made.end()
    return made.made()


def sheets(level: int) -> Book:
    """One sheet for each cell."""
    made = Maker("a sheet for each cell", level)
    fields = ["number", "full_name", "born_on", "own", "level", "note"]
    first = made.sheet
    for cell, name in CELLS.items():
        made.sheet = made.book.create_sheet(name if level == TIDY else name.replace("Chi bộ", "CB"))
        made.begin()
        made.write([made.titles[one] for one in fields])
        made.counts = {}
        for person in made.people:
            if person["cell"] == cell:
                made.entry(person, fields, {"level": YEAR}, note=None)
        if level > TIDY:
            made.totals("Tổng số", wrong=level == BAD and cell == 2)
        made.end()
    made.book.remove(first)
    return made.made()


def captions(level: int) -> Book:
    """The name of the cell above its members; the totals of each cell below them."""
    made = Maker("captions", level)
    fields = ["number", "full_name", "born_on", "proposed", "level", "reason"]
    made.begin("KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN" if level == USUAL else f"XẾP LOẠI ĐẢNG VIÊN NĂM {YEAR}")
    titles = made.titles | ({"level": f"Xếp loại năm {YEAR}"} if level == USUAL else {})
    made.write([titles[one] for one in fields])
    for turn, (cell, name) in enumerate(CELLS.items()):
        roman = ["I", "II", "III"][turn]
        made.write([[name.upper()], [f"{roman}. {name}"], [roman, f"{name} (8 đảng viên)"]][level - 1])
        made.counts = {}
        for person in made.people:
            if person["cell"] == cell:
                _apart(made, person, fields)
        if level > TIDY:
            made.totals("Cộng", wrong=level == BAD and cell == 2)
    made.end()
    return made.made()


def _apart(made: Maker, person: dict, fields: list[str]) -> None:
    """Where there is no level the reason stands in its own column."""
    number = made.next_row
    row = made.entry(person, fields, {"level": YEAR})
    if row.stored and row.stored[YEAR] not in SHORT and made.level > TIDY:
        place = fields.index("level") + 1
        made.sheet.cell(number, place + 1, made.sheet.cell(number, place).value)
        made.sheet.cell(number, place).value = {USUAL: None, BAD: "Không xếp loại"}[made.level]


def column_of_years(level: int) -> Book:
    """Two rows for each person; the year in a column, awards with their day."""
    made = Maker("a column of years", level)
    fields = ["number", "full_name", "born_on", "unit", "year", "level", "award", "given_on"]
    made.begin("XẾP LOẠI, KHEN THƯỞNG CÁC NĂM")
    made.write([made.titles[one] for one in fields])
    for year in (YEAR, YEAR + 1):
        for person in made.people[:14]:
            award = {}
            if made.seen % 5 == 1:
                ways = ["Giấy khen của Đảng ủy", "Giấy khen Đảng ủy Sở", "Bằng khen của Tỉnh ủy"]
                award = {
                    "award": made.hand.pick(ways),
                    "given_on": made.hand.day(corpus.datetime.date(year + 1, 1, 5)),
                }
            written = {TIDY: year, USUAL: f"Năm {year}", BAD: f"{year}"}[level]
            row = made.entry(person, fields, {"level": year}, year=written, **award)
            row.awards = 1 if award and row.verdict == "new" else 0
    made.end()
    return made.made()


def sheets_of_years(level: int) -> Book:
    """One sheet for each year: it says so in its name, and perhaps in a title."""
    made = Maker("a sheet for each year", level)
    fields = ["number", "full_name", "born_on", "unit", "level", "note"]
    first = made.sheet
    for year in (YEAR, YEAR + 1):
        made.sheet = made.book.create_sheet(
            {TIDY: f"{year}", USUAL: f"Năm {year}", BAD: f"XL {year}"}[level]
        )
        made.begin("KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN" if level == TIDY else f"XẾP LOẠI ĐẢNG VIÊN NĂM {year}")
        made.write([made.titles[one] for one in fields])
        for person in made.people[:14]:
            made.entry(person, fields, {"level": year}, note=None)
        made.end()
    made.book.remove(first)
    return made.made()


def odd_titles(level: int) -> Book:
    """Words that nobody can guess: the office chooses up to three columns."""
    made = Maker("odd titles", level)
    fields = ["number", "full_name", "born_on", "unit", "own", "level"]
    odd = dict(list({"level": "Chốt", "unit": "Thuộc", "own": "Ban đầu"}.items())[:level])
    made.begin()
    made.write([(made.titles | odd)[one] for one in fields])
    for person in made.people:
        made.entry(person, fields, {"level": YEAR})
    made.end()
    made.by_hand = {name: get_column_letter(fields.index(name) + 1) for name in odd}
    return made.made()


LAYOUTS = [three_steps, ticks, years, sheets, captions, column_of_years, sheets_of_years, odd_titles]


def books() -> list[Book]:
    return [layout(level) for layout in LAYOUTS for level in (TIDY, USUAL, BAD)]
