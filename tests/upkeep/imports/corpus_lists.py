"""Lists of offices and of movements as offices keep them, in the way of corpus.py: three layouts of
each, tidy, as usual, and bad. What is to become of each row is said before anything is written.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from itertools import chain, count

from openpyxl import load_workbook

from tests.upkeep.imports.corpus import BAD, CELLS, TIDY, USUAL, Book, Maker, Row, cell_written
from tests.upkeep.imports.workbooks import rezipped, saved, strict

COMMITTEE = 0  # beside the numbers of cells
OFFICES = {  # kind, at the committee or in a cell → as written: first the tidy way
    ("secretary", True): ["Bí thư", "Bí thư Đảng ủy", "BT", "BT Đảng ủy", "Bí thư Đảng uỷ", "BTĐU"],
    ("deputy_secretary", True): ["Phó bí thư", "Phó BT Đảng ủy", "PBT ĐU", "P. Bí thư", "Phó BT"],
    ("committee_member", True): [
        "Đảng ủy viên",
        "ĐUV",
        "UV BCH",
        "Ủy viên BCH Đảng bộ",
        "Đảng uỷ viên",
    ],
    ("inspection_chair", True): ["Chủ nhiệm ủy ban kiểm tra", "CN UBKT", "Chủ nhiệm UBKT Đảng ủy"],
    ("inspection_member", True): ["Ủy viên ủy ban kiểm tra", "UV.UBKT", "UV UBKT", "UV UBKT Đảng ủy"],
    ("secretary", False): ["Bí thư", "BT", "Bí thư chi bộ", "BT chi bộ", "BT CB", "BTCB"],
    ("deputy_secretary", False): ["Phó bí thư", "Phó BT", "PBT", "P.BT chi bộ", "Phó Bí thư CB"],
    ("cell_committee_member", False): ["Chi ủy viên", "CUV", "Chi uỷ viên", "UV chi ủy", "CHI ỦY VIÊN"],
}
TWO_OFFICES = ["ĐUV, BT chi bộ", "Đảng ủy viên, Bí thư chi bộ", "Bí thư kiêm ĐUV", "BT - ĐUV"]
BODIES = ["Đảng bộ Trung tâm", "Đảng ủy Trung tâm", "BCH Đảng bộ Trung tâm", "Đảng uỷ"]
BEGAN, ENDED = datetime.date(2020, 6, 10), datetime.date(2022, 5, 31)
TERM = "2020-2025"
MOVEMENTS = {  # as stored → as written
    "in:transfer": ["Chuyển đến", "Tiếp nhận", "Tăng: chuyển đến", "Tăng (chuyển đến)", "CHUYỂN ĐẾN"],
    "out:transfer": [
        "Chuyển đi",
        "Giảm: chuyển đi",
        "Giảm (chuyển đi)",
        "Giảm do chuyển sinh hoạt đảng",
    ],
    "out:death": ["Từ trần", "Giảm (từ trần)", "Mất", "Giảm do từ trần", "TỪ TRẦN"],
    "out:deletion": ["Xóa tên", "Xoá tên", "Giảm: xóa tên", "Bị xóa tên"],
    "inside": ["Chuyển nội bộ", "Chuyển chi bộ", "chuyển trong Đảng bộ", "Nội bộ"],
}
SECTIONS = {  # the same as captions
    "in:transfer": ["Chuyển đến", "I. CHUYỂN ĐẾN", "1. Đảng viên chuyển đến: 3 đồng chí"],
    "out:transfer": ["Chuyển đi", "II. CHUYỂN ĐI", "2. Đảng viên chuyển đi (4 đ/c)"],
    "out:death": ["Từ trần", "III. TỪ TRẦN", "3. Từ trần: 2 đồng chí"],
    "out:deletion": ["Xóa tên", "IV. XÓA TÊN", "4. Đảng viên bị xóa tên"],
    "inside": ["Chuyển nội bộ", "V. CHUYỂN NỘI BỘ", "5. Chuyển trong Đảng bộ"],
}
PLACES = ["Đảng bộ phường Trần Phú", "Đảng ủy xã Tân Mỹ", "Đảng bộ Sở Nội vụ"]
MOVED = datetime.date(2024, 5, 2)


class Lister(Maker):
    """`known` holds what was done before: (member | office | movement, facts)."""

    def __init__(self, name: str, level: int, **titles: str):
        super().__init__(name, level)
        self.titles = {"number": "STT", "full_name": "Họ và tên", "born_on": "Ngày sinh"} | titles
        for place, person in enumerate(self.people):
            person["cell"] = [*CELLS][place * len(CELLS) // len(self.people)]
        self.known = [("member", person) for person in self.people]
        self.turn = count(1)

    def row(self, verdict: str, cells: dict, **stored) -> None:
        """`stored`: the fields as they are to be understood."""
        cells = {"number": next(self.turn)} | cells
        number = self.write([cells.get(name) for name in self.fields])
        self.rows[self.sheet.title, number] = Row(verdict, stored)

    def heading(self, fields: list[str]) -> None:
        self.fields = fields
        super().heading(fields)

    def who(self, person: dict) -> dict:
        """Name and birth; of some only the year."""
        born = self.hand.of("born_on", person)
        if self.level > TIDY and self.chance.random() < 0.3:
            born = person["born_on"].year
        return {"full_name": self.hand.of("full_name", person), "born_on": born}

    def of_cell(self, cell: int) -> list[dict]:
        return [person for person in self.people if person["cell"] == cell]

    def caption(self, text: str) -> None:
        number = self.write([text])
        if self.level == USUAL:
            self.sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=5)


# --- Offices ------------------------------------------------------------------------------------


def seats(made: Lister) -> list[dict]:
    """Who holds what where: the facts, and which verdict they are to get. The committee first."""
    found = []
    some = made.people[::4]
    for place, (kind, is_above) in enumerate(OFFICES):
        for body in [COMMITTEE] if is_above else CELLS:
            person = some[place] if is_above else made.of_cell(body)[place - 5]
            found.append(
                {"person": person, "body": body, "kind": kind, "from": BEGAN, "verdict": "new"}
            )
    found.sort(key=lambda seat: seat["body"])
    for seat in (found[1], found[6]):
        made.known.append(("office", dict(seat)))
        seat["verdict"] = "same"
    for seat in (found[3], found[9]):  # ended meanwhile
        made.known.append(("office", dict(seat)))
        seat |= {"verdict": "changed", "to": ENDED}
    found[12]["to"] = ENDED
    if made.level > TIDY:
        _spoil(made, [found[2], found[5], found[8], found[11]])
    return found


def _spoil(made: Lister, chosen: list[dict]) -> None:
    """What no reader may guess."""
    namesake = dict(made.people[-1], full_name=chosen[0]["person"]["full_name"])
    namesake |= {"card_number": "99000001", "citizen_id": "099000000001"}
    made.known.append(("member", namesake))
    faults = ["nameless", "part", "two", "lost"]
    for seat, fault in zip(chosen[: made.level + 1], faults, strict=False):
        seat |= {fault: True, "verdict": "error"}


def seat_cells(made: Lister, seat: dict) -> dict:
    hand, cells = made.hand, made.who(seat["person"])
    if "nameless" in seat:  # two of that name, and no birth
        cells["born_on"] = None
    if "lost" in seat:
        cells = {"full_name": "Phạm Không Có", "born_on": 1970}
    kinds = TWO_OFFICES if "two" in seat else OFFICES[seat["kind"], seat["body"] == COMMITTEE]
    return cells | {
        "kind": hand.pick(kinds),
        "unit": body_written(made, seat["body"]),
        "starts_on": f"{seat['from']:%m/%Y}" if "part" in seat else hand.day(seat["from"]),
        "ends_on": hand.day(seat["to"]) if seat.get("to") else None,
    }


def body_written(made: Lister, body: int) -> str:
    return cell_written(made.hand, body) if body else made.hand.pick(BODIES)


def seat_stored(seat: dict) -> dict:
    stored = {name: seat[name] for name in ("body", "kind")} | {"starts_on": seat["from"]}
    return stored | {"member": seat["person"]["full_name"], "ends_on": seat.get("to")}


def in_columns(level: int) -> Book:
    """Every fact in its column."""
    titles = [
        {"unit": "Tổ chức đảng", "kind": "Chức vụ", "starts_on": "Từ ngày", "ends_on": "Đến hết ngày"},
        {"unit": "Đơn vị", "kind": "Chức vụ Đảng", "starts_on": "Từ ngày", "ends_on": "Đến ngày"},
        {
            "unit": "CHI BỘ",
            "kind": "CHỨC VỤ\nTRONG ĐẢNG",
            "starts_on": "Ngày giữ chức vụ",
            "ends_on": "Ngày thôi giữ chức vụ",
        },
    ]
    made = Lister("offices in columns", level, **titles[level - 1])
    made.begin()
    made.heading(["number", "full_name", "born_on", "unit", "kind", "starts_on", "ends_on"])
    for seat in seats(made):
        made.row(seat["verdict"], seat_cells(made, seat), **seat_stored(seat))
    made.end()
    return made.done()


def by_body(level: int) -> Book:
    """A caption for each body; from and until in one column."""
    made = Lister("offices by body", level, kind="Chức vụ", period="Thời gian giữ chức vụ")
    if level == BAD:
        made.titles |= {"period": "Từ ngày... đến ngày...", "kind": "Chức danh"}
    made.begin()
    made.heading(["number", "full_name", "born_on", "kind", "period"])
    body = None
    for seat in seats(made):
        if seat["body"] != body:
            body = seat["body"]
            made.caption(body_caption(made, body))
        cells = seat_cells(made, seat)
        cells["period"] = period_written(made, seat)
        made.row(seat["verdict"], cells, **seat_stored(seat))
    made.end()
    return made.done()


def body_caption(made: Lister, body: int) -> str:
    roman = ["I", "II", "III", "IV"][[COMMITTEE, *CELLS].index(body)]
    if body == COMMITTEE:
        ways = ["Đảng bộ Trung tâm", f"{roman}. ĐẢNG ỦY TRUNG TÂM", f"{roman}. BAN CHẤP HÀNH ĐẢNG BỘ"]
    else:
        name = CELLS[body]
        ways = [name, f"{roman}. {name.upper()}", f"{roman}. Chi ủy {name} (3 đồng chí)"]
    return ways[made.level - 1]


def period_written(made: Lister, seat: dict) -> str:
    first, last = f"{seat['from']:%d/%m/%Y}", seat.get("to") and f"{seat['to']:%d/%m/%Y}"
    if "part" in seat:
        return "6/2020 - 6/2025"
    if last is None:
        return made.hand.pick([f"{first} - nay", f"từ {first}", f"{first} đến nay", first])
    return made.hand.pick([f"{first} - {last}", f"từ {first} đến {last}", f"{first}-{last}"])


def by_term(level: int) -> Book:
    """The body merged down, a column of terms, the two days under one title."""
    made = Lister("offices by term", level, unit="Tổ chức đảng", kind="Chức vụ", term="Nhiệm kỳ")
    made.known += [("term", {"body": body, "name": TERM}) for body in [COMMITTEE, *CELLS]]
    made.begin()
    made.fields = ["number", "unit", "full_name", "born_on", "kind", "term", "starts_on", "ends_on"]
    over = {TIDY: "Giữ chức vụ", USUAL: "Thời gian", BAD: "Thời gian giữ chức vụ"}[level]
    top = made.write([*(made.titles.get(name) for name in made.fields[:-2]), over])
    made.write([None] * 6 + (["từ ngày", "đến ngày"] if level < BAD else ["Từ", "Đến"]))
    made.sheet.merge_cells(start_row=top, end_row=top, start_column=7, end_column=8)
    body, start = None, 0
    for seat in seats(made):
        cells = seat_cells(made, seat)
        if seat["body"] == body:
            cells["unit"] = None
        else:
            _merge(made, start)
            body, start = seat["body"], made.next_row
        cells["term"] = made.hand.pick([TERM, "2020 – 2025", "NK 2020-2025"])
        made.row(seat["verdict"], cells, **seat_stored(seat))
    _merge(made, start)
    made.end()
    return made.done()


def _merge(made: Lister, start: int) -> None:
    end = made.next_row - 1
    if start and end > start:
        made.sheet.merge_cells(start_row=start, end_row=end, start_column=2, end_column=2)


# --- Movements ----------------------------------------------------------------------------------

RECORD = ["sex", "schooling", "admitted_on", "official_on"]


def moves(made: Lister) -> list[dict]:
    """What happened: `cell` is where one goes, `home` where one was."""
    mine = {cell: iter(made.of_cell(cell)) for cell in CELLS}
    found = []

    def add(movement: str, verdict: str = "new", home: int = 2, **facts) -> dict:
        person = next(mine[home])
        place = made.chance.choice(PLACES) if movement.endswith("transfer") else ""
        facts = {"movement": movement, "person": person, "home": home, "place": place} | facts
        found.append({"verdict": verdict, "on": MOVED, "cell": None} | facts)
        return found[-1]

    def before(**facts) -> None:
        made.known.append(("movement", facts))

    for home in (1, 5):
        arrives = add("in:transfer", home=home, cell=home)  # unknown so far
        made.known.remove(("member", arrives["person"]))
    back = add("in:transfer", home=5, cell=2)
    before(**back | {"movement": "out:transfer", "on": datetime.date(2023, 2, 1)})
    for movement in ("out:transfer", "out:death", "inside"):
        add(movement, home=1, **({"cell": 2} if movement == "inside" else {}))
        before(**add(movement, "same", home=2, **({"cell": 5} if movement == "inside" else {})))
    add("out:transfer", home=5)
    decided = {"number": "12-QĐ/ĐU", "signed_on": datetime.date(2024, 4, 26), "issuer": "Đảng ủy"}
    add("out:deletion", home=5, decision=decided)
    if made.level > TIDY:
        add("out:deletion", "error", home=1)
        add("out:transfer", "error", home=5, on="05/2024")
        add("inside", "error", home=1, cell=2, said_home=5)
        add("in:transfer", "error", home=2, cell=1)  # who is here does not arrive
    if made.level == BAD:
        add("out:transfer", "error", home=1, on=None)
        add("out:death", "error", home=5)["person"] = dict(made.people[0], full_name="Phạm Không Có")
    order = [*MOVEMENTS]
    return sorted(found, key=lambda move: order.index(move["movement"]))


def move_cells(made: Lister, move: dict) -> dict:
    hand, person, on = made.hand, move["person"], move["on"]
    record = {name: hand.of(name, person) for name in RECORD}
    cells = made.who(person) | (record if move["movement"].startswith("in:") else {})
    if record and move["movement"].startswith("in:"):
        cells["born_on"] = hand.of("born_on", person)
    decision = move.get("decision", {})
    return (
        cells
        | {
            "movement": hand.pick(MOVEMENTS[move["movement"]]),
            "on": hand.day(on) if isinstance(on, datetime.date) else on,
            "unit": cell_written(hand, move["cell"]) if move["cell"] else None,
            "place": move["place"] or None,
            "decision_number": decision.get("number"),
            "decision_signed_on": hand.day(decision["signed_on"]) if decision else None,
            "decision_issuer": decision.get("issuer"),
        }
        | (from_to(made, move) if move["movement"] == "inside" and made.level > TIDY else {})
    )


def from_to(made: Lister, move: dict) -> dict:
    """Both cells told in one."""
    home, cell = (
        cell_written(made.hand, n) for n in (move.get("said_home", move["home"]), move["cell"])
    )
    return {"unit": None, "place": f"từ {home} sang {cell}"}


def move_stored(move: dict) -> dict:
    stored = {name: move[name] for name in ("movement", "on", "cell")}
    return stored | {"member": move["person"]["full_name"], "place": move["place"]}


MOVE_TITLES = {
    "sex": "Giới tính",
    "schooling": "Trình độ",
    "admitted_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức",
    "movement": "Lý do",
    "on": "Ngày",
    "unit": "Chi bộ đến",
    "place": "Nơi đi, nơi đến",
    "decision_number": "Số QĐ",
    "decision_signed_on": "Ngày ký QĐ",
    "decision_issuer": "Cơ quan ra quyết định",
}


def in_one_column(level: int) -> Book:
    """What happened in words."""
    made = Lister("movements in words", level, **MOVE_TITLES)
    odd = {"movement": "Tăng, giảm", "unit": "Chi bộ", "place": "Nơi chuyển đến/đi"}
    made.titles |= odd if level == BAD else {}
    made.begin()
    made.heading([*made.titles])
    for move in moves(made):
        cells = move_cells(made, move)
        if level == BAD and move["movement"] == "inside":
            cells |= {"movement": f"Chuyển {cells['place']}", "place": None}
        made.row(move["verdict"], cells, **move_stored(move))
    if level > TIDY:
        lost = {"movement": "Giảm", "on": made.hand.day(MOVED), "place": PLACES[0]}
        made.row("error", made.who(made.of_cell(5)[-1]) | lost)
    made.end()
    return made.done()


def two_days(level: int) -> Book:
    """The column of the day tells which way; the others in words."""
    made = Lister("movements by day", level, **MOVE_TITLES)
    made.titles |= {"came_on": "Ngày đến", "left_on": "Ngày đi"}
    fields = [name for name in made.titles if name != "on"]
    made.begin()
    if level == BAD:
        made.titles |= {"came_on": "Ngày", "left_on": None}
        made.heading(fields)
        under = {"came_on": "đến", "left_on": "đi"}
        made.write([under.get(name) for name in fields])
    else:
        made.heading(fields)
    for move in moves(made):
        cells = move_cells(made, move)
        cells["came_on" if move["movement"] in {"in:transfer", "inside"} else "left_on"] = cells["on"]
        if move["movement"].endswith("transfer"):
            cells["movement"] = None
        made.row(move["verdict"], cells, **move_stored(move))
    if level > TIDY:  # came and went in one row: which day is meant?
        days = {"came_on": made.hand.day(MOVED), "left_on": made.hand.day(MOVED.replace(month=9))}
        made.row("error", made.who(made.of_cell(5)[-1]) | days | {"place": PLACES[0]})
    made.end()
    return made.done()


def sections(level: int) -> Book:
    """The caption tells what happened to those below; or, at its worst, the sheet."""
    made = Lister("movements by section", level, **MOVE_TITLES)
    fields = [name for name in made.titles if name != "movement"]
    made.begin()
    made.heading(fields)
    section = None
    for move in moves(made):
        if move["movement"] != section:
            section = move["movement"]
            if level == BAD and section in {"in:transfer", "out:transfer"}:
                made.write(["A. TĂNG" if section.startswith("in:") else "B. GIẢM"])
            made.caption(SECTIONS[section][level - 1])
        made.row(move["verdict"], move_cells(made, move), **move_stored(move))
    made.end()
    return made.done()


# --- Saved by other programs --------------------------------------------------------------------

TEXT = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*?) t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>')
SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
SHARED_LINK = (
    b'<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)
EMPTY = 1000  # rows that have a border and nothing else


def resaved(content: bytes) -> bytes:
    """As LibreOffice and WPS write it: texts shared, some of them results of formulas, no size of the
    sheet, relative addresses of parts, formatted empty rows."""
    texts: list[bytes] = []

    def text(found: re.Match) -> bytes:
        texts.append(found[3])
        if len(texts) % 7 == 0:
            return b'<c r="%s"%s t="str"><f>T("x")</f><v>%s</v></c>' % found.groups()
        return b'<c r="%s"%s t="s"><v>%d</v></c>' % (found[1], found[2], len(texts) - 1)

    def sheet(part: bytes) -> bytes:
        part = TEXT.sub(text, re.sub(rb"<dimension [^>]*/>", b"", part))
        last = int(re.findall(rb'<row r="(\d+)"', part)[-1])
        empty = b"".join(
            b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(last + 1, EMPTY)
        )
        return part.replace(b"</sheetData>", empty + b"</sheetData>")

    with zipfile.ZipFile(io.BytesIO(content)) as old:
        sheets = {n: sheet(old.read(n)) for n in old.namelist() if n.startswith("xl/worksheets/sheet")}
    assert texts  # else they were written another way, and nothing was turned
    return rezipped(
        content,
        **sheets,
        **{
            "[Content_Types].xml": lambda part: part.replace(b"</Types>", SHARED_TYPE),
            "xl/_rels/workbook.xml.rels": lambda part: part.replace(b'"/xl/', b'"').replace(
                b"</Relationships>", SHARED_LINK
            ),
            "xl/sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
            b'main">%s</sst>' % b"".join(b"<si><t>%s</t></si>" % one for one in texts),
        },
    )


def saved_by(program: Callable[[bytes], bytes], layout: Callable[[int], Book]) -> Callable[[int], Book]:
    def made_at(level: int) -> Book:
        book = layout(level)
        book.name, book.content = f"{book.name}, {program.__name__}", program(book.content)
        return book

    return made_at


def odd_titles(layout: Callable[[int], Book], odd: dict[str, tuple[str, str]]) -> Callable[[int], Book]:
    """Words that nobody can guess: title → field and the title instead; the office chooses them."""

    def made_at(level: int) -> Book:
        made = layout(level)
        book = load_workbook(io.BytesIO(made.content))
        for cell in chain.from_iterable(book.active.iter_rows(max_row=10)):
            if cell.value in odd:
                field, cell.value = odd[cell.value]
                made.by_hand[field] = cell.column_letter
        made.name, made.content = f"{made.name}, odd titles", saved(book)
        return made

    return made_at


OFFICE_TITLES = {
    "Chức vụ": ("kind", "Vị trí"),
    "Chức vụ Đảng": ("kind", "Vị trí"),
    "CHỨC VỤ\nTRONG ĐẢNG": ("kind", "Vị trí"),
    "Từ ngày": ("starts_on", "Bắt đầu"),
    "Ngày giữ chức vụ": ("starts_on", "Bắt đầu"),
}
MOVEMENT_TITLES = {"Lý do": ("movement", "Diễn giải"), "Tăng, giảm": ("movement", "Diễn giải")}
LAYOUTS = {
    "offices": [
        in_columns,
        by_body,
        by_term,
        saved_by(resaved, by_body),
        odd_titles(in_columns, OFFICE_TITLES),
    ],
    "movements": [
        in_one_column,
        two_days,
        sections,
        saved_by(resaved, in_one_column),
        saved_by(strict, sections),
        odd_titles(in_one_column, MOVEMENT_TITLES),
    ],
}
