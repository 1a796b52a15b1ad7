"""The register of meetings of a year: what was held, who chaired, who was missing and why."""

import datetime
import re
from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User
from cells.models import Unit
from common.vietnamese import plain, sort_key
from meetings.models import (
    CELL_MEETINGS,
    THEMATIC_KINDS,
    Attendance,
    AttendanceStatus,
    Meeting,
    MeetingKind,
    changes,
)
from meetings.models.roll import roll_of
from members.models import Member
from members.rules.namesakes import called
from upkeep.imports import register, values
from upkeep.imports.fields import Field, labels, one_of, text_of
from upkeep.imports.people import Units
from upkeep.imports.register import Missing
from upkeep.imports.trying import Trial
from upkeep.imports.values import BadValueError
from upkeep.imports.verdicts import Line, as_text
from upkeep.models import Verdict

KIND = one_of(
    MeetingKind.choices,
    regular="sinh hoạt thường kỳ|họp thường kỳ|định kỳ|sinh hoạt định kỳ|họp định kỳ|họp chi bộ|tk"
    "|sh thường kỳ|hằng tháng|sinh hoạt chi bộ",
    thematic="sinh hoạt chuyên đề|họp chuyên đề|cđ|sh chuyên đề",
    combined="kết hợp|thường kỳ chuyên đề|thường kỳ và chuyên đề|tk cđ|tk kết hợp cđ"
    "|thường kỳ kết hợp cđ|thường kỳ có chuyên đề|sinh hoạt thường kỳ kết hợp chuyên đề"
    "|sinh hoạt thường kỳ và chuyên đề|thường kỳ lồng ghép chuyên đề",
    committee="chi ủy|họp chi ủy|đảng ủy|họp đảng ủy|cấp ủy|họp cấp ủy|họp bch|ban chấp hành",
    conference="hội nghị|hội nghị toàn thể",
    congress="đại hội chi bộ|đại hội đảng bộ|đh",
)
OVER_KIND = ["loại", "loại hình", "loại họp", "hình thức", "loại sinh hoạt", "hình thức sinh hoạt"]
OVER_KIND += ["sinh hoạt", "loại hình sinh hoạt", "họp"]
OVER_COUNT = [
    "số",
    "số lượng",
    "đảng viên",
    "số đảng viên",
    "số lượng đảng viên",
    "thành phần",
    "quân số",
]
OVER_ABSENT = [
    "vắng",
    "vắng mặt",
    "người vắng",
    "đảng viên vắng",
    "họ tên người vắng",
    "danh sách vắng",
]
OVER_ABSENT += ["họ tên đảng viên vắng", "họ và tên đảng viên vắng", "số đảng viên vắng", "số vắng"]
HOURS = "Như 14:00, hoặc 14h00 - 15h30"
WHO = "Số người, hoặc từng người với lý do: An (ốm), Bình (công tác)"


def under(above: list[str], *titles: str) -> str:
    """Spellings of a title below one that is merged over it, and alone."""
    return "|".join([*titles, *(f"{over} {title}" for over in above for title in titles)])


FIELDS = [
    Field(
        "held_on",
        "Ngày họp",
        register.when,
        "ngày|ngày sinh hoạt|ngày, tháng|ngày tháng năm|ngày, tháng, năm|thời gian|thời gian họp"
        "|thời gian sinh hoạt|ngày tổ chức|thời gian tổ chức|thời gian ngày|ngày giờ|ngày, giờ họp",
        "Như 05/01/2024; 05/01 hoặc 5 khi năm, tháng ghi ở nơi khác",
        is_needed=True,
        nothing="không họp|không sinh hoạt|nghỉ|hoãn",
    ),
    Field(
        "month", "Tháng", register.month, "kỳ|kỳ sinh hoạt|tháng họp|họp tháng", "Như 1 hoặc 01/2024"
    ),
    Field("year", "Năm", register.year, "năm họp", "Khi ngày không ghi năm"),
    Field(
        "unit",
        "Tổ chức đảng",
        values.text,
        "tổ chức|chi bộ|đảng bộ|tên chi bộ|tên tổ chức đảng|đơn vị",
        "Tên tổ chức; chi bộ có thể ghi số",
        is_needed=True,
    ),
    Field(
        "kind",
        "Loại",
        KIND,
        "loại họp|loại sinh hoạt|hình thức sinh hoạt|loại hình|loại hình sinh hoạt|loại cuộc họp"
        "|hình thức|nội dung loại",
        labels(MeetingKind.choices),
        is_needed=True,
    ),
    Field("is_regular", "Thường kỳ", values.mark, under(OVER_KIND, "thường kỳ", "tk"), "Đánh x"),
    Field(
        "is_thematic",
        "Có chuyên đề",
        values.mark,
        "|".join(f"{over} chuyên đề" for over in OVER_KIND),
        "Đánh x",
    ),
    Field(
        "topic",
        "Chuyên đề",
        text_of(Meeting._meta.get_field("topic")),
        "tên chuyên đề|chủ đề|tên chủ đề|chủ đề sinh hoạt|tên chuyên đề sinh hoạt",
        "Khi sinh hoạt chuyên đề",
    ),
    Field("content", "Nội dung", values.text, "nội dung họp|nội dung sinh hoạt|nội dung chính"),
    Field(
        "starts_at",
        "Bắt đầu",
        register.hours,
        "giờ|giờ họp|giờ bắt đầu|từ giờ|thời gian giờ|thời gian từ|khung giờ",
        HOURS,
    ),
    Field(
        "ends_at",
        "Kết thúc",
        register.hours,
        "giờ kết thúc|đến giờ|thời gian đến|giờ nghỉ",
        "Như 15:30",
    ),
    Field(
        "length",
        "Thời lượng",
        register.length,
        "thời lượng (phút)|số phút|thời gian họp (phút)|thời lượng họp|phút",
        "Số phút, khi không ghi giờ kết thúc",
    ),
    Field("place", "Địa điểm", text_of(Meeting._meta.get_field("place")), "nơi họp|địa điểm họp|tại"),
    Field("chair", "Chủ trì", values.text, "người chủ trì|chủ tọa|chủ toạ|đồng chí chủ trì|điều hành"),
    Field(
        "present",
        "Có mặt",
        register.came,
        "số có mặt|dự họp|số dự họp|có mặt/tổng số|số có mặt/tổng số|số dự/tổng số|tham dự|số tham dự"
        "|đảng viên dự|số đảng viên dự|số đảng viên có mặt|đảng viên có mặt|đảng viên dự họp|số dự"
        "|có mặt/phải dự|dự/tổng số",
        "Như 18 hoặc 18/20",
    ),
    Field(
        "due",
        "Phải dự",
        register.number,
        "tổng số|tổng số đảng viên|tổng số đv|sĩ số|số phải dự|số đảng viên|được triệu tập|triệu tập"
        "|quân số|ts đảng viên|ts đv|phải có mặt",
        "Số người của danh sách ngày đó",
    ),
    Field("absent", "Vắng", register.missing, under(OVER_COUNT, "vắng", "vắng mặt"), WHO),
    Field(
        "absent_names",
        "Người vắng, lý do",
        register.missing,
        "người vắng|tên người vắng|họ tên người vắng|họ tên đảng viên vắng|danh sách vắng|lý do vắng"
        "|họ tên, lý do vắng|vắng (họ tên, lý do)|đảng viên vắng, lý do|họ tên người vắng, lý do"
        "|đảng viên vắng mặt, lý do|vắng ai|ai vắng, lý do|họ tên vắng, lý do",
        WHO,
    ),
    Field("excused", "Vắng có lý do", register.missing, under(OVER_ABSENT, "có lý do", "có phép"), WHO),
    Field(
        "unexcused",
        "Vắng không lý do",
        register.missing,
        under(OVER_ABSENT, "không lý do", "không phép"),
        WHO,
    ),
]
EXAMPLE = {
    "held_on": datetime.date(2024, 1, 5),
    "unit": "Chi bộ 1",
    "kind": "Thường kỳ",
    "starts_at": "14:00",
    "ends_at": "15:30",
    "chair": "Nguyễn Văn An",
    "present": "18/20",
    "absent_names": "Trần Thị Bình (ốm), Lê Văn Cường (công tác)",
}
MISSING = {
    "absent": None,
    "absent_names": None,
    "excused": AttendanceStatus.EXCUSED,
    "unexcused": AttendanceStatus.UNEXCUSED,
}
TICKS = {"is_regular": MeetingKind.REGULAR, "is_thematic": MeetingKind.THEMATIC}
FACTS = ["topic", "content", "starts_at", "ends_at", "place", "chair"]
BIRTH = re.compile(r"(\d{4}|\d{1,2}/[\d/]+)[\s()]*")
NOBODY_TOLD = "Không ghi ai có mặt, ai vắng: mọi người phải dự được ghi là có mặt."
Absent = dict[int, tuple[str, str]]  # id → status, reason
NO_ROLL = "Trong phần mềm chưa có ai thuộc danh sách của tổ chức này vào ngày này."
NO_START = "Không có giờ bắt đầu nên thời lượng không được ghi."


class Judge(Trial):
    DAY = ABOUT = "held_on"
    COLUMNS = {name: name for name in ("unit", "kind", *FACTS)}

    def __init__(self, scope: Unit, user: User, **asked):
        super().__init__(scope, user, **asked)
        self.units = Units(scope, only_cells=False)
        self.seen: dict[tuple, str] = {}

    # --- What the row says ------------------------------------------------------------------

    def understand(self, line: Line) -> None:
        self._find_day(line)
        _find_kind(line)
        _find_topic(line)
        _find_hours(line)
        if "held_on" in line.values:
            self._find_unit(line)
        if {"held_on", "kind", "unit"} <= set(line.values):
            of_day, found = _recorded(line)
            self._find_people(line, found)
            self._judge(line, of_day, found)

    def _find_day(self, line: Line) -> None:
        when = line.values.pop("held_on", None)
        line.need({} if when else {"held_on": "ngày họp"})
        if when is None or line.is_wrong("month") or line.is_wrong("year"):
            return
        month, year = line.values.get("month", (None, None))
        try:
            line.values["held_on"] = when.on(month, year or line.values.get("year"))
        except BadValueError as bad:
            line.error("held_on", str(bad))
        if when.hours and "starts_at" not in line.raw:
            line.values["starts_at"], line.written_as["starts_at"] = when.hours, "held_on"

    def _find_unit(self, line: Line) -> None:
        self.units.place(line, line.values["held_on"])
        if "unit" not in line.raw:
            line.written_as["unit"] = "held_on"
        line.need({"unit": "tổ chức đảng"})

    def _find_people(self, line: Line, found: Meeting | None) -> None:
        """Who of the roll of that day was missing, and whether that is what the numbers say. Of a
        meeting on record the numbers may stand alone, as in our own list."""
        facts = (line.values[name] for name in ("unit", "kind", "held_on"))
        rows = {row.member_id: row for row in roll_of(*facts)}
        roll = [row.member for row in rows.values()]
        if not rows:
            line.error("held_on", NO_ROLL)
            return
        self._find_chair(line, roll)
        if found and not any(name in line.raw for name in MISSING):
            _compare_numbers(line, found)
            return
        absent: Absent = {}
        for name in MISSING:
            for told in line.values.get(name, Missing(None)).people:
                _name_absent(line, name, told, rows, absent)
        if not line.has_error:
            _check_named(line, absent)
            _check_total(line, rows, absent)
        line.values["missing"] = {pk: told for pk, told in absent.items() if rows[pk].is_due}

    def _find_chair(self, line: Line, roll: list[Member]) -> None:
        """Somebody of the roll, or by the whole name somebody else of the organisation."""
        if "chair" not in line.values:
            return
        written = line.values.pop("chair")
        name, _ = next(iter(register.missing(written).people), (written, ""))
        found = named(name, roll) or self.people.by_name.get(sort_key(name), [])
        if len(found) == 1:
            line.values["chair"] = found[0]
        else:
            why = "Không tìm thấy" if not found else f"Có {len(found)} người tên"
            line.warn("chair", f"{why} “{name}” trong phần mềm, nên chủ trì không được ghi.")

    # --- What will become of it -------------------------------------------------------------

    def _judge(self, line: Line, of_day: list[Meeting], found: Meeting | None) -> None:
        unit, kind, day, topic = _which(line)
        first = self.seen.setdefault((unit.pk, kind, day, plain(topic)), line.where)
        if first != line.where:
            line.error("held_on", f"Trùng với dòng {first}.")
            return
        if found is None:
            line.act = Verdict.NEW
            for row in [row for row in of_day if {kind, row.kind} <= {*CELL_MEETINGS}]:
                line.warn(
                    "kind",
                    f"Ngày này trong phần mềm đã có {row.title}; đề nghị xem có là một buổi không.",
                )
        elif not found.is_held and _tells_who_came(line):
            line.error("held_on", "Trong phần mềm mới là lịch dự kiến. Mở lịch đó để ghi.")
        else:
            self._compare(line, found)

    def _compare(self, line: Line, meeting: Meeting) -> None:
        """What is empty in a record that was taken over is filled; nothing else is changed."""
        line.record = meeting
        for name in FACTS:
            stored, written = getattr(meeting, name), line.values.get(name)
            if not written or plain(as_text(stored or "")) == plain(as_text(written)):
                continue
            if not stored and meeting.is_taken_over:
                line.change(name, "")
            elif name != "content":
                line.warn(name, f"Trong phần mềm {_in_words(stored)}; không sửa ở đây.")
        self._compare_missing(line, meeting)

    def _compare_missing(self, line: Line, meeting: Meeting) -> None:
        rows = {row.member_id: row for row in meeting.attendances.due().select_related("member")}
        stored = {pk: (row.status, row.reason) for pk, row in rows.items() if not row.is_present}
        if stored != line.values.get("missing", stored):
            names = ", ".join(str(rows[pk].member) for pk in stored) or "không ai"
            line.warn(_told_in(line), f"Trong phần mềm ghi vắng: {names}; không sửa ở đây.")

    def touched(self, lines: Iterable[Line]) -> list[QuerySet]:
        pks = [line.record.pk for line in lines if line.record]
        return [Meeting.objects.filter(pk__in=pks), Attendance.objects.filter(meeting__in=pks)]

    def carry_out(self, line: Line, decision) -> None:
        """Take the meeting over, or fill in what its record lacks."""
        facts = {name: line.values[name] for name in FACTS if line.values.get(name)}
        if line.act == Verdict.NEW:
            facts |= {name: line.values[name] for name in ("unit", "kind", "held_on")}
            line.record = Meeting.objects.take_over(
                **facts, absent=line.values["missing"], by=self.user
            )
        else:
            meeting = Meeting.objects.select_related("unit").get(pk=line.record.pk)
            typed = {name: facts[name] for name in line.changed}
            meeting.record(changes("meeting", **typed), by=self.user).require("meeting", "")


# --- Parts of a row ---------------------------------------------------------------------------


def _which(line: Line) -> tuple:
    return tuple(line.values.get(name, "") for name in ("unit", "kind", "held_on", "topic"))


def _recorded(line: Line) -> tuple[list[Meeting], Meeting | None]:
    """The meetings of that day, and which of them the row is about."""
    unit, kind, day, topic = _which(line)
    of_day = list(Meeting.objects.of_unit(unit).on_days(day, day).select_related("chair"))
    same = [row for row in of_day if row.kind == kind]
    of_topic = [row for row in same if plain(row.topic) == plain(topic)]
    return of_day, next(iter(of_topic or same), None)


def _tells_who_came(line: Line) -> bool:
    """So it was held, whatever the record says."""
    present, _ = line.values.get("present", (None, None))
    return bool(present) or any(name in line.raw for name in MISSING)


def _compare_numbers(line: Line, meeting: Meeting) -> None:
    rows = list(meeting.attendances.due())
    stored = {"present": sum(row.is_present for row in rows), "due": len(rows)}
    present, due = line.values.get("present", (None, None))
    told = {"present": present, "due": line.values.get("due", due)}
    for name, number in told.items():
        if number not in {None, stored[name]}:
            at = name if name in line.raw else "present"
            line.warn(at, f"Trong phần mềm là {stored[name]}; không sửa ở đây.")


def _find_kind(line: Line) -> None:
    """By its word, or by the ticks of two columns."""
    if plain(line.values.get("topic", "")) == "x":  # a column of ticks
        line.values["is_thematic"] = bool(line.values.pop("topic"))
    kinds = [kind for name, kind in TICKS.items() if line.values.get(name)]
    if kinds and "kind" not in line.raw:
        line.values["kind"] = MeetingKind.COMBINED if len(kinds) > 1 else kinds[0]
    line.need({"kind": "loại họp"})


def _find_topic(line: Line) -> None:
    """Of a register with one column for both, what a meeting with a topic was about is the topic."""
    if line.values.get("kind") in THEMATIC_KINDS and "topic" not in line.raw and "content" in line.raw:
        line.values["topic"] = line.values.pop("content", "")
        line.written_as["topic"] = "content"


def _find_hours(line: Line) -> None:
    starts, ends = line.values.pop("starts_at", ()), line.values.pop("ends_at", ())
    minutes = line.values.get("length")
    if starts:
        line.values["starts_at"] = starts[0]
    if len(starts) > 1 or ends:
        line.values["ends_at"] = (*ends, *starts[1:])[0]
        line.written_as |= {} if ends else {"ends_at": "starts_at"}
    elif starts and minutes:
        begun = datetime.datetime.combine(datetime.date.min, starts[0])
        line.values["ends_at"] = (begun + datetime.timedelta(minutes=minutes)).time()
        line.written_as["ends_at"] = "length"
    elif minutes:
        line.warn("length", NO_START)


def named(written: str, people: list[Member]) -> list[Member]:
    """Whom this name, or end of a name, may mean in this list; the whole name first."""
    calls, size, key = called(people), len(written.split()), sort_key(written)
    ends = [
        (one, text)
        for one in people
        for text in {one.full_name, calls[one.pk]}
        if sort_key(" ".join(text.split()[-size:])) == key
    ]
    whole = [one for one, text in ends if len(text.split()) == size]
    return whole or [one for one, _ in ends]


def _one_of_roll(line: Line, column: str, written: str, roll: list[Member]) -> Member | None:
    found = named(written, roll)
    if len(found) == 1:
        return found[0]
    calls = called(found)
    names = ", ".join(calls[one.pk] for one in found)
    why = f"Có {len(found)} người tên “{written}”: {names}. Ghi rõ." if found else ""
    line.error(column, why or f"Không có ai tên “{written}” trong danh sách ngày này.")
    return None


def _name_absent(line: Line, column: str, told, rows: dict[int, Attendance], absent: Absent) -> None:
    """Put whom the column names, and why, among the absent."""
    written, reason = told
    if born := BIRTH.match(reason):  # as namesakes are told apart
        written, reason = f"{written} ({born[1]})", reason[born.end() :]
    member = _one_of_roll(line, column, written, [row.member for row in rows.values()])
    if member is None:
        return
    if member.pk in absent:
        line.error(column, f"Đồng chí {member} được nêu hai lần.")
    status = MISSING[column]
    if register.is_without_leave(reason):
        status, reason = AttendanceStatus.UNEXCUSED, ""
    if not (row := rows[member.pk]).is_due:
        by_record = row.get_status_display().lower()
        line.warn(column, f"Đồng chí {member} theo sổ ngày này: {by_record}; không tính là vắng.")
    elif not (status or reason):
        line.warn(column, f"Không ghi lý do của đồng chí {member}; được ghi là vắng có lý do.")
    absent[member.pk] = (status or AttendanceStatus.EXCUSED, reason)


def _check_named(line: Line, absent: Absent) -> None:
    """As many are named as are counted, in each column."""
    told = {name: line.values[name] for name in MISSING if name in line.values}
    for name, missing in told.items():
        some = [status for status, _ in absent.values() if MISSING[name] in {None, status}]
        count = len(missing.people or some)
        if missing.number not in {None, count}:
            line.error(name, f"Ghi vắng {missing.number} người mà nêu tên {count}.")
    if "present" not in line.values and not told:
        line.warn("held_on", NOBODY_TOLD)


def _check_total(line: Line, rows: dict[int, Attendance], absent: Absent) -> None:
    """Who came and who did not are all; and all are the roll, but for those not due by the record."""
    apart = sum(not rows[pk].is_due for pk in absent)
    of_roll = sum(row.is_due for row in rows.values())
    present, due = line.values.get("present", (None, None))
    due = line.values.get("due", due)
    if due is None and present is not None:  # those of the roll, unless more are accounted for
        due = max(of_roll + apart, present + len(absent))
    if None not in {present, due} and present + len(absent) != due:
        line.error("present", f"Có mặt {present}, nêu tên vắng {len(absent)}, mà tổng số {due}.")
    if due is not None and due - apart != of_roll:
        at = "due" if "due" in line.raw else "present"
        line.warn(at, f"Bảng ghi {due} người, trong phần mềm ngày này có {of_roll} người phải dự.")


def _told_in(line: Line) -> str:
    """The column that says who was missing, or the nearest to it."""
    return next((name for name in (*MISSING, "present") if name in line.raw), "held_on")


def _in_words(stored) -> str:
    return f"là {as_text(stored)}" if stored else "để trống"
