"""What a meeting was worth: proposed by the cell's committee, voted, confirmed, accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.vietnamese import nfc
from meetings.models.kinds import CELL_MEETINGS
from meetings.models.meeting import Meeting
from meetings.models.vote import Matter, shares_on
from scoring.models.answer import Given, ScoreAnswer, points_text
from scoring.models.facts import Fact, facts_of
from scoring.models.lines import groups_of
from scoring.models.sheet import ScoreSheet
from scoring.models.sheet_parts import ScoreItem
from scoring.rules.grades import TOTAL_NOTES, Grade
from scoring.rules.marking import Result, result_of


class ScoreState(models.TextChoices):
    """How far it came; each step after the one before."""

    DRAFT = "draft", "Đang chấm"
    PROPOSED = "proposed", "Chi ủy đã đề xuất"
    VOTED = "voted", "Chi bộ đã biểu quyết"
    CONFIRMED = "confirmed", "Cấp ủy viên phụ trách đã xác nhận"
    ACCEPTED = "accepted", "Đảng ủy đã công nhận"


class StepKind(models.TextChoices):
    STARTED = "started", "Bắt đầu chấm"
    WRITTEN = "written", "Sửa điểm"
    PROPOSED = "proposed", "Chi ủy đề xuất"
    VOTED = "voted", "Chi bộ biểu quyết"
    CONFIRMED = "confirmed", "Cấp ủy viên phụ trách xác nhận"
    ACCEPTED = "accepted", "Đảng ủy công nhận"
    RETURNED = "returned", "Trả lại"
    REOPENED = "reopened", "Mở lại sau khi đã công nhận"


OPEN_STATES = [ScoreState.DRAFT, ScoreState.PROPOSED]
ANSWERED = ["option", "points", "is_left_out", "fact_text", "suggested", "reason"]


@dataclass(frozen=True)
class Reading:
    """Answers and facts of one moment."""

    answers: list[ScoreAnswer]
    facts: Mapping[str, Fact]


class MeetingScoreQuerySet(ScopedQuerySet):
    unit_path = "meeting__unit__path"
    seen_by = PERSON_ROLES

    def accepted(self):
        """Final: the committee accepted them. Only these are counted."""
        return self.filter(state=ScoreState.ACCEPTED)

    def on_days(self, start, end):
        return self.filter(meeting__held_on__range=(start, end))

    def for_page(self):
        return self.select_related("meeting__unit", "meeting__prepared_in", "sheet")

    @transaction.atomic
    def start(self, *, meeting: Meeting, sheet: ScoreSheet, by: User | None) -> MeetingScore:
        """Begin to score a meeting, with everything that the record already tells filled in."""
        meeting = Meeting.objects.select_for_update().select_related("unit").get(pk=meeting.pk)
        if not meeting.is_held:
            raise ValidationError("Cuộc họp chưa bắt đầu nên chưa chấm điểm được.")
        if meeting.is_taken_over:
            raise ValidationError("Cuộc họp ghi theo sổ giấy thì không chấm theo số liệu đã ghi.")
        if meeting.kind not in CELL_MEETINGS:
            raise ValidationError("Chỉ chấm điểm sinh hoạt của chi bộ.")
        if self.filter(meeting=meeting).exists():
            raise ValidationError("Buổi sinh hoạt này đã có người bắt đầu chấm.")
        # Locked, so that nobody takes the sheet back to change it meanwhile.
        offered = ScoreSheet.objects.offered_to(meeting).select_for_update(of=("self",))
        if offered.filter(pk=sheet.pk).first() is None:
            raise ValidationError({"sheet": "Biểu này không dùng cho buổi sinh hoạt này."})
        score = self.create(meeting=meeting, sheet=sheet, state=ScoreState.DRAFT)
        score._take_items()
        score._keep(score.as_now())
        score._step(StepKind.STARTED, by)
        return score


class MeetingScore(models.Model):
    """Kết quả chấm điểm một buổi sinh hoạt. Total and grade are counted, never typed."""

    # With a draft that is discarded goes its score; an accepted one has adopted minutes.
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="score")
    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="scores")
    state = models.CharField("trạng thái", max_length=9, choices=ScoreState.choices)
    total = models.DecimalField("tổng điểm", max_digits=5, decimal_places=2, default=Decimal(0))
    grade = models.CharField("xếp loại", max_length=7, choices=Grade.choices, default=Grade.POOR)
    in_favour = models.PositiveSmallIntegerField("tán thành", null=True, editable=False)
    against = models.PositiveSmallIntegerField("không tán thành", null=True, editable=False)
    abstained = models.PositiveSmallIntegerField("không có ý kiến", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeetingScoreQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__held_on", "-pk"]
        verbose_name = verbose_name_plural = "điểm buổi sinh hoạt"
        constraints = [
            models.CheckConstraint(
                name="meetingscore_total",
                condition=Q(total__gte=0, total__lte=100),
                violation_error_message="Tổng điểm từ 0 đến 100.",
            )
        ]

    def __str__(self):
        return f"Điểm {self.meeting}"

    def as_printed(self) -> dict | None:
        """Groups with points, total and grade, as papers print them; None until it is proposed."""
        if self.state == ScoreState.DRAFT:
            return None
        answers = list(self.answers.for_sheet())
        numbers = {name: getattr(self, name) for name in ("in_favour", "against", "abstained")}
        return {
            "sheet": str(self.sheet),
            "state": self.get_state_display(),
            "groups": groups_of(answers),
            "total_note": self._total_note(answers),
            "total": points_text(self.total),
            "grade": self.get_grade_display(),
            "votes": None if self.in_favour is None else numbers,
        }

    def _total_note(self, answers: list[ScoreAnswer]) -> str:
        """Why the points of the groups do not add up to the total."""
        is_whole = not any(answer.is_left_out for answer in answers)
        return "" if is_whole else f" ({TOTAL_NOTES[self.sheet.left_out]})"

    @property
    def is_open(self) -> bool:
        """Whether points may still be changed by the cell."""
        return self.state in OPEN_STATES

    @property
    def is_accepted(self) -> bool:
        return self.state == ScoreState.ACCEPTED

    def as_now(self) -> Reading:
        """The answers with what the record tells now, not saved yet."""
        reading = Reading(list(self.answers.for_sheet()), facts_of(self.meeting))
        for answer in reading.answers:
            if answer.item.fact:
                answer.take(reading.facts[answer.item.fact])
        return reading

    def as_saved(self) -> Reading:
        """What was accepted, whatever became of the record since."""
        return Reading(list(self.answers.for_sheet()), {})

    def result(self, reading: Reading) -> Result:
        """What answers and facts come to."""
        return result_of(
            {answer.item_id: answer.mark for answer in reading.answers},
            left_out=self.sheet.left_out,
            least=self.sheet.least,
            limits=[cap.limit for cap in self.sheet.caps.prefetch_related("items__group")],
            met={code: fact.is_met for code, fact in reading.facts.items()},
        )

    @transaction.atomic
    def write(
        self,
        given: Mapping[int, Given],
        *,
        version: int | None = None,
        propose: bool = False,
        by: User | None,
    ) -> None:
        """Points by item, proposed at once if asked. Each refusal names its item.

        What differs from the record needs a reason.
        """
        current = self._lock(*OPEN_STATES, version=version)
        reading = current.as_now()
        current._give(reading, given)
        if propose or current.state == ScoreState.PROPOSED:
            _require_answers(reading)
        current._keep(reading)
        if propose:
            current.state = ScoreState.PROPOSED
        current._step(StepKind.PROPOSED if propose else StepKind.WRITTEN, by)
        self.refresh_from_db()

    @transaction.atomic
    def propose(self, *, by: User | None) -> None:
        """Chi ủy đề xuất: every item has its points, or does not apply."""
        self._lock(ScoreState.DRAFT)._go(ScoreState.PROPOSED, StepKind.PROPOSED, by)
        self.refresh_from_db()

    @transaction.atomic
    def vote(self, *, in_favour: int, against: int, abstained: int, by: User | None) -> None:
        """Chi bộ biểu quyết: more than half of the official members who had to come are for it."""
        current = self._lock(ScoreState.PROPOSED)
        official = [row for row in current.meeting.attendances.all() if row.is_official]
        voters = sum(row.is_present for row in official)
        if (cast := in_favour + against + abstained) > voters:
            message = f"Tổng số phiếu là {cast}, nhiều hơn {voters} đảng viên chính thức dự họp."
            raise ValidationError({"in_favour": message})
        eligible = sum(row.is_due for row in official)
        share = shares_on(current.meeting.held_on)[Matter.ORDINARY]
        if not share.is_reached(in_favour, eligible):
            needs = f"{in_favour}/{eligible} tán thành, mà cần {share.in_words}"
            message = f"{needs}: đề nghị sửa điểm rồi biểu quyết lại."
            raise ValidationError({"in_favour": message})
        current.in_favour, current.against, current.abstained = in_favour, against, abstained
        note = f"{in_favour} tán thành, {against} không tán thành, {abstained} không có ý kiến"
        current._go(ScoreState.VOTED, StepKind.VOTED, by, note)
        self.refresh_from_db()

    @transaction.atomic
    def confirm(self, *, by: User | None) -> None:
        """Cấp ủy viên phụ trách xác nhận."""
        self._lock(ScoreState.VOTED)._go(ScoreState.CONFIRMED, StepKind.CONFIRMED, by)
        self.refresh_from_db()

    @transaction.atomic
    def accept(self, *, by: User | None) -> None:
        """Đảng ủy công nhận: final, once the minutes are adopted."""
        current = self._lock(ScoreState.CONFIRMED)
        if not current.meeting.is_adopted:
            raise ValidationError("Biên bản chưa thông qua nên chưa công nhận điểm được.")
        current._go(ScoreState.ACCEPTED, StepKind.ACCEPTED, by)
        self.refresh_from_db()

    @transaction.atomic
    def give_back(self, *, reason: str, by: User | None) -> None:
        """Trả lại: the cell scores and votes again."""
        current = self._lock(ScoreState.PROPOSED, ScoreState.VOTED, ScoreState.CONFIRMED)
        current.in_favour = current.against = current.abstained = None
        current._go(ScoreState.DRAFT, StepKind.RETURNED, by, _reason(reason))
        self.refresh_from_db()

    @transaction.atomic
    def reopen(self, *, reason: str, by: User | None) -> None:
        """Mở lại: an accepted score waits to be confirmed again."""
        current = self._lock(ScoreState.ACCEPTED)
        current._go(ScoreState.VOTED, StepKind.REOPENED, by, _reason(reason))
        self.refresh_from_db()

    def _lock(self, *states: str, version: int | None = None) -> MeetingScore:
        """The row as it stands now, locked; refused unless it came just as far as one of the states."""
        rows = MeetingScore.objects.select_for_update(of=("self",)).for_page()
        current = rows.get(pk=self.pk)
        if current.state not in states:
            raise ValidationError(f"Không làm được: {current.get_state_display().lower()}.")
        if version is not None and current.version != version:
            message = "Người khác vừa sửa điểm buổi này. So lại với bản đã lưu rồi lưu lần nữa."
            raise ValidationError(message, code="conflict")
        return current

    def _go(self, state: str, kind: str, by: User | None, note: str = "") -> None:
        """One step on, with the record as it is now; what changed by it is told in the step."""
        before = self.total
        self.state = state
        if state != ScoreState.DRAFT:
            reading = self.as_now()
            _require_answers(reading)
            self._keep(reading)
        if self.total != before:
            note = f"{note} Số liệu đã đổi: {points_text(before)} → {points_text(self.total)}."
        self._step(kind, by, note.strip())

    def _give(self, reading: Reading, given: Mapping[int, Given]) -> None:
        errors: dict[str, list[str]] = {}
        for answer in reading.answers:
            try:
                if answer.item_id in given:
                    answer.give(given[answer.item_id], meeting=self.meeting)
            except ValidationError as error:
                errors[f"item-{answer.item_id}"] = error.messages
        if errors:
            raise ValidationError(errors)

    def _keep(self, reading: Reading) -> None:
        """Save the answers and what they come to."""
        ScoreAnswer.objects.bulk_update(reading.answers, ANSWERED)
        result = self.result(reading)
        self.total, self.grade = result.total, result.grade

    def _step(self, kind: str, by: User | None, note: str = "") -> None:
        self.version += 1
        self.save()
        self.steps.create(kind=kind, by=by, note=note, total=self.total, grade=self.grade)
        audit.record(by, f"score.{kind}", self)

    def _take_items(self) -> None:
        items = ScoreItem.objects.filter(group__sheet=self.sheet_id)
        ScoreAnswer.objects.bulk_create(
            ScoreAnswer(
                score=self, item=item, is_left_out=item.only_thematic and not self.meeting.is_thematic
            )
            for item in items
        )


class ScoreStep(models.Model):
    """Một bước: who took it and when, with the points as they were then."""

    score = models.ForeignKey(MeetingScore, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField("bước", max_length=9, choices=StepKind.choices)
    at = models.DateTimeField("lúc", auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    total = models.DecimalField("tổng điểm", max_digits=5, decimal_places=2)
    grade = models.CharField("xếp loại", max_length=7, choices=Grade.choices)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "bước chấm điểm"

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_told(self) -> bool:
        """Whether its points mean something: while it is filled in, they do not yet."""
        return self.kind not in (StepKind.STARTED, StepKind.WRITTEN)


def _reason(reason: str) -> str:
    if not (text := nfc(reason)):
        raise ValidationError({"reason": "Ghi lý do."})
    return text


def _require_answers(reading: Reading) -> None:
    left = [answer for answer in reading.answers if answer.is_unanswered]
    if left:
        raise ValidationError({f"item-{a.item_id}": "Chưa chấm tiêu chí này." for a in left})
