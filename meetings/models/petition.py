"""Petitions of a cell to the committee above it: raised, taken up, answered in writing."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.text import Truncator

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Unit
from cells.reading.tree import unit_name_on
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required, who_did
from common.models.pdf import WithPdf
from common.periods import refuse_future
from common.vietnamese import nfc
from meetings.models.agenda import AgendaItem
from meetings.models.shared import Withdrawable
from meetings.rules.rich_text import RichTextField
from papers.layout import issuer_name

TEXT_LIMIT = 5_000
SHOWN = 80  # signs of it where a line stands for the whole


class PetitionState(models.TextChoices):
    RAISED = "raised", "chờ tiếp nhận"
    TAKEN_UP = "taken_up", "đang xem xét"
    ANSWERED = "answered", "đã trả lời"
    WITHDRAWN = "withdrawn", "đã rút"


class PetitionAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(petition__in=Petition.objects.visible_to(user))

    def standing_on(self, day: datetime.date):
        """Given by that day, and not given back by then."""
        back_later = Q(reopened_on__isnull=True) | Q(reopened_on__gt=day)
        return self.filter(back_later, answered_on__lte=day)


class PetitionQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def seen_from(self, unit: Unit) -> Q:
        """By the cell that asks and the committee that was asked, wherever the cell is now."""
        return super().seen_from(unit) | Q(to_unit__path__startswith=unit.path)

    def of_unit(self, unit: Unit):
        return self.filter(unit=unit)

    def kept(self):
        """Not taken back as entered by mistake."""
        return self.filter(withdrawn_on__isnull=True)

    def raised_in(self, start: datetime.date, end: datetime.date):
        return self.kept().filter(raised_on__range=(start, end))

    def answered_by(self, day: datetime.date):
        """With an answer of that day or before that the cell had not given back by then."""
        answers = PetitionAnswer.objects.standing_on(day).filter(petition=OuterRef("pk"))
        return self.kept().filter(Exists(answers))

    def answered_in(self, start: datetime.date, end: datetime.date):
        """With an answer of those days that still stood at their end."""
        answers = PetitionAnswer.objects.standing_on(end).filter(answered_on__gte=start)
        return self.kept().filter(Exists(answers.filter(petition=OuterRef("pk"))))

    def open_on(self, day: datetime.date):
        """Raised by that day, and not answered on it."""
        answers = PetitionAnswer.objects.standing_on(day).filter(petition=OuterRef("pk"))
        return self.kept().filter(~Exists(answers), raised_on__lte=day)

    def in_hand(self, start: datetime.date, end: datetime.date):
        """Raised in those days, or before them and without an answer when they began or since its
        answer was given back in them."""
        old = self.open_on(start - datetime.timedelta(days=1)).values("pk")
        given_back = PetitionAnswer.objects.filter(reopened_on__range=(start, end)).values("petition")
        again = self.kept().filter(raised_on__lt=start, pk__in=given_back).values("pk")
        return self.filter(Q(raised_on__range=(start, end)) | Q(pk__in=old) | Q(pk__in=again))

    def in_state(self, state: str):
        """How far petitions are today: raised, taken up, answered, withdrawn."""
        answered = Exists(PetitionAnswer.objects.filter(petition=OuterRef("pk"), reopened_on=None))
        if state == PetitionState.WITHDRAWN:
            return self.filter(withdrawn_on__isnull=False)
        if state == PetitionState.ANSWERED:
            return self.kept().filter(answered)
        return self.kept().filter(~answered, taken_up_on__isnull=state == PetitionState.RAISED)

    def for_list(self):
        """With what a line shows; the oldest of the newest year last."""
        answers = PetitionAnswer.objects.select_related("answered_by", "reopened_by")
        rows = self.select_related("unit", "to_unit", "meeting")
        named = rows.annotate(unit_name=unit_name_on(OuterRef("raised_on")))
        return named.prefetch_related(Prefetch("answers", answers)).order_by("-raised_on", "-pk")

    @transaction.atomic
    def raise_up(
        self,
        *,
        unit: Unit,
        text: str,
        raised_on: datetime.date,
        by: User | None,
        meeting=None,
        item: AgendaItem | None = None,
    ) -> Petition:
        """A cell asks the committee that stands above it on that day; at a meeting, or between two."""
        petition = self.model(
            unit=unit, text=text, raised_on=raised_on, meeting=meeting, item=item, raised_by=by
        )
        petition.to_unit = _committee_above(unit, raised_on)
        audit.add(by, "petition.raise", petition)
        return petition


class Petition(Withdrawable):
    """Kiến nghị của chi bộ với đảng ủy."""

    unit = required(Unit, "chi bộ", related_name="petitions")
    to_unit = required(Unit, "gửi", related_name="petitions_received")
    meeting = optional("meetings.Meeting", "nêu tại cuộc họp", related_name="petitions")
    item = optional(AgendaItem, "khi bàn nội dung", on_delete=models.SET_NULL, related_name="petitions")
    text = models.TextField("kiến nghị", max_length=TEXT_LIMIT)
    raised_on = models.DateField("ngày nêu")
    raised_by = optional(User)
    taken_up_on = models.DateField("tiếp nhận ngày", null=True, editable=False)
    taken_up_by = who_did()

    objects = PetitionQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-id"]
        verbose_name = verbose_name_plural = "kiến nghị"
        constraints = [Withdrawable.for_a_reason("petition_withdrawn_for_a_reason")]
        indexes = [models.Index(fields=["unit", "raised_on"], name="petition_by_unit")]

    def __str__(self):
        return Truncator(self.text).chars(SHOWN)

    @property
    def addressee(self) -> str:
        """Đảng ủy …: a petition goes to the committee of the body above."""
        return issuer_name(self.to_unit, self.to_unit.name)

    @property
    def answer(self) -> PetitionAnswer | None:
        """The answer that stands; None while it waits for one, or for another one."""
        return next((row for row in self.answers.all() if row.reopened_on is None), None)

    @property
    def state(self) -> PetitionState:
        if self.withdrawn_on:
            return PetitionState.WITHDRAWN
        if self.answer:
            return PetitionState.ANSWERED
        return PetitionState.TAKEN_UP if self.taken_up_on else PetitionState.RAISED

    @property
    def is_open(self) -> bool:
        return self.state in {PetitionState.RAISED, PetitionState.TAKEN_UP}

    @property
    def days(self) -> int:
        """How long it took until the answer, or has taken until today."""
        until = self.answer.answered_on if self.answer else timezone.localdate()
        return ((self.withdrawn_on or until) - self.raised_on).days

    def clean(self):
        """Told at the field, except what no field of a page can mend."""
        if not self.text.strip():
            raise ValidationError({"text": "Ghi nội dung kiến nghị."})
        if self.raised_on:
            refuse_future(self.raised_on, "raised_on")
        if self.meeting and self.meeting.unit_id != self.unit_id:
            raise ValidationError("Cuộc họp này không phải của chi bộ nêu kiến nghị.")
        if self.meeting and not self.meeting.is_held:
            raise ValidationError("Cuộc họp này chưa bắt đầu nên chưa có kiến nghị.")
        if self.item and self.item.meeting_id != self.meeting_id:
            raise ValidationError({"item": "Nội dung này không thuộc cuộc họp."})

    @transaction.atomic
    def take_up(self, *, on: datetime.date, by: User | None) -> None:
        """Tiếp nhận: the committee has it before it, and says so."""
        self._lock()
        if self.taken_up_on or not self.is_open:
            raise ValidationError(f"Kiến nghị này {self.state.label}.")
        self._check_day("taken_up_on", on)
        audit.change(by, "petition.take_up", self, taken_up_on=on, taken_up_by=by)

    @transaction.atomic
    def reply(
        self,
        *,
        on: datetime.date,
        text: str,
        by: User | None,
        number: str = "",
        file: UploadedFile | None = None,
    ) -> PetitionAnswer:
        """Trả lời bằng văn bản; whoever answers has taken it up."""
        self._lock()
        if not self.is_open:
            raise ValidationError(f"Kiến nghị này {self.state.label}.")
        self._check_day("answered_on", on)
        answer = PetitionAnswer(
            petition=self, answered_on=on, text=text, number=nfc(number), answered_by=by
        )
        answer.attach(file)
        answer.full_clean()
        answer.save()
        if self.taken_up_on is None:
            self.taken_up_on, self.taken_up_by = on, by
            self.save(update_fields=["taken_up_on", "taken_up_by"])
        audit.record(by, "petition.answer", self)
        return answer

    @transaction.atomic
    def reopen(self, *, on: datetime.date, reason: str, by: User | None) -> None:
        """The cell is not content: the answer stays readable, the petition waits for another."""
        self._lock()
        if self.answer is None:
            raise ValidationError("Kiến nghị này chưa được trả lời.")
        if not nfc(reason):
            raise ValidationError({"reason": "Ghi chi bộ chưa đồng tình ở điểm nào."})
        self._check_day("on", on)
        answer = self.answer
        answer.reopened_on, answer.reopen_reason, answer.reopened_by = on, nfc(reason), by
        answer.save(update_fields=["reopened_on", "reopen_reason", "reopened_by"])
        audit.record(by, "petition.reopen", self, note=nfc(reason))

    @transaction.atomic
    def withdraw(self, *, on: datetime.date, reason: str, by: User | None) -> None:
        """Taken back, or entered by mistake; it is counted nowhere any more."""
        self._lock()
        if not self.is_open:
            raise ValidationError(f"Kiến nghị này {self.state.label}.")
        self._check_day("on", on)
        self._withdraw("petition.withdraw", on=on, reason=reason, by=by)

    def _lock(self) -> None:
        """As it stands now: whoever comes second sees what the first one did."""
        self.refresh_from_db(from_queryset=Petition.objects.select_for_update())

    def _check_day(self, field: str, on: datetime.date) -> None:
        """From the last thing that happened to it until today."""
        first = self.raised_on
        for row in self.answers.all():
            first = max(first, row.reopened_on or row.answered_on)
        if on < first:
            raise ValidationError({field: f"Không thể trước ngày {first:%d/%m/%Y}."})
        refuse_future(on, field)


class PetitionAnswer(WithPdf):
    """Trả lời kiến nghị: in words, by a numbered paper, or both. One that was given back stays."""

    petition = required(Petition, related_name="answers")
    answered_on = models.DateField("ngày trả lời")
    number = models.CharField("số, ký hiệu văn bản", max_length=40, blank=True)
    text = RichTextField("nội dung trả lời")
    answered_by = optional(User)
    reopened_on = models.DateField("chi bộ đề nghị xem lại ngày", null=True, editable=False)
    reopen_reason = models.CharField("lý do", max_length=500, blank=True, editable=False)
    reopened_by = who_did()

    objects = PetitionAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["answered_on", "id"]
        verbose_name = verbose_name_plural = "trả lời kiến nghị"
        constraints = [
            models.UniqueConstraint(
                name="petitionanswer_one_stands",
                fields=["petition"],
                condition=Q(reopened_on__isnull=True),
            ),
            models.CheckConstraint(
                name="petitionanswer_reopened_for_a_reason",
                condition=Q(reopened_on__isnull=True, reopen_reason="")
                | Q(reopened_on__gte=F("answered_on")) & ~Q(reopen_reason=""),
            ),
        ]

    def __str__(self):
        return f"Trả lời ngày {self.answered_on:%d/%m/%Y}"

    @property
    def file_name(self) -> str:
        return f"tra-loi-kien-nghi-{self.petition_id}-{self.answered_on:%Y-%m-%d}.pdf"


def _committee_above(unit: Unit, on: datetime.date) -> Unit:
    standing = unit.version_on(on)
    if standing is None:
        raise ValidationError({"raised_on": "Chi bộ chưa có hoặc đã kết thúc hoạt động vào ngày này."})
    if standing.kind not in CELL_KINDS:
        raise ValidationError({"unit": "Kiến nghị do chi bộ nêu với đảng ủy cấp trên."})
    if standing.parent is None:
        raise ValidationError({"unit": "Chi bộ này không có đảng ủy cấp trên trong phần mềm."})
    return standing.parent
