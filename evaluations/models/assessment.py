"""The rows of a round: for each member and unit on its roll a level, or the reason for none."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Decision, Unit
from cells.rights import GRADING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required
from evaluations.models.grade import LEVEL_OR_EXCLUSION, OTHER_IS_EXPLAINED, Exclusion, Grade
from evaluations.models.groups import UNGROUPED, PostGroup
from evaluations.models.kinds import RoundKind
from evaluations.models.later import IS_LATE, GradedLater
from evaluations.models.rules import Level
from evaluations.rules import cap
from members.models import Member

# Of an outer row: a term ends in a year too.
SAME_PERIOD = {"round__year": OuterRef("round__year"), "round__kind": OuterRef("round__kind")}
LAST = 99  # place of those in no group
IS_ABOVE = ~Q(decided_by="")
WAITS = Q(level="", exclusion="") & IS_ABOVE
IS_LEFT = Q(level="", exclusion="", decided_by="", late_cause="")
COUNTS = {
    "roll": Count("pk"),
    "graded": Count("pk", ~Q(level="")),
    "excluded": Count("pk", ~Q(exclusion="")),
    "late": Count("pk", IS_LATE),
    "left": Count("pk", IS_LEFT),
    "waiting": Count("pk", WAITS),
    "xs": Count("pk", Q(level=Level.XS)),
    "t": Count("pk", Q(level=Level.T)),
    "ht": Count("pk", Q(level=Level.HT)),
    "kht": Count("pk", Q(level=Level.KHT)),
    "above_graded": Count("pk", IS_ABOVE & ~Q(level="")),
    "above_xs": Count("pk", IS_ABOVE & Q(level=Level.XS)),
    "above_t": Count("pk", IS_ABOVE & Q(level=Level.T)),
}


def under_cap(counts: dict[str, int]) -> dict[str, int]:
    """Of these counts what the cap is about: not those whose level the body above decides."""
    return {name: counts[name] - counts[f"above_{name}"] for name in ("graded", "xs", "t")}


def summed(rows: Iterable[dict[str, int]]) -> dict[str, int]:
    """The counts of all cells together."""
    rows = list(rows)
    return {name: sum(row.get(name, 0) for row in rows) for name in COUNTS}


def counts_by_cell(parts: Iterable[dict]) -> dict[int, dict[str, int]]:
    """Of the rows of counts_by_part()."""
    cells = defaultdict(list)
    for part in parts:
        cells[part["cell"]].append(part)
    return {cell: summed(rows) for cell, rows in cells.items()}


class AssessmentQuerySet(ScopedQuerySet):
    unit_path = "round__unit__path"
    seen_by = GRADING_ROLES

    def with_round(self):
        """For a page about one row."""
        return self.select_related("round__unit", "round__rules", "received")

    def closed(self):
        """Of rounds of years that are closed, or from paper."""
        return self.filter(round__closed_at__isnull=False, round__kind=RoundKind.YEAR)

    def ending_within(self, start: datetime.date, end: datetime.date):
        """In rounds whose period ends inside this one."""
        return self.filter(round__ends_on__range=(start, end))

    def of_terms(self):
        """Of closed rounds of terms, the newest first."""
        rows = self.filter(round__closed_at__isnull=False, round__kind=RoundKind.TERM)
        rows = rows.select_related("round__unit", "round__rules", "round__term")
        return rows.order_by("-round__ends_on", "pk")

    def graded(self):
        return self.exclude(level="")

    def ungraded(self):
        """Neither a level nor a reason to have none, now or at all; and nobody above to wait for."""
        return self.filter(IS_LEFT)

    def late(self):
        """Left for later, for a cause, and not graded since."""
        return self.filter(IS_LATE)

    def overdue(self, day: datetime.date):
        """Left for later until a day that is over."""
        return self.late().filter(late_until__lt=day)

    def still_to_grade(self):
        """Without a level, here or from the body above, and without a reason of any kind."""
        return self.filter(IS_LEFT | WAITS)

    def waiting(self):
        """The body above decides, and its decision has not been entered."""
        return self.filter(WAITS)

    def excluded(self):
        """Without a level, for a reason."""
        return self.exclude(exclusion="")

    def at_level(self, level: str):
        return self.filter(level=level)

    def t_or_better(self):
        """At one of the upper two levels."""
        return self.filter(level__in=[Level.XS, Level.T])

    def without_level(self):
        """Whether for a reason, or because nobody has decided yet."""
        return self.filter(level="")

    def in_state(self, state: str):
        """ "graded", "excluded", "late", "left" (undecided) and "waiting" (for the body above), else
        those at the level of that name."""
        named = {"graded": self.graded, "excluded": self.excluded, "late": self.late}
        named |= {"left": self.ungraded, "waiting": self.waiting}
        return named[state]() if state in named else self.at_level(state)

    def counts(self) -> dict[str, int]:
        """How many are on the roll, graded, excluded, late, left, and at each level."""
        return self.aggregate(**COUNTS)


class MemberAssessmentQuerySet(AssessmentQuerySet):
    def in_cell(self, unit: Unit):
        """Those who belonged to that cell on the day of the roll."""
        return self.filter(cell=unit)

    def outside(self, unit: Unit):
        return self.exclude(cell=unit)

    def in_cells_of(self, user: User):
        """In the cells that the user sees today: where the steps before the decision are written."""
        return self.filter(cell__in=Unit.objects.visible_to(user))

    def of(self, user: User):
        """What is about the user as a member, while in the Party."""
        return self.filter(member__in=Member.objects.own_of(user))

    def under_way(self):
        """In rounds that are open, or left for later in one that was closed."""
        return self.filter(Q(round__closed_at__isnull=True) | IS_LATE)

    def of_quarters(self, grading):
        """Of the closed rounds of quarters in the year of a yearly round."""
        quarters = self.filter(round__kind=RoundKind.QUARTER, round__closed_at__isnull=False)
        return quarters.filter(round__year=grading.year) if grading.is_yearly else self.none()

    def voters(self):
        """Who votes on the grades of a cell: on its roll, official by the day of the roll, not
        suspended."""
        official = self.filter(member__official_on__lte=F("round__reference_on"))
        return official.exclude(exclusion=Exclusion.SUSPENDED)

    def with_steps(self):
        """Each with what was said and written before the decision, in two queries more."""
        rows = self.select_related("vote", "review", "group", "cell").with_opinions()
        return rows.prefetch_related(Prefetch("body_opinions", to_attr="told_by_bodies"))

    def with_opinions(self):
        """Each with its `told`, as a plain list: a manager for each of 400 rows takes longer than the
        query."""
        return self.prefetch_related(Prefetch("opinions", to_attr="told"))

    def by_name(self):
        return self.select_related("member").order_by("member__sort_key", "member_id")

    def by_group_and_name(self):
        """Those in no group first; each with `occupation`, as the record has it."""
        rows = self.select_related("member", "cell", "group")
        number = F("group__number").asc(nulls_first=True)
        told = rows.annotate(occupation=F("member__history__occupation"))
        return told.order_by(number, "group__name", "member__sort_key", "member_id")

    def by_round_and_name(self):
        """Round by round, the newest first; within a round by given name."""
        rows = self.select_related("member", "cell", "round__unit", "round__rules", "round__term")
        return rows.order_by(
            "-round__year", "-round__ends_on", "-round_id", "member__sort_key", "member_id"
        )

    def by_cell_and_name(self):
        """Cell by cell, with the name the cell had on the day of the roll as `cell_name`; in a quarter,
        in which no cell is graded, its name."""
        return (
            self.select_related("member", "cell")
            .annotate(
                cell_name=Coalesce(
                    Subquery(
                        UnitAssessment.objects.filter(
                            round=OuterRef("round"), unit=OuterRef("cell")
                        ).values("name")
                    ),
                    "cell__name",
                )
            )
            .order_by("cell__number", "cell__name", "member__sort_key", "member_id")
        )

    def counts_by_part(self) -> list[dict]:
        """The counts of each cell, and within it of each group of like posts, heads apart; and who
        of them has no account, of those that are graded."""
        parts = ("cell", "cell__name", "group__name", "group__number", "is_head")
        alone = Count("pk", Q(member__user=None, exclusion=""))
        rows = self.order_by(F("cell__number").asc(nulls_last=True), "cell__name")
        return list(rows.values(*parts).annotate(**COUNTS, without_account=alone))


class UnitAssessmentQuerySet(AssessmentQuerySet):
    def cells(self):
        """What was a cell on the day of the roll."""
        return self.filter(kind__in=CELL_KINDS)

    @transaction.atomic
    def put(self, grading, rows: Iterable[int], *, name: str, by: User | None) -> None:
        """Count these cells of a round in the group of that name; without a name, in none."""
        grading.lock_open()
        rows = set(rows)
        kept = grading.lower_units().cells().filter(pk__in=rows)
        if kept.count() != len(rows):
            raise ValidationError({"rows": "Có chi bộ không thuộc đợt xếp loại này."})
        kept.update(group=name.strip())
        audit.record(by, "round.group_cells", grading, ["group"], note=name.strip())

    def named_in(self, grading) -> dict[int, str]:
        """Unit id → its group in the newest earlier round of that committee."""
        before = self.filter(round__unit=grading.unit_id, round__ends_on__lt=grading.ends_on)
        rows = before.order_by("round__ends_on", "round_id").values_list("unit", "group")
        return dict(rows)

    def one_for_each_unit(self):
        """Of a body that has both, what the level above decided before what it proposes itself."""
        decided = UnitAssessment.objects.graded().exclude(round__unit=F("unit"))
        decided = decided.filter(unit=OuterRef("unit"), **SAME_PERIOD)
        is_own = Q(round__unit=F("unit"))
        return self.filter(is_own & ~Exists(decided) | ~is_own & ~Q(level=""))

    def with_decision_above(self):
        """Of the body of the round itself: what the round of a level above decided, and whose it is."""
        above = UnitAssessment.objects.graded().closed().exclude(round__unit=F("unit"))
        above = above.filter(unit=OuterRef("unit"), **SAME_PERIOD)
        own = above.filter(unit=OuterRef("round__unit"))
        return self.annotate(
            level_above=Subquery(own.values("level")[:1]),
            body_above=Subquery(own.values("round__unit__name")[:1]),
        )

    def from_below(self):
        """Cells first, what has no number last: the order in which they are graded."""
        return self.order_by(F("number").asc(nulls_last=True), "name")


class Assessment(GradedLater):
    """Kết quả xếp loại: a decided level, or the reason why there is none, or none yet."""

    level = models.CharField("mức xếp loại", max_length=3, choices=Level.choices, blank=True)
    exclusion = models.CharField(
        "không xếp loại vì", max_length=12, choices=Exclusion.choices, blank=True
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)
    # Of a cadre managed above: which body decides. Of the body of the round itself it is understood.
    decided_by = models.CharField("cấp quyết định mức xếp loại", max_length=200, blank=True)
    own_level = models.CharField(
        "mức đề nghị lên cấp trên", max_length=3, choices=Level.choices, blank=True
    )
    received = optional(Decision, "quyết định của cấp trên")

    IS_UNIT = False
    KIND: str  # as the addresses of its pages name it

    class Meta:
        abstract = True

    @staticmethod
    def level_or_exclusion(name: str) -> list[models.CheckConstraint]:
        """The constraints every subclass names in its Meta."""
        return [
            models.CheckConstraint(
                name=f"{name}_level_or_exclusion",
                condition=Q(level="") | Q(exclusion=""),
                violation_error_message=LEVEL_OR_EXCLUSION,
            ),
            models.CheckConstraint(
                name=f"{name}_other_is_explained",
                condition=~Q(exclusion="other", note=""),
                violation_error_message=OTHER_IS_EXPLAINED,
            ),
            models.CheckConstraint(
                name=f"{name}_received_a_grade",
                condition=Q(received__isnull=True) | ~Q(level="") | ~Q(exclusion=""),
                violation_error_message="Quyết định của cấp trên phải có mức xếp loại.",
            ),
            GradedLater.until_for_a_cause(name),
        ]

    @property
    def grade(self) -> Grade:
        return Grade(self.level, self.exclusion, self.note)

    @property
    def proposed_level(self) -> str:
        """What was proposed from below; nothing where nobody asks."""
        return ""

    @property
    def said(self) -> str:
        """As the grade reads, the level by the name that the rules of its year give it."""
        if self.is_waiting:
            return f"Chờ kết quả của {self.decided_by}"
        if self.is_late:
            return self.said_late
        return self.grade.said(self.round.applied_rules, of_unit=self.IS_UNIT)

    @property
    def is_decided_above(self) -> bool:
        return bool(self.decided_by)

    @property
    def is_waiting(self) -> bool:
        return self.is_decided_above and not (self.level or self.exclusion)

    @property
    def is_told(self) -> bool:
        """Whether there is a level, a reason to have none, or something it waits for."""
        return bool(self.level or self.exclusion) or self.is_late or self.is_waiting

    @property
    def why_no_level(self) -> str:
        if self.is_waiting:
            return "Chờ kết quả của cấp trên"
        if self.is_late:
            return self.get_late_cause_display()
        return self.get_exclusion_display() or "Chưa có kết quả"

    @property
    def takes_steps(self) -> bool:
        """Whether the steps before the decision are still written."""
        return not self.exclusion and (self.is_late or not self.round.is_closed)


class MemberAssessment(Assessment):
    """Xếp loại một đảng viên, in the cell he or she belonged to on the day of the roll."""

    round = required("evaluations.Round", related_name="member_assessments")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="assessments")
    cell = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    # With whom the cap counts him or her, where it is counted by groups or without the heads.
    group = optional(PostGroup, "nhóm")
    is_head = models.BooleanField("người đứng đầu", default=False)

    KIND = "member"

    objects = MemberAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "xếp loại đảng viên"
        constraints = [
            *Assessment.level_or_exclusion("memberassessment"),
            models.UniqueConstraint(name="member_assessed_once", fields=["round", "member"]),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_level_display() or '—'}"

    @property
    def subject(self) -> str:
        """Who is graded, as a page names the person."""
        return str(self.member)

    @property
    def subject_and_cell(self) -> str:
        """For a list of several cells; needs by_cell_and_name()."""
        return f"{self.member}, {self.cell_name}"

    @property
    def said_at(self) -> dict:
        """Step → what was said at it; of several members with_steps() reads them at once."""
        return {one.step: one for one in self.told}

    @cached_property
    def told(self) -> list:
        """The opinions of all steps before the decision."""
        return list(self.opinions.all())

    @cached_property
    def told_by_bodies(self) -> list:
        """What other bodies proposed, with what was withdrawn."""
        return list(self.body_opinions.all())

    @property
    def bodies(self) -> list:
        """What other bodies propose."""
        return [one for one in self.told_by_bodies if one.withdrawn_at is None]

    @property
    def proposed_level(self) -> str:
        """What the cell proposed."""
        return next((said.level for said in self.told if said.is_proposal), "")

    @transaction.atomic
    def refer_up(self, *, decided_by: str, by: User | None) -> None:
        """Leave the level of a managed cadre to that body; to nobody: decide it here after all."""
        self.round.lock_open()
        names = ["level", "exclusion", "late_cause", "decided_by", "own_level", "received"]
        self.refresh_from_db(fields=names)
        self.refuse_own(by, "Không ai ghi cấp quyết định cho chính mình: đồng chí khác ghi.")
        if self.received_id:
            raise ValidationError("Đã ghi quyết định của cấp trên cho đồng chí này.")
        if self.exclusion:
            raise ValidationError(f"{self.grade}, nên không chờ cấp trên quyết định.")
        if self.is_late:
            raise ValidationError(f"{self.said_late}. Bỏ xếp loại sau trước.")
        known = self.level or self.own_level
        level, own = ("", known) if decided_by else (known, "")
        facts = {"decided_by": decided_by, "level": level, "own_level": own}
        audit.change(by, "assessment.refer_up", self, **facts)
        self.round.refuse_out_of_order()

    def is_of(self, user: User | None) -> bool:
        return user is not None and self.member.user_id == user.pk

    def voters(self):
        """The members of the cell who vote on this grade."""
        return self.round.member_assessments.in_cell(self.cell).voters()


def as_parts(rows: Iterable[dict]) -> list[cap.Part]:
    """The rows of counts_by_part(), as the cap reads them."""
    return [
        cap.Part(
            cell=row["cell__name"],
            group=row["group__name"] or UNGROUPED,
            rank=row["group__number"] or LAST,
            is_head=row["is_head"],
            **under_cap(row),
        )
        for row in rows
    ]


class UnitAssessment(Assessment):
    """Xếp loại một tổ chức đảng: a cell, or the committee of the round itself.

    Kind, name and number are those of the day of the roll.
    """

    round = required("evaluations.Round", related_name="unit_assessments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField("loại hình", max_length=24)
    name = models.CharField("tên", max_length=200)
    number = models.PositiveSmallIntegerField("số thứ tự", null=True, blank=True)
    # With which cells the cap counts it, where it is counted by groups; as the committee calls them.
    group = models.CharField("nhóm", max_length=100, blank=True)

    IS_UNIT, KIND = True, "unit"

    objects = UnitAssessmentQuerySet.as_manager()

    class Meta:
        ordering = [F("number").asc(nulls_first=True), "name"]
        verbose_name = verbose_name_plural = "xếp loại tổ chức đảng"
        constraints = [
            *Assessment.level_or_exclusion("unitassessment"),
            models.UniqueConstraint(name="unit_assessed_once", fields=["round", "unit"]),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_level_display() or '—'}"

    @property
    def subject(self) -> str:
        """What is graded, as a page names the unit."""
        return self.name

    subject_and_cell = subject

    @property
    def is_own(self) -> bool:
        """Whether it is the body of the round itself, on which the level above decides."""
        return self.unit_id == self.round.unit_id

    is_decided_above = is_own

    @property
    def is_waiting(self) -> bool:
        return False

    @property
    def said_above(self) -> str:
        """What the round of a level above decided; needs with_decision_above()."""
        return Grade(self.level_above).said(self.round.applied_rules, of_unit=True)

    @property
    def is_proposed(self) -> bool:
        """Whether its level is only what the body proposes for itself."""
        return bool(self.level) and self.is_own and not self.received_id

    @property
    def is_cell(self) -> bool:
        return self.kind in CELL_KINDS


def cells_as_parts(grading, units: Iterable[UnitAssessment]) -> list[cap.Part]:
    """Of these rows of a round the cells below the body itself, as the cap reads them."""
    cells = [row for row in units if row.is_cell and row.unit_id != grading.unit_id]
    ungrouped = UNGROUPED if any(row.group for row in cells) else ""
    return [
        cap.Part(
            cell=row.name,
            group=row.group or ungrouped,
            rank=0 if row.group else LAST,
            is_head=False,
            xs=int(row.level == Level.XS),
            t=int(row.level == Level.T),
            graded=int(bool(row.level)),
        )
        for row in cells
    ]
