"""Nhóm vị trí tương đồng: whose shares at the highest level are counted together."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common.models.links import optional
from members.models import Office, OfficeKind

UNGROUPED = "Chưa phân nhóm"


class PostKind(models.TextChoices):
    """The groups delivered with the program; a committee may name others."""

    LEADERS = "leaders", "Lãnh đạo, quản lý, cấp ủy viên"
    STAFF = "staff", "Công chức, viên chức"
    CONTRACTS = "contracts", "Lao động hợp đồng"
    OTHERS = "others", "Nghỉ hưu và đối tượng khác"


class PostGroupQuerySet(models.QuerySet):
    def offered_to(self, unit: Unit):
        """The groups known for every committee, then those that this one has made."""
        return self.filter(Q(unit=None) | Q(unit=unit)).order_by("number", "name", "id")

    @transaction.atomic
    def put(self, grading, rows: Iterable[int], *, name: str = "", by: User | None, **where) -> None:
        """Count these members of a round in the group of that name, made where there is none; or as
        `where` says: in a group that is there, as heads, as no heads."""
        grading.lock_open()
        if name:
            where = {"group": self.named(grading.unit, name)}
        rows = set(rows)
        kept = grading.member_assessments.filter(pk__in=rows)
        if kept.count() != len(rows):
            raise ValidationError({"rows": "Có người không thuộc đợt xếp loại này."})
        kept.update(**where)
        audit.record(by, "round.group", grading, where)

    def named(self, unit: Unit, name: str) -> PostGroup:
        """One that the committee has by that name, else a new one of its own."""
        there = self.offered_to(unit).filter(name__iexact=name).first()
        return there or self.create(unit=unit, name=name)

    def propose_for(self, grading) -> None:
        """Put who is in no group yet where the records point: offices of the reference day, then the
        occupation. Who is not known stays for a person to put."""
        rows = grading.member_assessments.filter(group=None)
        known = {group.kind: group for group in self.filter(unit=None)}
        offices = Office.objects.on(grading.reference_on).filter(member=OuterRef("member"))
        said = "member__history__occupation__icontains"
        kind = Case(
            When(Exists(offices), then=Value(PostKind.LEADERS)),
            When(**{said: "hưu"}, then=Value(PostKind.OTHERS)),
            When(**{said: "hợp đồng"}, then=Value(PostKind.CONTRACTS)),
            When(Q(**{said: "viên chức"}) | Q(**{said: "công chức"}), then=Value(PostKind.STAFF)),
            default=Value(""),
        )
        heads = offices.filter(unit=grading.unit_id, kind=OfficeKind.SECRETARY)
        rows = list(rows.annotate(kind=kind, leads=Exists(heads)))
        for row in rows:
            row.group, row.is_head = known.get(row.kind), row.is_head or row.leads
        grading.member_assessments.bulk_update(rows, ["group", "is_head"])


class PostGroup(models.Model):
    """Nhóm vị trí tương đồng: delivered, of every committee, or one that a committee named."""

    unit = optional(Unit, "của", related_name="post_groups")
    kind = models.CharField(max_length=12, choices=PostKind.choices, blank=True, editable=False)
    number = models.PositiveSmallIntegerField(default=9, editable=False)
    name = models.CharField("tên nhóm", max_length=100)

    objects = PostGroupQuerySet.as_manager()

    class Meta:
        ordering = ["number", "name"]
        verbose_name = verbose_name_plural = "nhóm vị trí tương đồng"
        constraints = [
            models.UniqueConstraint(
                name="post_group_named_once",
                fields=["unit", "name"],
                violation_error_message="Đã có nhóm mang tên này.",
            ),
            models.UniqueConstraint(
                name="post_group_kind_once", fields=["kind"], condition=~Q(kind="")
            ),
            models.CheckConstraint(
                name="post_group_delivered_or_named",
                condition=Q(unit__isnull=True) & ~Q(kind="") | Q(unit__isnull=False, kind=""),
            ),
        ]

    def __str__(self):
        return self.name
