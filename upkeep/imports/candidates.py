"""A list of candidates whom the cells follow, and how far each is on the way to admission.

A day is never invented: a step without its day, or with a step before it that nobody wrote, is not
recorded, and its cell says what lacks. The class is then kept by itself, as a class that was attended.
"""

import datetime
import re
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import User
from cases.models import Case, CaseStep
from cases.procedures.admission import ADMISSION
from cells.models import Threshold, ThresholdCode, Unit
from common.periods import DAY
from common.vietnamese import nfc, plain, sort_key
from members.models import Candidate, Course, Member, Training
from members.models.history import in_words
from upkeep.imports import values
from upkeep.imports.fields import Field, one_of, put, text_of
from upkeep.imports.members import UNIT_WORDS
from upkeep.imports.people import Units
from upkeep.imports.person import DAY_NOTE, PERSON
from upkeep.imports.trying import Trial
from upkeep.imports.values import BadValueError
from upkeep.imports.verdicts import Line, as_text
from upkeep.models import Verdict

FACTS = ["born_on", "sex", "ethnicity", "schooling", "work_place"]
STEPS = {  # of the procedure → its columns, the day last
    "helpers": ("helpers", "helped_on"),
    "class": ("class_since", "class_on"),
    "file": ("file_on",),
    "vetting": ("vetted_on",),
}
ORDER = [step.code for step in ADMISSION.steps]
STAGE = one_of(
    [(step.code, step.label) for step in ADMISSION.steps],
    noted="ghi nhận|đang theo dõi|mới đưa vào nguồn|đưa vào nguồn|tạo nguồn|phát hiện nguồn",
    helpers="đã phân công giúp đỡ|phân công giúp đỡ|đang giúp đỡ|đang bồi dưỡng",
    **{
        "class": "đã học lớp nhận thức|học xong lớp nhận thức|đã học lớp nhận thức về đảng|đã có gcn"
        "|đã học cảm tình đảng|đã học lớp cảm tình đảng|đã có giấy chứng nhận"
    },
    file="đang làm hồ sơ|đang lập hồ sơ|làm hồ sơ|lập hồ sơ|đang thẩm tra|đang thẩm tra lý lịch",
    vetting="thẩm tra xong|đã thẩm tra|đã xong thẩm tra lý lịch|xong thẩm tra lý lịch",
    cell_vote="chi bộ đã xét|chi bộ đã biểu quyết|chi bộ đề nghị kết nạp",
    committee="đảng ủy đã xét|đảng ủy đề nghị kết nạp",
    decision="đã có quyết định|đã có quyết định kết nạp|chờ kết nạp",
    ceremony="đã kết nạp",
)
BETWEEN = re.compile(r"[;,\r\n+&]|\bvà\b|\s[-/]\s|\s(?=\d[.)])|\([^)]*\)")
TITLE = re.compile(r"^(?:(?:[-•*]|\d+[.)]|đ[/.]?c\b|đồng chí\b|ông\b|bà\b)[\s.:]*)+", re.I)
UNION = re.compile(r"đoàn (?:thanh niên|tn|tncs|cơ sở)|chi đoàn|đtn\b|công đoàn", re.I)
CERTIFICATE = re.compile(
    r"(?:(?:gcn|giấy chứng nhận)\b\s*)?(?:số\b[\s:]*)?(?P<number>.*?)"
    r"(?:[,;]?\s*\b(?:cấp )?ngày(?: cấp)?[\s:]+(?P<day>.+))?",
    re.I,
)
NUMBER = text_of(Training._meta.get_field("certificate_number"))
NOT_HERE = "không sửa ở đây."


def helpers(raw) -> list[str]:
    """Names, each on its own. Raises BadValueError."""
    values.text(raw)
    names = (TITLE.sub("", nfc(part)) for part in BETWEEN.split(str(raw)))
    return list(filter(None, names))


def certificate(raw) -> tuple[str, datetime.date | None]:
    """12, or GCN số 12 ngày 05/4/2024: its number, and its day if told. Raises BadValueError."""
    found = CERTIFICATE.fullmatch(values.text(raw))
    number = NUMBER(found["number"])
    if not re.search(r"\d", number) or values.DAY.search(number):
        raise BadValueError("Ghi như 12, hoặc 12 ngày 05/04/2024.")
    return number, values.party_day(found["day"]) if found["day"] else None


def _day(name: str, label: str, words: str, note: str = DAY_NOTE, **facts) -> Field:
    return Field(name, label, values.party_day, words, note, **facts)


FIELDS = [
    *(field for field in PERSON if field.name in {"full_name", "given_name", *FACTS}),
    Field("unit", "Chi bộ", values.text, UNIT_WORDS, "Tên hoặc số của chi bộ", is_needed=True),
    _day(
        "starts_on",
        "Ngày đưa vào nguồn",
        "theo dõi từ|ngày giới thiệu|ngày phát hiện nguồn|theo dõi từ ngày|ngày vào nguồn|ngày",
        is_needed=True,
    ),
    Field(
        "helpers",
        "Đảng viên được phân công giúp đỡ",
        helpers,
        "người giúp đỡ|đv giúp đỡ|đảng viên được phân công giúp đỡ|đảng viên phân công giúp đỡ"
        "|phân công giúp đỡ|đảng viên theo dõi, giúp đỡ",
        "Một hoặc hai đảng viên của chi bộ, cách nhau bằng dấu ; một thì ghi thêm tên đoàn thanh niên",
    ),
    _day("helped_on", "Ngày phân công", "ngày phân công giúp đỡ|phân công ngày|phân công từ ngày"),
    _day(
        "class_since",
        "Học lớp nhận thức từ ngày",
        "ngày bắt đầu học|học từ ngày|ngày đi học lớp nhận thức|lớp nhận thức từ"
        "|lớp nhận thức từ ngày|học lớp nhận thức từ|lớp nhận thức về đảng từ"
        "|lớp nhận thức về đảng từ ngày",
    ),
    _day(
        "class_on",
        "Ngày học xong lớp nhận thức",
        "ngày học xong|học xong lớp nhận thức|ngày hoàn thành lớp nhận thức|lớp nhận thức đến"
        "|lớp nhận thức đến ngày|học lớp nhận thức đến|học lớp nhận thức đến ngày"
        "|lớp nhận thức|lớp nhận thức về đảng|lớp nhận thức về đảng đến"
        "|lớp nhận thức về đảng đến ngày",
    ),
    Field(
        "certificate",
        "Số giấy chứng nhận",
        certificate,
        "giấy chứng nhận|số gcn|gcn|gcn lớp nhận thức|số gcn lớp nhận thức|chứng nhận lớp nhận thức"
        "|giấy chứng nhận lớp nhận thức|số giấy chứng nhận lớp nhận thức",
        "Như 12, hoặc 12 ngày 05/04/2024",
    ),
    _day("file_on", "Ngày lập hồ sơ", "ngày làm hồ sơ|ngày bắt đầu lập hồ sơ"),
    _day(
        "vetted_on",
        "Ngày thẩm tra xong",
        "thẩm tra xong|ngày thẩm tra|ngày thẩm tra lý lịch|ngày xong thẩm tra lý lịch",
    ),
    Field(
        "stage",
        "Giai đoạn",
        STAGE,
        "tình trạng|đang ở bước|bước|tiến độ|giai đoạn hiện nay",
        "Chỉ để so với các ngày, như: đang theo dõi; đã học lớp nhận thức; đang lập hồ sơ; đã thẩm tra",
    ),
    _day(
        "dropped_on",
        "Ngày đưa ra khỏi nguồn",
        "thôi theo dõi|thôi theo dõi từ ngày|ngày thôi theo dõi|ra khỏi nguồn",
        note=f"{DAY_NOTE}; ngày đầu không theo dõi nữa",
    ),
    Field(
        "drop_reason",
        "Lý do đưa ra khỏi nguồn",
        text_of(Candidate._meta.get_field("drop_reason")),
        "lý do|lý do thôi theo dõi",
    ),
]
LABELS = {field.name: field.label for field in FIELDS}
EXAMPLE = {
    "full_name": "Trần Thị Bình",
    "born_on": datetime.date(1995, 10, 2),
    "sex": "Nữ",
    "schooling": "Đại học",
    "unit": "Chi bộ 1",
    "starts_on": datetime.date(2024, 3, 5),
    "helpers": "Nguyễn Văn An; Lê Thị Hoa",
    "helped_on": datetime.date(2024, 4, 2),
    "class_since": datetime.date(2024, 6, 3),
    "class_on": datetime.date(2024, 6, 7),
    "certificate": "12 ngày 10/06/2024",
    "stage": "Đã học lớp nhận thức",
}


class Judge(Trial):
    COLUMNS = {name: name for name in LABELS} | {"on": "starts_on"}

    def __init__(self, scope: Unit, user: User, **asked):
        super().__init__(scope, user, **asked)
        self.units = Units(scope, only_cells=True)
        months = Threshold.objects.in_force(ThresholdCode.AWARENESS_MONTHS, self.today)
        self.valid_months = months.value
        rows = Candidate.objects.visible_to(user).under(scope).filter(member=None, went_on_as=None)
        rows = rows.select_related("unit").prefetch_related("cases__steps__helpers", "trainings")
        self.known = [(sort_key(row.full_name), row) for row in rows]
        self.seen: dict[object, str] = {}

    def understand(self, line: Line) -> None:
        line.need({"full_name": "họ và tên"})
        if {"dropped_on", "drop_reason"} & set(line.raw):
            line.need(
                {"dropped_on": "ngày đưa ra khỏi nguồn", "drop_reason": "lý do đưa ra khỏi nguồn"}
            )
        if not line.has_error:
            self._judge(line)

    def _judge(self, line: Line) -> None:
        self.units.place(line, line.values.get("starts_on", self.today))
        found = self._find(line)
        if len(found) > 1:
            line.error("full_name", f"Đang theo dõi {len(found)} người cùng tên này.")
            return
        person = (
            found[0].pk if found else (sort_key(line.values["full_name"]), line.values.get("born_on"))
        )
        first = self.seen.setdefault(person, line.where)
        if first != line.where:
            line.error("full_name", f"Trùng người với dòng {first}.")
        elif found:
            self._compare(line, found[0])
        else:
            self._take_in(line)

    def _find(self, line: Line) -> list[Candidate]:
        """Whoever of that name is followed now, or was from that very day on; the day of birth tells
        namesakes apart."""
        key, born = sort_key(line.values["full_name"]), line.values.get("born_on")
        on = line.values.get("starts_on")
        named = [
            row
            for known, row in self.known
            if known == key and (row.is_followed or row.starts_on == on)
        ]
        born_then = [row for row in named if row.born == born]
        found = born_then or [row for row in named if not row.born or not born or born.may_be(row.born)]
        return [row for row in found if not row.is_followed] or found

    def _compare(self, line: Line, candidate: Candidate) -> None:
        line.record = candidate
        if line.values.get("unit", candidate.unit) != candidate.unit:
            line.error("unit", f"Đang được {candidate.unit} theo dõi.")
        if candidate.ends_on:
            _compare_end(line, candidate)
            return
        for name in ["full_name", *FACTS]:
            stored = Candidate._meta.get_field(name).value_from_object(candidate)
            written = line.values.get(name)
            if name == "born_on" and written and stored and written.covers(stored):
                continue
            if written and as_text(stored).casefold() != as_text(written).casefold():
                line.change(name, as_text(in_words(candidate, name)))
        line.ask_birth(candidate.born)
        _keep(line, "starts_on", candidate.starts_on)
        self._go_on(line, candidate)
        if "dropped_on" in line.values:
            line.change("dropped_on", "đang theo dõi")

    def _take_in(self, line: Line) -> None:
        line.act = Verdict.NEW
        line.need({"unit": "chi bộ", "starts_on": "ngày đưa vào nguồn"})
        for member in self.people.find(line.values):
            if member.born == line.values["born_on"]:
                line.error("full_name", "Trong phần mềm đã là đảng viên.")
            line.ask_birth(member.born)
        if not line.has_error:
            self._go_on(line, Candidate(unit=line.values["unit"]))

    # --- The way to admission ---------------------------------------------------------------

    def _go_on(self, line: Line, candidate: Candidate) -> None:
        """What is to be recorded of the class and of the steps, and what cannot be."""
        cases, classes = [], []
        if candidate.pk:
            cases = [case for case in candidate.cases.all() if case.kind == ADMISSION.code]
            classes = [row for row in candidate.trainings.all() if row.withdrawn_on is None]
        done = cases[0].done_steps if cases else {}
        self._find_helpers(line, candidate.unit, done)
        self._judge_class(line, classes[-1] if classes else None)
        lacking = "hồ sơ kết nạp đã dừng" if cases and cases[0].closed_on else ""
        line.values["steps"] = list(_steps(line, done, lacking))
        _check_stage(line, done)
        if "class_on" in line.raw and "cell_vote" not in done and "dropped_on" not in line.values:
            self._warn_of_age(line)

    def _find_helpers(self, line: Line, unit: Unit, done: dict[str, CaseStep]) -> None:
        """Members of the cell on the day; who is not one person is nobody."""
        names = line.values.pop("helpers", [])
        known_on = done["helpers"].done_on if "helpers" in done else self.today
        on = line.values.get("helped_on", known_on)
        unions = [name for name in names if UNION.search(name)]
        line.values["union"], found = "; ".join(unions), []
        for name in names:
            named = Member.objects.filter(
                memberships__in=unit.memberships.permanent().on(on), sort_key=sort_key(name)
            )
            if name not in unions and len(named) != 1:
                many = f"có {len(named)}" if named else "không có"
                line.error("helpers", f"Ngày {on:%d/%m/%Y}, {unit} {many} đảng viên tên {name}.")
            found += named
        if names:
            line.values["helpers"] = tuple(found)

    def _judge_class(self, line: Line, training: Training | None) -> None:
        """The class with its certificate: what is on record stays, what is not is added."""
        has_begun = training or "class_since" in line.values
        if training:
            _keep(line, "class_since", training.sent_on)
        if training and training.completed_on:
            _keep(line, "class_on", training.completed_on)
        elif not has_begun:
            _leave_out(line, ["class_on", "certificate"], LABELS["class_since"])
        elif "class_on" not in line.values:
            _add(line, [] if training else ["class_since"])
            _leave_out(line, ["certificate"], LABELS["class_on"])
        else:
            _add(line, ["class_on"] if training else ["class_since", "class_on"])
        if has_begun and "certificate" in line.values and "class_on" in line.values:
            _judge_certificate(line, training)

    def _warn_of_age(self, line: Line) -> None:
        known = Training(course=Course.AWARENESS, completed_on=line.values.get("class_on"))
        last = known.valid_until(self.valid_months)
        if last and last < self.today:
            line.warn("class_on", f"Giấy chứng nhận chỉ có giá trị đến hết {last:%d/%m/%Y}.")

    # --- Taking over ------------------------------------------------------------------------

    def together(self, line: Line) -> Hashable:
        """Each row is about another person."""
        return line.where

    def touched(self, lines: Iterable[Line]) -> list[QuerySet]:
        pks = [line.record.pk for line in lines if line.record]
        cases = Case.objects.filter(candidate__in=pks)
        steps = CaseStep.objects.filter(case__in=cases)
        classes = Training.objects.filter(candidate__in=pks)
        return [Candidate.objects.filter(pk__in=pks), cases, steps, classes]

    def carry_out(self, line: Line, decision) -> None:
        """Note somebody new or correct who it is, then what happened since, in its order."""
        candidate = self._note(line) if line.act == Verdict.NEW else self._edit(line)
        line.record = candidate
        self._keep_class(line, candidate)
        for code in line.values["steps"]:
            self._record(line, candidate, code)
        if "dropped_on" in line.values:
            with _told_at("dropped_on"):
                on, reason = line.values["dropped_on"], line.values["drop_reason"]
                candidate.drop(on=on, reason=reason, by=self.user)

    def _note(self, line: Line) -> Candidate:
        names = ["unit", "full_name", *FACTS]
        facts = {name: line.values[name] for name in names if name in line.values}
        facts["born"] = facts.pop("born_on", None)
        return Case.objects.note(on=line.values["starts_on"], by=self.user, **facts).candidate

    def _edit(self, line: Line) -> Candidate:
        candidate = Candidate.objects.get(pk=line.record.pk)
        if changed := [name for name in line.changed if name in {"full_name", *FACTS}]:
            put(candidate, line.values, changed)
            candidate.edit(fields=changed, by=self.user)
        return candidate

    def _keep_class(self, line: Line, candidate: Candidate) -> None:
        """By the verbs of classes; the step of the case then finds it."""
        since, on = line.values.get("class_since"), line.values.get("class_on")
        number, issued_on = line.values.get("certificate", ("", None))
        training = candidate.trainings.attended().last()
        if training is None and since:
            with _told_at("class_since"):
                sent = {"course": Course.AWARENESS, "on": since, "by": self.user}
                (training,) = Training.objects.send([candidate], **sent)
        if training is None or on is None:
            return
        if training.is_under_way:
            with _told_at("class_on"):
                training.complete(on=on, certificate_number=number, by=self.user)
        if issued_on and training.issued_on is None:
            with _told_at("certificate"):
                training.certify(number=number, issued_on=issued_on, by=self.user)

    def _record(self, line: Line, candidate: Candidate, code: str) -> None:
        """A step of the case; that begins now where an earlier list noted the person alone."""
        case = candidate.cases.open().filter(kind=ADMISSION.code).first()
        case = case or Case.objects.follow(candidate, on=candidate.starts_on, by=self.user)
        told, day = line.values, STEPS[code][-1]
        facts = {
            "helpers": {"helpers": told.get("helpers"), "note": told.get("union")},
            "class": {"since": told.get("class_since")},
        }
        with _told_at(day, helpers="helpers", note="helpers", since="class_since"):
            case.record(code, on=told[day], by=self.user, **facts.get(code, {}))


@contextmanager
def _told_at(column: str, **columns: str) -> Iterator[None]:
    """What a verb refuses stands at that column, or at that of the field that it names."""
    try:
        yield
    except ValidationError as error:
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        said = {columns.get(name, column): texts for name, texts in by_field.items()}
        raise ValidationError(said) from error


def _keep(line: Line, name: str, stored: object) -> None:
    """What is on record stays as it is."""
    if line.values.get(name, stored) != stored:
        line.warn(name, f"Trong phần mềm là {as_text(stored)}; {NOT_HERE}")
    line.values[name] = stored


def _compare_end(line: Line, candidate: Candidate) -> None:
    """Who is followed no longer stays so."""
    last = f"Đã đưa ra khỏi nguồn từ sau ngày {candidate.ends_on:%d/%m/%Y}"
    if line.values.get("dropped_on") != candidate.ends_on + DAY:
        line.warn("dropped_on" if "dropped_on" in line.raw else "full_name", f"{last}; {NOT_HERE}")


def _add(line: Line, names: list[str]) -> None:
    """Of somebody known these cells are new."""
    for name in names:
        if line.act != Verdict.NEW and name in line.raw and name not in line.changed:
            line.change(name, "")


def _leave_out(line: Line, names: list[str], lacking: str) -> None:
    for name in names:
        if name in line.raw:
            line.warn(name, f"Chưa ghi: thiếu “{lacking}”.")


def _judge_certificate(line: Line, training: Training | None) -> None:
    number, issued_on = line.values["certificate"]
    known = training.certificate_number if training else ""
    if known and plain(known) != plain(number):
        line.warn("certificate", f"Trong phần mềm là {known}; {NOT_HERE}")
        del line.values["certificate"]
    elif training and training.completed_on and not issued_on and not known:
        line.warn("certificate", "Chưa ghi: thiếu ngày cấp; đề nghị ghi như 12 ngày 05/04/2024.")
    elif not known or (issued_on and training.issued_on is None):
        _add(line, ["certificate"])


def _steps(line: Line, done: dict[str, CaseStep], lacking: str) -> Iterator[str]:
    """Those to record now: each with its day, none before the one that comes first."""
    for code, names in STEPS.items():
        missing = [f"thiếu “{LABELS[name]}”" for name in names if name not in line.values]
        written = [name for name in names if name in line.raw]
        if code in done:
            _compare_step(line, done[code], names[-1])
        elif written and not missing and not lacking:
            _add(line, written)
            yield code
        elif written and not (code == "class" and missing):  # said with the class
            kept = "Ghi là lớp đã học; chưa" if code == "class" else "Chưa"
            line.warn(written[-1], f"{kept} ghi vào hồ sơ: {lacking or missing[0]}.")
        if code not in done:
            lacking = lacking or "; ".join(missing[:1])


def _compare_step(line: Line, row: CaseStep, day: str) -> None:
    _keep(line, day, row.done_on)
    helping = list(row.helpers.all())
    if helping and set(line.values.get("helpers", helping)) != set(helping):
        names = ", ".join(helper.full_name for helper in helping)
        line.warn("helpers", f"Trong phần mềm là {names}; {NOT_HERE}")


def _check_stage(line: Line, done: dict[str, CaseStep]) -> None:
    """The stage that is told against the days: what it says more needs its day."""
    if "stage" not in line.values:
        return
    reached = max([0, *(ORDER.index(code) for code in [*done, *line.values["steps"]])])
    label = ADMISSION.steps[reached].label
    if ORDER.index(line.values["stage"]) < reached:
        line.warn("stage", f"Theo các ngày thì đã đến bước “{label}”.")
    elif line.values["stage"] != ORDER[reached]:
        names = STEPS.get(ORDER[reached + 1], ())
        needed = next((LABELS[name] for name in names if name not in line.values), "")
        where = f"cần thêm cột “{needed}”" if needed else "các bước sau ghi ở hồ sơ kết nạp"
        line.warn("stage", f"Theo các ngày thì mới đến bước “{label}”; {where}.")
