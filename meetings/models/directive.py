"""Resolutions and papers of the upper level: put before the cells, whose conclusions roll up."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Ancestry, Unit, UnitVersion
from cells.scoping import placed_under
from common.models.links import optional, required
from common.models.pdf import WithPdf
from common.periods import refuse_future
from common.vietnamese import nfc
from meetings.models.agenda import AgendaItem, Subject
from meetings.models.kinds import CELL_MEETINGS
from meetings.models.meeting import Meeting
from meetings.models.shared import SharedDownQuerySet, Withdrawable, counted
from meetings.rules.rich_text import RichTextField

TITLE_LIMIT = 300


class DirectiveQuerySet(SharedDownQuerySet):
    def of_year(self, year: int):
        """Issued in that year, or still to be put before the cells."""
        return self.filter(Q(issued_on__year=year) | Q(handed_down_on=None, withdrawn_on=None))

    def asking(self, cell: Unit):
        """Put before the cells while this one was among them."""
        above = Ancestry.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("handed_down_on")),
            unit=cell,
            ancestor=OuterRef("unit"),
            starts_on__lte=OuterRef("handed_down_on"),
        )
        return self.kept().filter(Exists(above), handed_down_on__isnull=False)

    def pending(self, cell: Unit):
        """Asking this cell, and on the agenda of none of its meetings yet; the most urgent first."""
        items = AgendaItem.objects.filter(directive=OuterRef("pk"), meeting__unit=cell)
        rows = self.asking(cell).filter(~Exists(items))
        return rows.order_by(F("due_on").asc(nulls_last=True), "handed_down_on", "pk")

    def with_progress(self, user: User):
        """With `asked` and `concluded`: cells that the user sees, and those of them that concluded."""
        day = OuterRef("handed_down_on")
        cells = UnitVersion.objects.on(day).visible_to(user).filter(kind__in=CELL_KINDS)
        asked = cells.filter(placed_under(OuterRef("unit"), day))
        concluded = AgendaItem.objects.filter(
            directive=OuterRef("pk"), meeting__in=Meeting.objects.visible_to(user).opened()
        ).exclude(conclusion="")
        return self.annotate(
            asked=counted(asked, "unit__ancestry__ancestor", "unit"),
            concluded=counted(concluded, "directive", "meeting__unit"),
        )

    @transaction.atomic
    def receive(
        self, *, unit: Unit, by: User | None, file: UploadedFile | None = None, **facts
    ) -> Directive:
        """The committee has a paper of the upper level to carry out."""
        directive = self.model(unit=unit, added_by=by, **facts)
        directive.attach(file)
        audit.add(by, "directive.add", directive)
        return directive


class Directive(Withdrawable, WithPdf):
    """Nghị quyết, văn bản của cấp trên that the committee `unit` has to carry out with its cells."""

    unit = required(Unit, "tổ chức thực hiện", related_name="directives")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    number = models.CharField("số, ký hiệu", max_length=40)
    title = models.CharField("trích yếu", max_length=TITLE_LIMIT)
    issued_on = models.DateField("ngày ban hành")
    text = RichTextField("nội dung cần chi bộ bàn", blank=True)
    due_on = models.DateField("hạn chi bộ kết luận", null=True, blank=True)
    added_by = optional(User)
    handed_down_on = models.DateField("đưa xuống chi bộ ngày", null=True, editable=False)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        verbose_name = verbose_name_plural = "văn bản của cấp trên"
        constraints = [
            Withdrawable.for_a_reason("directive_withdrawn_for_a_reason"),
            models.UniqueConstraint(
                name="directive_once",
                fields=["unit", "issuer", "number", "issued_on"],
                condition=Q(withdrawn_on__isnull=True),
                violation_error_message="Văn bản này đã được ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.number} ngày {self.issued_on:%d/%m/%Y}: {self.title}"

    @property
    def file_name(self) -> str:
        return f"van-ban-cap-tren-{self.pk}.pdf"

    def clean(self):
        self.issuer, self.number, self.title = nfc(self.issuer), nfc(self.number), nfc(self.title)
        errors = {}
        if self.issued_on and self.issued_on > timezone.localdate():
            errors["issued_on"] = "Chưa đến ngày này."
        if self.due_on and self.issued_on and self.due_on < self.issued_on:
            errors["due_on"] = "Hạn không thể trước ngày ban hành."
        if not (self.text or self.file):
            errors["text"] = "Ghi nội dung cần chi bộ bàn, hoặc tải bản quét văn bản lên."
        if errors:
            raise ValidationError(errors)

    def cells(self):
        """The cells it is put before, each as on that day; today's while it is not put before any."""
        day = self.handed_down_on or timezone.localdate()
        return UnitVersion.objects.on(day).filter(placed_under(self.unit, day), kind__in=CELL_KINDS)

    @transaction.atomic
    def hand_down(self, *, on: datetime.date, by: User | None) -> int:
        """Put it on the agenda of each cell's next planned meeting; how many cells have one.

        The others find it on the page where they prepare their next meeting.
        """
        self._lock()
        if self.handed_down_on:
            raise ValidationError("Văn bản này đã đưa vào chương trình các chi bộ.")
        if on < self.issued_on:
            raise ValidationError({"on": "Không thể trước ngày ban hành văn bản."})
        refuse_future(on)
        self.handed_down_on = on
        cells = list(self.cells().values_list("unit", flat=True))
        if not cells:
            raise ValidationError({"on": "Vào ngày này tổ chức đảng chưa có chi bộ nào."})
        self.save(update_fields=["handed_down_on"])
        meetings = _next_planned(cells, on)
        for meeting in meetings:
            self._put_before(meeting)
        audit.record(by, "directive.hand_down", self, ["handed_down_on"])
        return len(meetings)

    @transaction.atomic
    def take_up(self, meeting: Meeting, *, by: User | None) -> AgendaItem:
        """A cell puts it on the agenda of a meeting that is not adopted yet."""
        self._lock()
        current = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if not current.is_open_for_record:
            raise ValidationError("Biên bản đã thông qua nên không thêm nội dung được nữa.")
        if not Directive.objects.pending(current.unit).filter(pk=self.pk).exists():
            raise ValidationError("Văn bản này không chờ chi bộ đưa vào chương trình.")
        item = self._put_before(current)
        audit.record(by, "directive.take_up", current)
        return item

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """Entered by mistake, or replaced: no cell is asked any more; what was concluded stays."""
        self._lock()
        self._withdraw("directive.withdraw", on=timezone.localdate(), reason=reason, by=by)

    def _put_before(self, meeting: Meeting) -> AgendaItem:
        last = meeting.items.aggregate(last=Max("position"))["last"] or 0
        title = f"{self.number}: {self.title}"[:TITLE_LIMIT]
        item = meeting.items.create(
            directive=self, title=title, subject=Subject.DIRECTIVE, position=last + 1
        )
        meeting.outdate()
        return item

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Directive.objects.select_for_update())
        if self.withdrawn_on:
            raise ValidationError("Văn bản này đã rút.")


def _next_planned(cells: list[int], on: datetime.date) -> list[Meeting]:
    """The first meeting of each of these cells that is planned for that day or later."""
    planned = Meeting.objects.select_for_update().planned()
    rows = planned.filter(unit__in=cells, kind__in=CELL_MEETINGS, held_on__gte=on)
    first: dict[int, Meeting] = {}
    for meeting in rows.order_by("held_on", "pk"):
        first.setdefault(meeting.unit_id, meeting)
    return list(first.values())
