"""The acts that one restructuring is made of, in their order, and which member goes where."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Unit, UnitKind
from common.models.links import optional, required
from members.models.member import Member


class Act(models.TextChoices):
    SPLIT = "split", "Chia tách thành tổ chức mới"
    MERGE = "merge", "Sáp nhập vào tổ chức khác"
    DISSOLVE = "dissolve", "Giải thể"
    FOUND = "found", "Thành lập tổ chức mới"
    RENAME = "rename", "Đổi tên, đổi số"
    CHANGE_KIND = "change_kind", "Chuyển loại hình"
    MOVE = "move", "Chuyển về trực thuộc tổ chức khác"
    HAND_OVER = "hand_over", "Chuyển giao cho cấp trên khác"
    RECEIVE = "receive", "Tiếp nhận từ cấp trên khác"


ENDING_ACTS = [Act.MERGE, Act.DISSOLVE]
FOUNDING_ACTS = [Act.FOUND, Act.SPLIT, Act.RECEIVE]


class Place(models.Model):
    """Where to: a unit that exists, or the one that a step of the same plan founds."""

    target = optional(Unit, "tổ chức đích")
    target_step = optional(
        "organisation.RestructuringStep", "tổ chức do kế hoạch lập", related_name="%(class)ss_using"
    )

    class Meta:
        abstract = True

    @property
    def place_name(self) -> str:
        """Empty while it is not said where to."""
        if self.target_step_id:
            return self.target_step.result_name
        return self.target.name if self.target_id else ""


class RestructuringStep(Place):
    """Một việc: what happens to `unit`, or which unit is founded. Which facts it needs, the act tells.

    `target` is what it merges into, comes under or is founded under; where members go who are not
    distributed, when the unit ends or is no cell any more.
    """

    plan = required("organisation.Restructuring", related_name="steps")
    position = models.PositiveSmallIntegerField()
    act = models.CharField("việc", max_length=12, choices=Act.choices)
    unit = optional(Unit, "tổ chức")
    # Of that time: what the unit is called when the plan is read again years later.
    unit_name = models.CharField(max_length=200, blank=True)
    name = models.CharField("tên", max_length=200, blank=True)
    number = models.PositiveSmallIntegerField("số thứ tự", null=True, blank=True)
    kind = models.CharField("loại hình", max_length=24, choices=UnitKind.choices, blank=True)
    location = models.CharField("địa danh trên văn bản", max_length=60, blank=True)
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)
    outside = models.CharField("cấp trên khác", max_length=200, blank=True)
    # What the step founded, once the plan is done.
    founded = optional(Unit, editable=False)

    class Meta:
        ordering = ["position"]
        verbose_name = verbose_name_plural = "việc của kế hoạch"
        constraints = [models.UniqueConstraint(name="step_position", fields=["plan", "position"])]

    def __str__(self):
        unit, place = self.unit_name, self.place_name
        sentences = {
            Act.FOUND: f"Thành lập {self.name}, trực thuộc {place}",
            Act.SPLIT: f"Chia tách {unit}, lập {self.name}",
            Act.MERGE: f"Sáp nhập {unit} vào {place}",
            Act.DISSOLVE: f"Giải thể {unit}" + (f", đảng viên về {place}" if place else ""),
            Act.RENAME: f"Đổi tên {unit} thành {self.name}",
            Act.CHANGE_KIND: f"Chuyển {unit} thành {self.get_kind_display()}",
            Act.MOVE: f"Chuyển {unit} về trực thuộc {place}",
            Act.HAND_OVER: f"Chuyển giao {unit} cho {self.outside}",
            Act.RECEIVE: f"Tiếp nhận {self.result_name} từ {self.outside}, trực thuộc {place}",
        }
        return sentences[self.act]

    @property
    def result_name(self) -> str:
        """What the unit that this step brings forth is called."""
        return self.name or self.unit_name

    @property
    def moves_members(self) -> bool:
        """Whether members of the unit may go somewhere by this step."""
        acts = {Act.SPLIT, Act.CHANGE_KIND, *ENDING_ACTS}
        return self.act in acts and self.unit.is_cell

    def founds_one_of(self, kinds: list[UnitKind]) -> bool:
        """Whether this step brings forth a unit of one of these kinds."""
        kind = self.unit.kind if self.act == Act.SPLIT else self.kind
        return self.act in FOUNDING_ACTS and kind in kinds

    def verify(self) -> None:
        """Refuse, at its field, what can be seen to be wrong before anything is tried."""
        if self.unit and self.unit.ended_on:
            raise ValidationError({"unit": "Tổ chức đảng này đã kết thúc hoạt động."})
        if self.unit and self.target == self.unit:
            raise ValidationError(
                {"target": "Hãy chọn một tổ chức khác, không phải chính tổ chức này."}
            )
        if self.act == Act.MOVE and self.target and self.target.path.startswith(self.unit.path):
            raise ValidationError({"target": "Không thể chuyển một tổ chức về dưới chính nó."})
        if self.act == Act.CHANGE_KIND and self.kind == self.unit.kind:
            raise ValidationError({"kind": "Tổ chức này đang là loại hình đó."})
        if self.act in ENDING_ACTS and self._ending_before().exists():
            raise ValidationError({"unit": "Kế hoạch này đã có việc kết thúc hoạt động tổ chức đó."})
        if self.unit and self.unit.is_cell and self.target and not self._target_fits_members():
            raise ValidationError({"target": "Đảng viên sinh hoạt tại chi bộ; hãy chọn một chi bộ."})

    def _ending_before(self):
        return self.plan.steps.filter(act__in=ENDING_ACTS, unit=self.unit).exclude(pk=self.pk)

    def _target_fits_members(self) -> bool:
        becoming = self.plan.steps.filter(act=Act.CHANGE_KIND, kind__in=CELL_KINDS, unit=self.target)
        takes_members = self.target.is_cell or becoming.exists()
        return takes_members or self.act not in {*ENDING_ACTS, Act.CHANGE_KIND}

    @transaction.atomic
    def change(self, *, by: User, **facts) -> None:
        """Say it otherwise, while the plan is a draft; another unit takes its distribution away."""
        self.plan.lock_draft()
        old_unit = self.unit_id
        for field, value in facts.items():
            setattr(self, field, value)
        self.verify()
        if self.unit_id != old_unit:
            self.unit_name = self.unit.name if self.unit else ""
            self.moves.all().delete()
        self.save()
        audit.record(by, "restructuring.change_step", self, facts)

    @transaction.atomic
    def remove(self, *, by: User) -> None:
        """Take the step out of a draft; refused while another step counts on the unit it founds."""
        self.plan.lock_draft()
        needing = self.restructuringsteps_using.first()
        if needing:
            raise ValidationError(f"Việc “{needing}” cần tổ chức lập ở việc này. Bỏ việc đó trước.")
        if self.restructuringmoves_using.exclude(step=self).exists():
            raise ValidationError(
                "Đã phân công đảng viên đến tổ chức lập ở việc này. Sửa phân công trước."
            )
        audit.record(by, "restructuring.remove_step", self)
        self.moves.all().delete()
        self.delete()

    @transaction.atomic
    def distribute(
        self,
        places: Mapping[Member, Unit | RestructuringStep],
        *,
        by: User,
        rest: Unit | RestructuringStep | None = None,
    ) -> None:
        """These members go there, and all others to `rest`; without it where the step said before."""
        self.plan.lock_draft()
        self.moves.all().delete()
        rows = [
            RestructuringMove(step=self, member=member, **place(to)) for member, to in places.items()
        ]
        RestructuringMove.objects.bulk_create(rows)
        if rest:
            self.target, self.target_step = place(rest).values()
            self.verify()
            self.save(update_fields=["target", "target_step"])
        audit.record(by, "restructuring.distribute", self, ["moves", "target"])


class RestructuringMove(Place):
    """One member who goes elsewhere than the step says by itself."""

    step = models.ForeignKey(RestructuringStep, on_delete=models.CASCADE, related_name="moves")
    member = required(Member)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "nơi đến của đảng viên"
        constraints = [
            models.UniqueConstraint(name="restructuringmove_once", fields=["step", "member"]),
            models.CheckConstraint(
                name="restructuringmove_one_place",
                condition=Q(target__isnull=True) ^ Q(target_step__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.member} → {self.place_name}"


def place(to: Unit | RestructuringStep | None) -> dict:
    """The two fields that say where to."""
    is_planned = isinstance(to, RestructuringStep)
    return {"target": None if is_planned else to, "target_step": to if is_planned else None}
