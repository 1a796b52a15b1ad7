"""Registers of meetings as cells keep them, three of each layout: tidy, as usual, and bad.

What is to become of each row is said here from the meetings, before anything is written; no reader has
a part in it.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.upkeep.imports.corpus import BAD, EPOCHS, TIDY, USUAL
from tests.upkeep.imports.workbooks import saved

CELLS = {1: "Chi bộ Hành chính", 2: "Chi bộ 2"}  # number → name
YEAR = 2023
# Two of each cell have one given name: only the whole name tells them apart.
ROLL = [
    *("Nguyễn Văn Hải", "Lê Thị Hải", "Trần Đức Cường", "Phạm Thị Bình", "Hoàng Kim Lan"),
    *("Vũ Quang Đạt", "Đặng Thu Giang", "Bùi Xuân Khánh"),
]
SEATS = 3  # of them in the committee of the cell
KINDS = {  # as stored → as written: first the tidy way
    "regular": ["Thường kỳ", "Sinh hoạt thường kỳ", "TK", "Họp thường kỳ", "Định kỳ"],
    "thematic": ["Chuyên đề", "Sinh hoạt chuyên đề", "CĐ", "chuyên đề"],
    "combined": [
        *("Thường kỳ kết hợp chuyên đề", "TK + CĐ", "Thường kỳ, chuyên đề", "Kết hợp"),
        "Thường kỳ và chuyên đề",
    ],
    "committee": ["Họp cấp ủy", "Họp chi ủy", "Chi ủy"],
}
TOPICS = ["Học tập và làm theo Bác", "Chống lãng phí", "Nêu gương của đảng viên", "Chuyển đổi số"]
REASONS = ["ốm", "đi công tác", "việc gia đình", "đi học tại Hà Nội"]
NOT_HELD = ["Không họp", "Không sinh hoạt do dịch", "không họp (nghỉ Tết)"]
TITLES = {
    "number": "STT",
    "month": "Tháng",
    "day": "Ngày họp",
    "cell": "Chi bộ",
    "kind": "Loại sinh hoạt",
    "topic": "Tên chuyên đề",
    "content": "Nội dung",
    "hours": "Giờ",
    "ends_at": "Kết thúc",
    "length": "Thời lượng (phút)",
    "place": "Địa điểm",
    "chair": "Chủ trì",
    "present": "Có mặt",
    "due": "Tổng số",
    "number_absent": "Vắng",
    "absent": "Họ tên người vắng, lý do",
    "excused": "Vắng có lý do",
    "unexcused": "Vắng không lý do",
    "note": "Ghi chú",
}
OTHER_TITLES = {
    "day": "Ngày, tháng, năm",
    "kind": "HÌNH THỨC SINH HOẠT",
    "chair": "Người\nchủ trì",
    "due": "Tổng số ĐV",
    "present": "Số đảng viên dự",
    "absent": "Đảng viên vắng mặt, lý do",
    "place": "Địa điểm họp",
}


@dataclass
class Row:
    verdict: str
    stored: dict = field(default_factory=dict)


@dataclass
class Book:
    """`known`: meetings on record before. `by_hand`: field → column that an office would choose."""

    name: str
    content: bytes
    known: list[dict]
    rows: dict[tuple[str, int], Row]
    by_hand: dict[str, str] = field(default_factory=dict)


def meetings(chance: random.Random, cell: int) -> list[dict]:
    """Those of a year: one or two in a month, none in one of them; facts as they are to be stored."""
    found, empty = [], chance.randrange(2, 12)
    for month in range(1, 13):
        kinds = ["regular"] if month % 3 else chance.choice([["combined"], ["regular", "thematic"]])
        kinds = [] if month == empty and month % 3 else kinds
        kinds += ["committee"] if month == 6 else []
        days = sorted(chance.sample(range(1, 29), len(kinds)))
        found += [_meeting(chance, cell, k, month, d) for k, d in zip(kinds, days, strict=True)]
    return found


def _meeting(chance: random.Random, cell: int, kind: str, month: int, day: int) -> dict:
    roll = ROLL[:SEATS] if kind == "committee" else ROLL
    absent = {
        name: chance.choice([*[("excused", reason) for reason in REASONS], ("unexcused", "")])
        for name in chance.sample(roll[1:], chance.choice([0, 1, 1, 2]))
    }
    hour = chance.randrange(7, 17)
    return {
        "cell": cell,
        "day": datetime.date(YEAR, month, day),
        "kind": kind,
        "topic": chance.choice(TOPICS) if kind in {"thematic", "combined"} else "",
        "starts_at": datetime.time(hour, chance.choice([0, 30])),
        "ends_at": datetime.time(hour + 2, 0),
        "place": chance.choice(["Phòng họp tầng 2", "Hội trường"]),
        "chair": roll[0],
        "absent": absent,
        "due": len(roll),
    }


@dataclass
class Hand:
    """Who writes the register."""

    chance: random.Random
    level: int

    def pick(self, ways: list):
        return ways[0] if self.level == TIDY else self.chance.choice(ways)

    def name(self, full: str) -> str:
        given = full.rpartition(" ")[2]
        short = full if given == "Hải" else given
        plain = self.pick([full, full, short])
        return self.pick([plain, f"Đ/c {plain}", f"đ/c {plain}", f"đồng chí {plain}"])

    def absent(self, absent: dict, *, statuses=("excused", "unexcused")) -> str | None:
        some = [self._one(*one) for one in absent.items() if one[1][0] in statuses]
        if not some:
            return self.pick([None, "Không", "0"])
        text = self.pick([", ", "; "] + (["\n"] if self.level == BAD else [])).join(some)
        counted = [f"0{len(some)}: {text}", f"{len(some)} đ/c: {text}"] if self.level == BAD else []
        return self.pick([text, text, *counted])

    def _one(self, full: str, told: tuple[str, str]) -> str:
        reason = told[1] or self.pick(["không lý do", "không phép", "KP"])
        name = self.name(full)
        bad = [f"{name}: {reason}", f"{name} - {reason}"] if self.level == BAD else []
        return self.pick([f"{name} ({reason})", f"{name} ({reason})", *bad])

    def hours(self, meeting: dict) -> str:
        starts, ends = meeting["starts_at"], meeting["ends_at"]
        return self.pick(
            [
                f"{starts:%H:%M} - {ends:%H:%M}",
                f"{starts.hour}h{starts:%M} - {ends.hour}h{ends:%M}",
                f"Từ {starts:%Hh%M} đến {ends:%Hh%M}",
            ]
        )

    def day(self, day: datetime.date):
        ways = [day, f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}"]
        if self.level == BAD:
            ways += [f"{day:%d.%m.%Y}", f"ngày {day:%d} tháng {day:%m} năm {day:%Y}", f"{day:%d/%m/%y}"]
            ways += [(day - EPOCHS[False]).days]
        return self.pick(ways)

    def short_day(self, day: datetime.date):
        return self.pick([f"{day:%d/%m}", f"{day.day}/{day.month}", f"{day:%d-%m}", f"{day:%d.%m}"])


class Maker:
    """Puts meetings into sheets and notes what is to become of each."""

    def __init__(self, name: str, level: int):
        self.name, self.level = f"{name} {level}", level
        self.chance = random.Random(self.name)
        self.hand = Hand(self.chance, level)
        self.year = {cell: meetings(self.chance, cell) for cell in CELLS}
        self.rows: dict[tuple[str, int], Row] = {}
        self.known: list[dict] = []
        self.by_hand: dict[str, str] = {}
        self.book = Workbook()
        self.sheet, self.seen, self.next_row = self.book.active, 0, 1
        self.sheet.title = "Sổ họp"
        self.titles = TITLES | (OTHER_TITLES if level == BAD else {})

    def write(self, values: list) -> int:
        number = self.next_row
        for place, value in enumerate(values, start=1):
            if value is not None:
                self.sheet.cell(number, place, value)
                if isinstance(value, datetime.date):
                    self.sheet.cell(number, place).number_format = "dd/mm/yyyy"
        self.next_row += 1
        return number

    def begin(self, *above: str) -> None:
        self.next_row = 1
        self.write(["ĐẢNG BỘ TRUNG TÂM", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"])
        for text in above:
            self.write([None, text])
        if self.level > TIDY:
            self.next_row += 1

    def heading(self, fields: list[str]) -> None:
        self.write([self.titles.get(name, name) for name in fields])

    def new_sheet(self, title: str) -> None:
        first = not self.rows
        self.sheet = self.book.active if first else self.book.create_sheet()
        self.sheet.title = title

    def end(self) -> None:
        if self.level > TIDY:
            self.write([None, f"Tổng cộng: {self.seen} buổi", None, 15])
            self.write([None, None, None, None, "Bắc Giang, ngày 05 tháng 01 năm 2024"])
            self.write([None, "NGƯỜI LẬP", None, None, "T/M CHI ỦY"])
            self.next_row += 2
            self.write([None, "Nguyễn Thị Lập", None, None, "Trần Văn Thư"])

    def meeting(self, meeting: dict, fields: list[str], **cells) -> int:
        """A row: known, lacking its place on record, wrong or new, in turn."""
        turn = self.seen
        self.seen += 1
        row = Row("new")
        recorded = meeting | {"content": "Đánh giá công tác" if "content" in fields else ""}
        if turn % 10 == 3:
            self.known.append(recorded)
            row.verdict = "same"
        elif turn % 10 == 6:
            self.known.append(recorded | {"place": ""})
            row.verdict = "changed" if "place" in fields else "same"
        values = self.cells(meeting) | {"number": turn + 1} | cells
        if self.level > TIDY and turn % 10 in {4, 8}:
            self._spoil(values, fields, turn % 10)
            row.verdict = "error"
        row.stored = meeting
        number = self.write([values.get(name) for name in fields])
        self.rows[self.sheet.title, number] = row
        return number

    def _spoil(self, values: dict, fields: list[str], turn: int) -> None:
        names = next(name for name in ("absent", "excused") if name in fields)
        if turn == 4:
            values["day"] = self.chance.choice(["31/02/2023", "chưa rõ", "30/2"])
        else:
            values[names] = self.chance.choice(["Phạm Văn Lạ (ốm)", "Hải (ốm)", "Cường, Cường"])

    def cells(self, meeting: dict) -> dict:
        hand, absent = self.hand, meeting["absent"]
        present = meeting["due"] - len(absent)
        starts, ends = (
            datetime.datetime.combine(meeting["day"], meeting[name])
            for name in ("starts_at", "ends_at")
        )
        return {
            "month": hand.pick([f"Tháng {meeting['day'].month}", meeting["day"].month]),
            "day": hand.day(meeting["day"]),
            "cell": hand.pick([CELLS[meeting["cell"]], CELLS[meeting["cell"]].replace("Chi bộ", "CB")]),
            "kind": hand.pick(KINDS[meeting["kind"]]),
            "topic": meeting["topic"] or None,
            "content": meeting["topic"] or "Đánh giá công tác tháng, triển khai nhiệm vụ",
            "hours": hand.hours(meeting),
            "starts_at": f"{meeting['starts_at']:%H:%M}",
            "ends_at": hand.pick([f"{meeting['ends_at']:%H:%M}", meeting["ends_at"]]),
            "length": int((ends - starts).total_seconds() // 60),
            "place": meeting["place"],
            "chair": hand.name(meeting["chair"]),
            "present": present,
            "pair": hand.pick([f"{present}/{meeting['due']}", f"{present} / {meeting['due']}"]),
            "due": meeting["due"],
            "number_absent": len(absent) or hand.pick([0, None]),
            "absent": hand.absent(absent),
            "excused": hand.absent(absent, statuses=("excused",)),
            "unexcused": hand.absent(absent, statuses=("unexcused",)),
            "is_regular": "x" if meeting["kind"] in {"regular", "combined"} else None,
            "is_thematic": "X" if meeting["topic"] else None,
        }

    def of_cells(self, cell: int) -> list[dict]:
        """Without those of the committee, for registers of whole meetings alone."""
        return [one for one in self.year[cell] if one["kind"] != "committee"]

    def done(self) -> Book:
        return Book(self.name, saved(self.book), self.known, self.rows, self.by_hand)


ALL = ["number", "day", "cell", "kind", "topic", "hours", "place", "chair", "pair", "absent", "note"]


def one_table(level: int) -> Book:
    """One table with everything in a column of its own."""
    made = Maker("one table", level)
    made.titles["pair"] = {TIDY: "Có mặt", USUAL: "Có mặt/tổng số", BAD: "Số dự/tổng số"}[level]
    made.begin(f"SỔ THEO DÕI SINH HOẠT CHI BỘ NĂM {YEAR}")
    made.heading(ALL)
    for cell in CELLS:
        for meeting in made.year[cell]:
            made.meeting(meeting, ALL)
    made.end()
    return made.done()


def months_merged(level: int) -> Book:
    """A sheet for each cell; the month merged over its rows, only the number of the day beside it."""
    made = Maker("months merged", level)
    fields = ["month", "day", "kind", "content", "place", "chair", "due", "present", "number_absent"]
    fields += ["absent"]
    made.titles |= {"day": "Ngày", "content": "Nội dung sinh hoạt"}
    for cell, name in CELLS.items():
        made.new_sheet(name if level == TIDY else name.replace("Chi bộ", "CB"))
        made.begin(f"SỔ SINH HOẠT NĂM {YEAR}")
        made.heading(fields)
        for month in range(1, 13):
            _month(made, fields, month, [m for m in made.year[cell] if m["day"].month == month])
        made.end()
    return made.done()


def _month(made: Maker, fields: list[str], month: int, some: list[dict]) -> None:
    start = made.next_row
    for place, meeting in enumerate(some):
        day = made.hand.pick([meeting["day"].day, f"{meeting['day']:%d}"])
        cells = {"month": None} if place else {}
        made.meeting(meeting, fields, day=day, **cells)
    if not some and made.level > TIDY:
        made.write([f"Tháng {month}", *made.hand.pick([[one] for one in NOT_HELD])])
    if len(some) > 1:
        made.sheet.merge_cells(start_row=start, end_row=made.next_row - 1, start_column=1, end_column=1)


def months_in_front(level: int) -> Book:
    """The month stands in its first row only; the year in the name of the sheet."""
    made = Maker("months in front", level)
    fields = ["month", "day", "kind", "topic", "hours", "place", "chair", "pair", "absent"]
    made.titles |= {"pair": "Có mặt", "day": "Ngày"}
    for cell, name in CELLS.items():
        made.new_sheet(
            f"{name} - {YEAR}" if level < BAD else f"{name.replace('Chi bộ', 'CB')} ({YEAR})"
        )
        made.begin("SỔ THEO DÕI SINH HOẠT")
        made.heading(fields)
        for place, meeting in enumerate(made.of_cells(cell)):
            is_second = place and made.of_cells(cell)[place - 1]["day"].month == meeting["day"].month
            day = meeting["day"].day if level == TIDY else made.hand.short_day(meeting["day"])
            cells = {"month": None} if is_second else {}
            made.meeting(meeting, fields, day=day, **cells)
        made.end()
    return made.done()


def two_headings(level: int) -> Book:
    """Two rows of titles: ticks for the kind, numbers of the roll, names by reason."""
    made = Maker("two headings", level)
    fields = ["number", "day", "cell", "is_regular", "is_thematic", "topic", "due", "present"]
    fields += ["number_absent", "excused", "unexcused", "chair", "place"]
    made.begin(f"THỐNG KÊ SINH HOẠT NĂM {YEAR}")
    over = "Loại sinh hoạt" if level < BAD else "LOẠI HÌNH"
    top = ["STT", "Ngày họp", "Chi bộ", over, None, "Tên chuyên đề", "Số lượng đảng viên", None, None]
    top += ["Họ tên đảng viên vắng", None, "Chủ trì", "Địa điểm"]
    number = made.write(top)
    made.write(
        [
            *([None] * 3),
            "Thường kỳ",
            "Chuyên đề",
            None,
            "Tổng số",
            "Có mặt",
            "Vắng",
            "Có lý do",
            "Không lý do",
        ]
    )
    for left, right in ((4, 5), (7, 9), (10, 11)):
        made.sheet.merge_cells(start_row=number, end_row=number, start_column=left, end_column=right)
    for column in (1, 2, 3, 6, 12, 13):
        made.sheet.merge_cells(
            start_row=number, end_row=number + 1, start_column=column, end_column=column
        )
    if level > TIDY:
        made.write([f"({place})" for place in range(1, len(fields) + 1)])
    for cell in CELLS:
        for meeting in made.of_cells(cell):
            made.meeting(meeting, fields)
    made.end()
    return made.done()


def captions(level: int) -> Book:
    """A caption for each cell; the heading once more below it; the day with points."""
    made = Maker("captions", level)
    fields = ["number", "day", "kind", "topic", "hours", "place", "chair", "present", "due", "absent"]
    made.begin(f"TỔNG HỢP SINH HOẠT CỦA CÁC CHI BỘ NĂM {YEAR}")
    made.heading(fields)
    for turn, (cell, name) in enumerate(CELLS.items()):
        if level == BAD and turn:
            made.heading(fields)
        number = made.write(
            [[name], [f"{'I' * (turn + 1)}. {name.upper()}"], [turn + 1, name]][level - 1]
        )
        if level == USUAL:
            made.sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=6)
        for meeting in made.year[cell]:
            day = meeting["day"]
            made.meeting(meeting, fields, day=made.hand.pick([f"{day.day}.{day.month}.{YEAR}", day]))
        if level > TIDY:
            made.write([None, "Cộng:", None, 12])
    made.end()
    return made.done()


def captions_of_months(level: int) -> Book:
    """A caption for each month; the day without a year, in the sheet of the year."""
    made = Maker("captions of months", level)
    fields = ["number", "cell", "day", "kind", "topic", "place", "chair", "pair", "absent"]
    made.titles["pair"] = "Có mặt/ tổng số"
    made.sheet.title = f"Năm {YEAR}"
    made.begin("THEO DÕI SINH HOẠT CHI BỘ")
    made.heading(fields)
    whole = [meeting for cell in CELLS for meeting in made.of_cells(cell)]
    for month in range(1, 13):
        written = {TIDY: f"Tháng {month}", USUAL: f"THÁNG {month}", BAD: f"Tháng {month} năm {YEAR}"}
        number = made.write([None, written[level]] if level == BAD else [written[level]])
        if level == USUAL:
            made.sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=9)
        for meeting in [one for one in whole if one["day"].month == month]:
            day = meeting["day"]
            made.meeting(meeting, fields, day=day.day if level == USUAL else made.hand.short_day(day))
    made.end()
    return made.done()


def hours_beside(level: int) -> Book:
    """The hour in the cell of the day, the length beside it; the day of the week too."""
    made = Maker("hours beside", level)
    fields = ["number", "cell", "day", "length", "kind", "topic", "place", "chair", "pair", "absent"]
    made.titles |= {"day": "Thời gian", "pair": "Dự họp"}
    made.begin(f"NHẬT KÝ SINH HOẠT CHI BỘ NĂM {YEAR}")
    made.heading(fields)
    for cell in CELLS:
        for meeting in made.year[cell]:
            day, starts = meeting["day"], meeting["starts_at"]
            ways = [f"{starts:%H:%M} {day:%d/%m/%Y}", f"{starts.hour}h{starts:%M} ngày {day:%d/%m/%Y}"]
            if level == BAD:
                ways += [
                    f"{starts:%Hh%M}, Thứ 6, {day:%d/%m}",
                    f"Ngày {day:%d/%m/%Y}, lúc {starts:%H:%M}",
                ]
            made.meeting(meeting, fields, day=made.hand.pick(ways))
    made.end()
    return made.done()


def own_register(level: int) -> Book:
    """That of one cell, whose name is a title; words that nobody can guess for some columns."""
    made = Maker("of one cell", level)
    fields = [
        "number",
        "day",
        "kind",
        "topic",
        "starts_at",
        "ends_at",
        "place",
        "chair",
        "pair",
        "absent",
    ]
    odd = {"pair": "Quân", "absent": "Thiếu ai", "chair": "Đứng lớp"}
    made.titles |= {"pair": "Có mặt", "starts_at": "Bắt đầu"} | dict(list(odd.items())[:level])
    made.begin("CHI BỘ 2", f"SỔ GHI CÁC BUỔI SINH HOẠT NĂM {YEAR}")
    made.heading(fields)
    for meeting in made.year[2]:
        day = made.hand.pick([made.hand.day(meeting["day"]), made.hand.short_day(meeting["day"])])
        made.meeting(meeting, fields, day=day)
    made.end()
    names = {"pair": "present", "absent": "absent", "chair": "chair"}
    made.by_hand = {
        names[name]: get_column_letter(fields.index(name) + 1) for name in list(odd)[:level]
    }
    return made.done()


LAYOUTS = [
    *(one_table, months_merged, months_in_front, two_headings, captions, captions_of_months),
    *(hours_beside, own_register),
]


def books() -> list[Book]:
    return [layout(level) for layout in LAYOUTS for level in (TIDY, USUAL, BAD)]
