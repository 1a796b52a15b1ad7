"""Lists of candidates as offices keep them, in the way of corpus_lists.py."""

from __future__ import annotations

import datetime

from tests.upkeep.imports.corpus import BAD, CELLS, SCHOOLINGS, TIDY, USUAL, Book, cell_written
from tests.upkeep.imports.corpus_lists import Lister, odd_titles, resaved, saved_by
from tests.upkeep.imports.workbooks import DAY, FAMILY, GIVEN, strict

NOTED = datetime.date(2023, 3, 6)
STEPS = ["helpers", "class", "file", "vetting"]
DAYS = {  # of a file that went on as it should
    "helped_on": datetime.date(2023, 4, 3),
    "class_since": datetime.date(2024, 4, 1),
    "class_on": datetime.date(2024, 4, 4),
    "file_on": datetime.date(2024, 6, 3),
    "vetted_on": datetime.date(2024, 9, 16),
}
NEEDED = {  # step → its columns
    "helpers": ["helpers", "helped_on"],
    "class": ["class_since", "class_on"],
    "file": ["file_on"],
    "vetting": ["vetted_on"],
}
ISSUED, DROPPED = datetime.date(2024, 4, 5), datetime.date(2025, 1, 6)
REASON = "Chuyển công tác"
STAGES = {  # the step that was reached → as written
    "noted": ["Chi bộ ghi nhận quần chúng ưu tú", "Đang theo dõi", "Mới đưa vào nguồn", "Tạo nguồn"],
    "helpers": [
        "Phân công đảng viên chính thức giúp đỡ",
        "Đã phân công giúp đỡ",
        "Đang giúp đỡ",
        "Đang bồi dưỡng",
    ],
    "class": ["Học lớp nhận thức về Đảng", "Đã học lớp nhận thức", "Đã học cảm tình Đảng", "Đã có GCN"],
    "file": ["Bắt đầu lập hồ sơ", "Đang làm hồ sơ", "Đang lập hồ sơ", "Làm hồ sơ"],
    "vetting": ["Đã thẩm tra lý lịch", "Thẩm tra xong", "Đã thẩm tra", "đã xong thẩm tra lý lịch"],
}
WHO = ["number", "full_name", "born_on", "sex", "schooling", "work_place"]
TITLES = {
    "sex": "Giới tính",
    "schooling": "Trình độ",
    "work_place": "Đơn vị công tác",
    "unit": "Chi bộ",
    "starts_on": "Ngày đưa vào nguồn",
    "helpers": "Đảng viên được phân công giúp đỡ",
    "helped_on": "Ngày phân công",
    "class_since": "Học lớp nhận thức từ ngày",
    "class_on": "Ngày học xong lớp nhận thức",
    "certificate": "Số giấy chứng nhận",
    "file_on": "Ngày lập hồ sơ",
    "vetted_on": "Ngày thẩm tra xong",
    "stage": "Giai đoạn",
    "dropped_on": "Ngày đưa ra khỏi nguồn",
    "drop_reason": "Lý do",
}
OTHER_TITLES = {
    "full_name": "HỌ VÀ TÊN QUẦN CHÚNG",
    "helpers": "ĐẢNG VIÊN ĐƯỢC PHÂN CÔNG\nGIÚP ĐỠ",
    "helped_on": "Ngày phân công giúp đỡ",
    "class_since": "Ngày bắt đầu học",
    "class_on": "Ngày học xong",
    "certificate": "GCN lớp nhận thức",
    "file_on": "Ngày làm hồ sơ",
    "vetted_on": "Ngày thẩm tra lý lịch",
    "stage": "Tình trạng",
    "dropped_on": "Đưa ra khỏi nguồn từ ngày",
    "drop_reason": "Lý do đưa ra khỏi nguồn",
}


def candidates(made: Lister) -> list[dict]:
    """Who is followed where, how far; what was recorded before; which verdict is right."""
    _tell_apart(made)
    known = list(made.known)
    ways = [
        {"until": 0},
        {"until": 1},
        {"until": 2},
        {"until": 4},
        {"until": 4, "before": 4, "verdict": "same"},
        {"until": 3, "before": 1, "verdict": "changed"},
        {"until": 2, "dropped_on": DROPPED},
        {"until": 1, "before": 1, "dropped_on": DROPPED, "verdict": "changed"},
        {"until": 0, "stage": "class"},  # without its day: told, not invented
    ]
    if made.level > TIDY:
        ways += [
            {"until": 1, "helper": "Phạm Không Có", "verdict": "error"},
            {"until": 2, "written": {"class_on": "4/2024"}, "verdict": "error"},
            {"until": 2, "without": ["helpers", "helped_on"], "steps": []},
            {"until": 2, "without": ["class_since"], "steps": ["helpers"]},
            {"until": 1, "helper": "namesake", "verdict": "error"},
        ]
    if made.level == BAD:
        ways += [
            {"until": 1, "written": {"stage": "rất tốt"}, "verdict": "error"},
            {"until": 4, "written": {"vetted_on": "01/05/2024"}, "verdict": "error"},
            {"until": 1, "written": {"helped_on": "01/02/2023"}, "verdict": "error"},
        ]
    found = [_candidate(made, place, way) for place, way in enumerate(ways)]
    made.known = known + [("candidate", one) for one in found if "before" in one]
    return sorted(found, key=lambda one: one["cell"])


def _tell_apart(made: Lister) -> None:
    """Of those who help each has a name of his own, but for two in each cell."""
    for place, person in enumerate(made.people):
        person["full_name"] += f" {'ABCDEGHIKLMNOPQRSTUVXY'[place % 10]}ân"
    for cell in CELLS:
        *_, one, other = made.of_cell(cell)
        other["full_name"] = one["full_name"]


def _candidate(made: Lister, place: int, way: dict) -> dict:
    chance, cell = made.chance, [*CELLS][place % len(CELLS)]
    helpers = [person["full_name"] for person in made.of_cell(cell)[place % 3 : place % 3 + 2]]
    name = f"{chance.choice(FAMILY)} Quần {chance.choice(GIVEN)} {'ABCDEGHIKLMNOPQRST'[place]}ương"
    if helper := way.get("helper"):
        helpers[1] = made.of_cell(cell)[-1]["full_name"] if helper == "namesake" else helper
    return {
        "full_name": name,
        "born_on": datetime.date(1990, 1, 1) + DAY * chance.randrange(3000),
        "sex": chance.choice(["male", "female"]),
        "schooling": chance.choice([*SCHOOLINGS]),
        "work_place": "Phòng Tổ chức",
        "cell": cell,
        "helpers": helpers,
        "number": f"{place + 1}/GCN",
        "verdict": "new",
        "steps": STEPS[way.get("before", 0) : way["until"]],
    } | way


def told(one: dict) -> dict:
    """What the row says of the way to admission."""
    names = [name for step in STEPS[: one["until"]] for name in NEEDED[step]]
    facts = {name: DAYS.get(name) or one["helpers"] for name in names}
    if one["until"] >= STEPS.index("class") + 1:
        facts["certificate"] = (one["number"], ISSUED)
    if "dropped_on" in one:
        facts |= {"dropped_on": DROPPED, "drop_reason": REASON}
    facts["stage"] = one.get("stage", ["noted", *STEPS][one["until"]])
    return {name: value for name, value in facts.items() if name not in one.get("without", [])}


def cells(made: Lister, one: dict) -> dict:
    hand, facts = made.hand, told(one)
    names = ["sex", "schooling", "work_place"]
    written = made.who(one) | {name: hand.of(name, one) for name in names}
    if made.level > TIDY and "before" not in one and made.chance.random() < 0.5:
        written["born_on"] = one["born_on"].year
    written["starts_on"] = hand.day(NOTED)
    for name, value in facts.items():
        written[name] = hand.day(value) if isinstance(value, datetime.date) else value
    if "helpers" in facts:
        written["helpers"] = helpers_written(made, facts["helpers"])
    if "certificate" in facts:
        written["certificate"] = certificate_written(made, *facts["certificate"])
    written["stage"] = hand.pick(STAGES[facts["stage"]])
    return written | one.get("written", {})


def helpers_written(made: Lister, names: list[str]) -> str:
    one, other = names
    ways = [f"{one}; {other}", f"{one}, {other}", f"đ/c {one} và đ/c {other}", f"{one}\n{other}"]
    return made.hand.pick([*ways, f"1. {one}\n2. {other}", f"- {one}\n- {other}"])


def certificate_written(made: Lister, number: str, day: datetime.date) -> str:
    ways = [
        f"{number} ngày {day:%d/%m/%Y}",
        f"GCN số {number} ngày {day.day:02}/{day.month}/{day.year}",
    ]
    return made.hand.pick(
        [*ways, f"Số {number}, ngày {day:%d/%m/%Y}", f"{number} cấp ngày {day:%d-%m-%Y}"]
    )


def stored(one: dict) -> dict:
    names = [
        "helped_on",
        "class_since",
        "class_on",
        "certificate",
        "dropped_on",
        "drop_reason",
        "stage",
    ]
    facts = {
        name: value for name, value in told(one).items() if name in [*names, "file_on", "vetted_on"]
    }
    facts |= {"full_name": one["full_name"], "cell": one["cell"], "steps": one["steps"]}
    return facts | {"starts_on": NOTED, "helpers": set(told(one).get("helpers", []))}


def add(made: Lister, one: dict, **more) -> None:
    made.row(one["verdict"], cells(made, one) | more, **stored(one))


# --- Layouts ------------------------------------------------------------------------------------


def in_one_list(level: int) -> Book:
    made = Lister("candidates", level, **TITLES | (OTHER_TITLES if level == BAD else {}))
    made.begin()
    made.heading([*made.titles])
    for one in candidates(made):
        add(made, one, unit=cell_written(made.hand, one["cell"]))
    made.end()
    return made.done()


def by_sheet(level: int) -> Book:
    """One sheet for each cell, called as the cell is."""
    made = Lister("candidates by sheet", level, **TITLES | (OTHER_TITLES if level == BAD else {}))
    found = candidates(made)
    made.sheet.title = "Bìa"
    made.sheet.append(["DANH SÁCH QUẦN CHÚNG ƯU TÚ"])
    for cell, name in CELLS.items():
        made.sheet = made.book.create_sheet(name if level == TIDY else name.replace("Chi bộ", "CB"))
        made.begin()
        made.heading([title for title in made.titles if title != "unit"])
        for one in found:
            if one["cell"] == cell:
                add(made, one)
        made.end()
    return made.done()


def by_caption(level: int) -> Book:
    """The cell as a caption; the two days of the class under one title, the stage beside the name."""
    made = Lister("candidates by caption", level, **TITLES | (OTHER_TITLES if level == BAD else {}))
    rest = [name for name in TITLES if name not in {*WHO, "unit", "stage"}]
    made.fields = [*WHO, "stage", *rest]
    over = {TIDY: "Lớp nhận thức", USUAL: "Học lớp nhận thức", BAD: "LỚP NHẬN THỨC VỀ ĐẢNG"}[level]
    place = made.fields.index("class_since")
    first = [made.titles[name] for name in made.fields]
    first[place : place + 2] = [over, None]
    made.begin()
    top = made.write(first)
    days = ["Từ ngày", "Đến ngày"] if level < BAD else ["Từ", "Đến"]
    made.write([days[n - place] if n in {place, place + 1} else None for n in range(len(first))])
    made.sheet.merge_cells(start_row=top, end_row=top, start_column=place + 1, end_column=place + 2)
    cell = None
    for one in candidates(made):
        if one["cell"] != cell:
            cell = one["cell"]
            roman = ["I", "II", "III"][[*CELLS].index(cell)]
            made.caption(CELLS[cell] if level == TIDY else f"{roman}. {CELLS[cell].upper()}")
        add(made, one)
    made.end()
    return made.done()


ODD_TITLES = {
    "Đảng viên được phân công giúp đỡ": ("helpers", "Ai giúp"),
    "ĐẢNG VIÊN ĐƯỢC PHÂN CÔNG\nGIÚP ĐỠ": ("helpers", "Ai giúp"),
    "Ngày lập hồ sơ": ("file_on", "Hồ sơ"),
    "Ngày làm hồ sơ": ("file_on", "Hồ sơ"),
}
LAYOUTS = {
    "candidates": [
        in_one_list,
        by_sheet,
        by_caption,
        saved_by(resaved, by_sheet),
        saved_by(strict, in_one_list),
        odd_titles(in_one_list, ODD_TITLES),
    ]
}
