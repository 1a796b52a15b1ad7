"""What stands above the rows of a preview: what was read and how, what was not, what is in doubt.

Each as [what it is about, sentence, whether it is in doubt].
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.utils import timezone

from common.months import month_end
from meetings.models import CELL_MEETINGS, REGULAR_KINDS
from upkeep.imports import kinds, values
from upkeep.imports.fields import Field
from upkeep.imports.headers import Heading
from upkeep.imports.reading import Sheet
from upkeep.imports.sifting import Sifted
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch, Verdict

NOTABLE = {Verdict.CHANGED, Verdict.WARNING, Verdict.ERROR}
MONTHS, FEWEST = 12, 2
COMMON = 3  # rows: so many equal messages are told together
SHOWN = 12
TURNED = (
    "Ô kiểu chữ đều có ngày lớn hơn 12, ô kiểu ngày thì không bao giờ: có thể Excel đã đổi chỗ ngày và "
    "tháng của cả cột. So với hồ sơ gốc trước khi ghi."
)

READ, GUESSED, UNREAD = "Cột được đọc", "Cột đoán theo một phần tiêu đề", "Cột KHÔNG đọc"
AS_BEFORE = ["Các cột", "Theo lựa chọn của lần trước cho bảng có cùng các tiêu đề.", False]
NUMBERS = {"STT", "TT", "Stt", "Số TT", "Số thứ tự"}  # of the rows: nothing is lost with them

Told = list[list]


def of_sheets(chosen: list[tuple[Sheet, Heading]], others: list[list[str]]) -> Told:
    told = [["Trang được đọc", "; ".join(_sheet(sheet, heading) for sheet, heading in chosen), False]]
    told += [[f"Trang KHÔNG đọc: “{name}”", reason, True] for name, reason in others]
    for sheet, _ in chosen:
        at = f" trang “{sheet.name}”" if len(chosen) > 1 else ""
        if sheet.hidden_rows:
            told.append([f"Dòng ẩn{at}", f"{spans(sheet.hidden_rows)}; vẫn được đọc.", True])
        if sheet.hidden_columns:
            told.append([f"Cột ẩn{at}", f"{', '.join(sheet.hidden_columns)}; vẫn được đọc.", True])
        for font, count in sheet.fonts.items():
            told.append([f"Phông chữ cũ{at}", f"{count} ô chữ {font} đã đổi sang Unicode.", True])
        if sheet.is_1904:
            told.append(
                [f"Lịch 1904{at}", "Số ngày trong tệp được tính từ năm 1904, như Excel.", False]
            )
    return told


def _sheet(sheet: Sheet, heading: Heading) -> str:
    return f"“{sheet.name}”, tiêu đề ở dòng {spans(range(heading.first, heading.last + 1))}"


def of_columns(columns: list[dict], heading: Heading, batch: ImportBatch) -> Told:
    """Which are read as what, which of them by a guess, and which are not."""
    fields = kinds.fields(batch.kind)
    names = {letter: name for name, letter in batch.mapping.items()}
    is_guess = batch.mapping == kinds.guessed(heading)
    told: dict[str, list[str]] = {READ: [], GUESSED: [], UNREAD: []}
    for column in columns:
        title, name = column["title"], names.get(column["letter"])
        called = f"{column['letter']} “{title}”" if title else f"{column['letter']} (không có tiêu đề)"
        if name is None:
            told[UNREAD] += [called] * (title not in NUMBERS)
            continue
        label = fields[name].label
        how = GUESSED if is_guess and (name in heading.guessed or not title) else READ
        told[how].append(called if title == label else f"{called} là {label}")
    return [[how, "; ".join(texts), how != READ] for how, texts in told.items() if texts]


def of_rows(sifted: Sifted, fields: dict[str, Field]) -> Told:
    told = [*sifted.told]
    if sifted.captions:
        texts = "; ".join(f"dòng {where}: “{text}”" for where, text in sifted.captions[:SHOWN])
        told.append(["Dòng nhóm", f"{texts}{_more(sifted.captions)}", False])
    for name, count in sifted.dittos.items():
        told.append(
            [fields[name].label, f"{count} ô ghi như dòng trên, đã điền theo dòng trên.", False]
        )
    return told


def _more(rows: list) -> str:
    return f" và {len(rows) - SHOWN} dòng nữa" if len(rows) > SHOWN else ""


def of_all(lines: list[Line], told: Told, fields: dict[str, Field], mapping: dict[str, str]) -> dict:
    """Days of a whole column that are in doubt, and the messages that many rows share."""
    told = told + [
        [f"Cột {mapping[name]}, {fields[name].label}", TURNED, True] for name in turned(lines, fields)
    ]
    told += without_regular(lines)
    said = Counter(
        (name, str(cell.verdict), cell.note)
        for line in lines
        for name, cell in line.cells.items()
        if cell.verdict in NOTABLE
    )
    common = [(key, count) for key, count in said.most_common() if count >= COMMON]
    for (name, verdict, note), count in common[:SHOWN]:
        label = fields[name].label if name in fields else ""
        column = f"Cột {mapping[name]}, {label}" if name in mapping else label
        rows = "mọi dòng" if count == len(lines) else f"{count} dòng"
        told.append([f"{column} ({rows})", note, verdict != Verdict.CHANGED])
    return {"told": told, "everywhere": [list(key) for key, count in common if count == len(lines)]}


def turned(lines: list[Line], fields: dict[str, Field]) -> list[str]:
    """The columns in which days typed as text all exceed 12 and Excel's own never do."""
    typed, own = defaultdict(list), defaultdict(list)
    for line in lines:
        for name, raw in line.raw.items():
            if not fields[name].is_day:
                continue
            if isinstance(raw, list) and raw[0] == "day":
                own[name].append(int(raw[1][-2:]))
            elif isinstance(raw, str) and (found := values.DAY.fullmatch(raw.strip())):
                typed[name].append(int(found[1]))
    return [
        name
        for name in typed
        if min(len(typed[name]), len(own[name])) >= FEWEST
        and min(typed[name]) > MONTHS >= max(own[name])
    ]


def without_regular(lines: list[Line]) -> Told:
    """Of each year and organisation of a register: months that are over without a regular meeting."""
    today, held = timezone.localdate(), defaultdict(set)
    for line in lines:
        kind, day, unit = (line.values.get(name) for name in ("kind", "held_on", "unit"))
        if kind in CELL_MEETINGS and day and unit:
            held[unit, day.year].add(day.month if kind in REGULAR_KINDS else 0)
    lacking = {
        of: [
            m for m in range(1, 13) if m not in months and month_end(datetime.date(of[1], m, 1)) < today
        ]
        for of, months in held.items()
    }
    return [
        [f"{unit} năm {year}", f"Bảng không có sinh hoạt thường kỳ tháng {spans(months)}.", True]
        for (unit, year), months in lacking.items()
        if months
    ]


def spans(numbers: Iterable[int]) -> str:
    """Numbers that follow each other as one span: 1–3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(one) if one == last else f"{one}–{last}" for one, last in runs)
