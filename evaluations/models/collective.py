"""Tập thể lãnh đạo: who is reviewed and graded as a collective, before its head and its members
(366-QĐ/TW, Art. 7 and 12.2; 43-HD/BTCTW, 1.1)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common.models.links import required
from evaluations.models.assessment import Assessment, AssessmentQuerySet
from evaluations.models.grade import Grade
from evaluations.models.round import Round
from members.models import Office, OfficeKind

# A smaller one is reviewed together with the committee, or with one of its like (366, 7.4).
FEWEST = 3


class CollectiveQuerySet(AssessmentQuerySet):
    def with_round(self):
        return super().with_round().select_related("unit")

    def in_order(self):
        """From below, as they are graded."""
        return self.select_related("unit").order_by("-unit__path", "name")

    def of_unit(self, unit: Unit):
        return self.filter(unit=unit)

    @transaction.atomic
    def propose(self, grading: Round, *, by: User | None) -> list[Collective]:
        """Put down those that the offices of the day of the roll make up; what is there stays."""
        grading.lock_open()
        known = set(grading.collectives.values_list("unit", "name"))
        fresh = [one for one in _by_offices(grading) if (one.unit_id, one.name) not in known]
        made = self.bulk_create(fresh)
        audit.record(by, "collective.propose", grading, note="; ".join(one.name for one in made)[:300])
        return made

    @transaction.atomic
    def add(self, grading: Round, *, name: str, unit: Unit, people: int, by: User | None) -> Collective:
        """One that the offices do not tell of, such as the leadership of an agency."""
        grading.lock_open()
        made = self.model(round=grading, unit=unit, name=name, people=people)
        audit.add(by, "collective.add", made)
        return made

    @transaction.atomic
    def grade(self, grading: Round, grades, *, by: User | None, seen=None) -> None:
        """Enter the grades of collectives by their ids, and refuse what changed meanwhile: see
        Round.grade_members."""
        grading.grade_rows(grading.collectives, grades, seen or {}, by, "round.grade_collectives")


class Collective(Assessment):
    """Một tập thể trong đợt xếp loại."""

    round = required(Round, related_name="collectives")
    unit = required(Unit, "của tổ chức đảng")
    name = models.CharField("tên tập thể", max_length=200)
    people = models.PositiveSmallIntegerField("số người")

    IS_UNIT, KIND = True, "collective"

    objects = CollectiveQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "xếp loại tập thể"
        constraints = [
            *Assessment.level_or_exclusion("collective"),
            models.UniqueConstraint(
                name="collective_once",
                fields=["round", "unit", "name"],
                violation_error_message="Tập thể này đã có trong danh sách.",
            ),
            models.CheckConstraint(
                name="collective_of_enough_people",
                condition=Q(people__gte=FEWEST),
                violation_error_message=f"Dưới {FEWEST} người thì kiểm điểm cùng cấp ủy, không là một "
                "tập thể riêng.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.unit}"

    subject = subject_and_cell = property(__str__)

    @transaction.atomic
    def drop(self, *, by: User | None) -> None:
        """Take one out that was put down by mistake; not once anything was decided on it."""
        self.round.lock_open()
        self.refresh_from_db(fields=Grade._fields)
        if self.level:
            raise ValidationError("Đã có mức xếp loại: chọn “Chưa xếp loại” rồi mới bỏ được.")
        if self.regradings.exists() or self.complaints.exists():
            raise ValidationError("Đã ghi quyết định hoặc kiến nghị về tập thể này nên không bỏ được.")
        audit.record(by, "collective.drop", self.round, note=str(self)[:300])
        self.delete()


def _by_offices(grading: Round) -> list[Collective]:
    """The standing committee, else the committee; the committee of each cell that has one."""
    bodies = grading.unit_assessments.values("unit")
    offices = Office.objects.on(grading.reference_on).in_committee().filter(unit__in=bodies)
    held = offices.select_related("unit").order_by("unit__path", "id")
    units = {office.unit_id: office.unit for office in held}
    kinds: dict[int, set[str]] = {}
    people: dict[int, set[int]] = {}
    for office in held:
        kinds.setdefault(office.unit_id, set()).add(office.kind)
        people.setdefault(office.unit_id, set()).add(office.member_id)
    return [
        Collective(
            round=grading, unit=units[unit], name=_name(units[unit], kinds[unit]), people=len(who)
        )
        for unit, who in people.items()
        if len(who) >= FEWEST
    ]


def _name(unit: Unit, kinds: set[str]) -> str:
    if unit.is_cell:
        return "Chi ủy"
    return "Ban Thường vụ" if OfficeKind.STANDING_MEMBER in kinds else "Đảng ủy"
