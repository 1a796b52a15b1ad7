"""Đối khớp: a round in which every cell says whether its roll of one day is right."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Unit, UnitVersion
from cells.reading.tree import tree_order, unit_name_on
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet, placed_under
from common.models.links import optional, required
from common.partial import PartialDayField, first_of_period, partial_day, precision_field
from common.periods import refuse_future
from common.vietnamese import nfc
from members.models.member import Member
from members.models.membership import Membership


class ReconciliationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rounds in which the user sees at least one cell."""
        answers = CellAnswer.objects.visible_to(user)
        return self.filter(pk__in=answers.values("reconciliation"))

    def open(self):
        return self.filter(closed_on__isnull=True)

    @transaction.atomic
    def start(
        self, *, unit: Unit, as_on: datetime.date, by: User | None, note: str = ""
    ) -> Reconciliation:
        """Ask every cell that stood under the unit on that day, or is it, to check its roll.

        The roll is copied: what changes on the records meanwhile does not change the question.
        """
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        refuse_future(as_on, "as_on")
        same = Q(unit__path__startswith=unit.path) | Q(unit__in=unit.path_ids)
        if self.open().filter(same).exists():
            raise ValidationError({"unit": "Đang có một đợt đối khớp chưa kết thúc ở đây."})
        cells = UnitVersion.objects.on(as_on).filter(placed_under(unit, as_on), kind__in=CELL_KINDS)
        if not cells:
            raise ValidationError({"as_on": "Vào ngày này tổ chức đảng chưa có chi bộ nào."})
        round_ = self.create(
            unit=unit, as_on=as_on, opened_on=timezone.localdate(), opened_by=by, note=nfc(note)
        )
        round_._copy_rolls(cells)
        audit.record(by, "reconciliation.start", round_, ["unit", "as_on"])
        return round_


class Reconciliation(models.Model):
    """Đợt đối khớp of a committee, about its rolls as they were on one day."""

    unit = required(Unit, "tổ chức đảng", related_name="reconciliations")
    as_on = models.DateField("đối khớp danh sách của ngày")
    note = models.CharField("lời nhắn các chi bộ", max_length=500, blank=True)
    opened_on = models.DateField("mở ngày")
    opened_by = optional(User)
    closed_on = models.DateField("kết thúc ngày", null=True, blank=True)
    close_reason = models.CharField("lý do kết thúc khi chưa xong", max_length=300, blank=True)

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        ordering = ["-as_on", "-id"]
        verbose_name = verbose_name_plural = "đợt đối khớp"

    def __str__(self):
        return f"Đối khớp danh sách ngày {self.as_on:%d/%m/%Y}, {self.unit}"

    def _copy_rolls(self, cells: models.QuerySet) -> None:
        """One answer to come from each cell, one line for each member on its roll."""
        rolls = defaultdict(list)
        for spell in Membership.objects.on_roll(self.unit, self.as_on).by_name():
            rolls[spell.unit_id].append(spell)
        bodies = {cell.parent_id for cell in cells}
        cells = cells.annotate(told=unit_name_on(self.as_on, with_body=len(bodies) > 1))
        answers = CellAnswer.objects.bulk_create(
            CellAnswer(
                reconciliation=self,
                unit_id=cell.unit_id,
                unit_name=cell.told,
                size=len(rolls[cell.unit_id]),
            )
            for cell in cells
        )
        RollLine.objects.bulk_create(
            RollLine.of(answer, spell) for answer in answers for spell in rolls[answer.unit_id]
        )

    def lock_open(self) -> None:
        """One act in a round at a time, and none once it is closed."""
        if Reconciliation.objects.select_for_update().get(pk=self.pk).closed_on:
            raise ValidationError("Đợt đối khớp này đã kết thúc.")

    @transaction.atomic
    def close(self, *, by: User | None, reason: str = "") -> None:
        """End the round: everything answered and settled, or a reason why not."""
        self.lock_open()
        progress = self.answers.progress()
        if not reason and (progress["waiting"] or progress["open"]):
            raise ValidationError(
                {
                    "reason": f"Còn {progress['waiting']} chi bộ chưa trả lời và {progress['open']} "
                    "điểm sai lệch chưa xử lý xong. Làm nốt, hoặc ghi lý do kết thúc."
                }
            )
        self.closed_on, self.close_reason = timezone.localdate(), nfc(reason)
        self.save(update_fields=["closed_on", "close_reason"])
        audit.record(by, "reconciliation.close", self, ["closed_on"], note=self.close_reason)


class AnswerStatus(models.TextChoices):
    WAITING = "waiting", "chưa trả lời"
    CONFIRMED = "confirmed", "xác nhận đúng"
    DIFFERS = "differs", "báo có điểm sai lệch"


class CellAnswerQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def waiting(self):
        return self.filter(status=AnswerStatus.WAITING)

    def asked(self):
        """Of rounds that are still open."""
        return self.filter(reconciliation__closed_on__isnull=True)

    def in_tree_order(self):
        return self.select_related("unit").order_by(*tree_order())

    def with_counts(self):
        """Each with how many of its differences are `open`, `settled` and `rejected`."""
        counts = {
            state: Count("differences", Q(differences__state=state)) for state in DifferenceState.values
        }
        return self.annotate(**counts)

    def progress(self) -> dict[str, int]:
        """Cells in all and `waiting`; differences `open`, `settled`, `rejected`."""
        cells = self.order_by().aggregate(
            cells=Count("pk"), waiting=Count("pk", Q(status=AnswerStatus.WAITING))
        )
        counts = {state: Count("pk", Q(state=state)) for state in DifferenceState.values}
        return cells | Difference.objects.filter(answer__in=self.order_by()).aggregate(**counts)


class CellAnswer(models.Model):
    """What one cell says to its roll. `unit_name` and `size` are those of the day of the roll."""

    reconciliation = required(Reconciliation, related_name="answers")
    unit = required(Unit, related_name="reconciliation_answers")
    unit_name = models.CharField("chi bộ", max_length=402)  # perhaps with the name of its body
    size = models.PositiveSmallIntegerField("số đảng viên")
    status = models.CharField(
        "trả lời", max_length=9, choices=AnswerStatus.choices, default=AnswerStatus.WAITING
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = optional(User)
    reopen_reason = models.CharField("lý do trả lại", max_length=300, blank=True)

    objects = CellAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "trả lời đối khớp"
        constraints = [
            models.UniqueConstraint(name="cellanswer_once", fields=["reconciliation", "unit"]),
            models.CheckConstraint(
                name="cellanswer_answered_at",
                condition=Q(status="waiting", answered_at__isnull=True)
                | ~Q(status="waiting") & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.unit_name}, {self.reconciliation}"

    @property
    def is_waiting(self) -> bool:
        return self.status == AnswerStatus.WAITING

    @transaction.atomic
    def mark(
        self,
        *,
        kind: DifferenceKind,
        text: str,
        by: User | None,
        line: RollLine | None = None,
        full_name: str = "",
    ) -> Difference:
        """Note what is different, before answering: about a line, or somebody who is missing."""
        self.lock_waiting()
        if line and line.differences.open().exists():
            raise ValidationError("Dòng này đã đánh dấu. Bỏ đánh dấu cũ trước.")
        name = line.full_name if line else nfc(full_name)
        row = Difference(answer=self, line=line, kind=kind, full_name=name, text=text, noted_by=by)
        audit.add(by, "difference.mark", row)
        return row

    @transaction.atomic
    def confirm(self, *, by: User | None) -> None:
        """The roll is right, every line of it."""
        self.lock_waiting()
        if self.differences.open().exists():
            raise ValidationError(
                "Còn điểm sai lệch đã đánh dấu. Bỏ đánh dấu, hoặc gửi các điểm sai lệch."
            )
        self._answer(AnswerStatus.CONFIRMED, by)

    @transaction.atomic
    def report(self, *, by: User | None) -> None:
        """Send the differences that were marked; what is not marked is right."""
        self.lock_waiting()
        if not self.differences.open().exists():
            raise ValidationError("Chưa đánh dấu điểm sai lệch nào. Nếu đúng cả, đề nghị bấm xác nhận.")
        self._answer(AnswerStatus.DIFFERS, by)

    @transaction.atomic
    def reopen(self, *, reason: str, by: User | None) -> None:
        """Give the answer back to the cell, which reads why."""
        self.lock()
        if self.is_waiting:
            raise ValidationError("Chi bộ chưa trả lời.")
        self.reopen_reason = nfc(reason)
        self.status, self.answered_at, self.answered_by = AnswerStatus.WAITING, None, None
        self.save(update_fields=["reopen_reason", "status", "answered_at", "answered_by"])
        audit.record(by, "cellanswer.reopen", self, ["status"], note=self.reopen_reason)

    def lock(self) -> None:
        """One act on an answer at a time, on the answer as it is now."""
        self.reconciliation.lock_open()
        self.refresh_from_db(fields=["status"])

    def lock_waiting(self) -> None:
        """The same, before the cell has answered."""
        self.lock()
        if not self.is_waiting:
            raise ValidationError(
                "Chi bộ đã trả lời. Muốn sửa thì báo bộ phận giúp việc đảng ủy trả lại."
            )

    def _answer(self, status: AnswerStatus, by: User | None) -> None:
        self.status, self.answered_at, self.answered_by = status, timezone.now(), by
        self.save(update_fields=["status", "answered_at", "answered_by"])
        audit.record(by, "cellanswer.answer", self, ["status"])


class RollLine(models.Model):
    """One member as the record said when the round was opened."""

    answer = required(CellAnswer, related_name="lines")
    member = required(Member, related_name="roll_lines")
    full_name = models.CharField("họ và tên", max_length=120)
    born_on = PartialDayField("ngày sinh")
    born_precision = precision_field()
    card = models.CharField("số thẻ, đã che", max_length=20)
    admitted_on = PartialDayField("ngày kết nạp")
    admitted_precision = precision_field()
    official_on = PartialDayField("ngày chính thức", null=True, blank=True)
    official_precision = precision_field()
    since = models.DateField("sinh hoạt tại chi bộ từ ngày")

    born = partial_day("born")
    admitted = partial_day("admitted")
    official = partial_day("official")

    class Meta:
        ordering = ["id"]
        constraints = [
            first_of_period("born", "rollline_birth_as_known"),
            first_of_period("admitted", "rollline_admitted_as_known"),
            first_of_period("official", "rollline_official_as_known"),
        ]
        verbose_name = verbose_name_plural = "dòng danh sách đối khớp"

    def __str__(self):
        return self.full_name

    @classmethod
    def of(cls, answer: CellAnswer, spell: Membership) -> RollLine:
        member = spell.member
        names = ("full_name", "born", "admitted", "official")
        facts = {name: getattr(member, name) for name in names}
        facts |= {"card": member.masked_card_number, "since": spell.starts_on}
        return cls(answer=answer, member=member, **facts)


class DifferenceKind(models.TextChoices):
    WRONG = "wrong", "ghi chưa đúng"
    NOT_OURS = "not_ours", "không thuộc chi bộ"
    MISSING = "missing", "thiếu trong danh sách"


class DifferenceState(models.TextChoices):
    OPEN = "open", "chưa xử lý"
    SETTLED = "settled", "đã sửa hồ sơ"
    REJECTED = "rejected", "không chấp nhận"


class DifferenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(answer__in=CellAnswer.objects.visible_to(user))

    def open(self):
        return self.filter(state=DifferenceState.OPEN)

    def in_tree_order(self):
        rows = self.select_related("answer__unit", "line", "noted_by", "done_by")
        return rows.order_by(*tree_order("answer__unit"), "id")


class Difference(models.Model):
    """Điểm sai lệch: what a cell says is different, and what the office did about it."""

    answer = required(CellAnswer, related_name="differences")
    line = optional(RollLine, related_name="differences")
    kind = models.CharField("điểm sai lệch", max_length=8, choices=DifferenceKind.choices)
    full_name = models.CharField("họ và tên", max_length=120)
    text = models.CharField("đúng là", max_length=500)
    noted_by = optional(User)
    state = models.CharField(
        "xử lý", max_length=8, choices=DifferenceState.choices, default=DifferenceState.OPEN
    )
    outcome = models.CharField("đã làm gì, hoặc lý do", max_length=500, blank=True)
    done_on = models.DateField("ngày xử lý", null=True, blank=True)
    done_by = optional(User)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "điểm sai lệch"
        constraints = [
            models.CheckConstraint(
                name="difference_line_unless_missing",
                condition=Q(kind="missing", line__isnull=True)
                | ~Q(kind="missing") & Q(line__isnull=False),
            ),
            models.CheckConstraint(
                name="difference_done_with_outcome",
                condition=Q(state="open", done_on__isnull=True, outcome="")
                | ~Q(state="open") & Q(done_on__isnull=False) & ~Q(outcome=""),
            ),
            models.UniqueConstraint(
                name="difference_one_open_of_line", fields=["line"], condition=Q(state="open")
            ),
        ]

    def __str__(self):
        return f"{self.full_name}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == DifferenceState.OPEN

    @transaction.atomic
    def take_back(self, *, by: User | None) -> None:
        """The mark was a mistake: possible until the cell has answered."""
        self.answer.lock_waiting()
        self._check_open()
        audit.record(by, "difference.take_back", self)
        self.delete()

    @transaction.atomic
    def finish(self, *, state: DifferenceState, outcome: str, by: User | None) -> None:
        """The record was corrected, on its own pages, or it was right; `outcome` says how, or why."""
        self.answer.lock()
        if self.answer.is_waiting:
            raise ValidationError("Chi bộ chưa gửi trả lời.")
        self._check_open()
        if state == DifferenceState.OPEN:
            raise ValidationError({"state": "Chọn cách xử lý."})
        self.state, self.outcome = state, nfc(outcome)
        self.done_on, self.done_by = timezone.localdate(), by
        self.save(update_fields=["state", "outcome", "done_on", "done_by"])
        audit.record(by, "difference.finish", self, ["state"])

    def _check_open(self) -> None:
        self.refresh_from_db(fields=["state"])
        if not self.is_open:
            raise ValidationError("Điểm sai lệch này đã xử lý.")
