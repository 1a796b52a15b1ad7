"""What was given, and what commendations and proposals have in common."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import (
    CELL_KINDS,
    COMMITTEE_KINDS,
    GRASSROOTS_KINDS,
    Decision,
    Threshold,
    ThresholdCode,
    Unit,
    UnitKind,
)
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required, who_did
from common.periods import refuse_future
from common.vietnamese import nfc, sort_key
from evaluations.models.assessment import MemberAssessment, UnitAssessment
from evaluations.models.award_rules import (
    PERIODIC,
    AwardForm,
    AwardKind,
    AwardRule,
    GivenBy,
    Giver,
    Recipient,
    money,
)
from evaluations.models.marks import Mark
from evaluations.models.own_case import OwnCase
from evaluations.models.round import Round
from evaluations.models.rules import Level
from members.models import Member

FIVE = 5
NOT_EXEMPLARY = (
    "hoàn thành xuất sắc nhiệm vụ nhưng chưa được công nhận tiêu biểu, nên chưa được khen thưởng."
)
SAY_WHO = "Ghi tên và ghi rõ là ai, là tập thể nào."
OWN_AWARD = "Không ai ghi khen thưởng, đề nghị khen thưởng cho chính mình: đồng chí khác ghi."
# In which order the recipients of a list stand, under these headings.
HEADINGS = ["Chi bộ, đảng bộ", "Đảng viên", "Ngoài danh sách đảng bộ"]
IS_OUTSIDE = ~Q(outsider="")
WHOSE = Case(
    When(IS_OUTSIDE, then=Value(2)), When(member__isnull=False, then=Value(1)), default=Value(0)
)
RECIPIENT = Case(
    When(IS_OUTSIDE, then=Value("")),
    When(member__isnull=False, then=Value(Recipient.MEMBER)),
    When(unit__kind__in=GRASSROOTS_KINDS, then=Value(Recipient.GRASSROOTS)),
    When(unit__kind__in=[UnitKind.CELL, UnitKind.SUBCOMMITTEE], then=Value(Recipient.CELL)),
    default=Value(""),
)


class AwardQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def valid(self):
        """What stands: not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def cancelled(self):
        return self.filter(cancelled_at__isnull=False).select_related("cancelled_by")

    def in_year(self, year: int):
        """Of that grading year, whenever given."""
        return self.filter(year=year)

    def resting_on(self, row: MemberAssessment | UnitAssessment):
        """What stands for the grade of that row, if it was the highest: of the year, and of five years
        with it among them."""
        whom = {"member": None, "unit": row.unit} if row.IS_UNIT else {"member": row.member}
        year = row.round.year
        of_year = Q(kind=AwardKind.ANNUAL, year=year)
        of_five = Q(kind=AwardKind.FIVE_YEARS, year__range=(year, year + FIVE - 1))
        return self.valid().filter(of_year | of_five, **whom).by_recipient()

    def to_members(self):
        return self.filter(member__isnull=False)

    def to_cells(self):
        return self.filter(member__isnull=True, outsider="", unit__kind__in=CELL_KINDS)

    def to_committees(self):
        return self.filter(member__isnull=True, outsider="", unit__kind__in=COMMITTEE_KINDS)

    def outside(self):
        """To persons and collectives that are in no list of the committee."""
        return self.filter(IS_OUTSIDE)

    def to_same(self, award: Award):
        """To the same person or collective outside the list, however the name was typed."""
        same = [row.pk for row in self.outside() if row.outsider_key == award.outsider_key]
        return self.filter(pk__in=same)

    def newest_first(self):
        return self.order_by("-year", f"-{self.model.DAY}", "id")

    def by_recipient(self):
        """Kind by kind: the units, then the members cell by cell, by given name, then others."""
        return (
            self.select_related("unit", "member")
            .annotate(whose=WHOSE)
            .order_by(
                "kind",
                "whose",
                F("unit__number").asc(nulls_first=True),
                "unit__name",
                "member__sort_key",
                "outsider",
                "id",
            )
        )

    def with_terms(self):
        """Each with the `giver` and the `multiple` that the rules of its year name."""
        same = {"recipient": OuterRef("whom"), "kind": OuterRef("kind"), "form": OuterRef("form")}
        rules = AwardRule.objects.filter(first_year__lte=OuterRef("year"), **same)
        of_year = rules.order_by("-first_year")
        return self.annotate(whom=self.model.WHOM).annotate(
            giver=Subquery(of_year.values("giver")[:1]),
            multiple=Subquery(of_year.values("multiple")[:1]),
            is_exemplary=Exists(
                Mark.objects.exemplary().filter(unit=OuterRef("unit"), year=OuterRef("year"))
            ),
        )

    @transaction.atomic
    def give(self, *, by: User | None, decision: Decision | None = None, **fields) -> Award:
        """Write one award or proposal; constraints are checked first, so the message is Vietnamese."""
        if decision:
            fields["decision"] = _kept(decision)
        award = self.model(recorded_by=by, **fields)
        award.refuse_own(by, {"member": OWN_AWARD})
        for name in ("reason", "outsider", "outsider_is"):
            setattr(award, name, nfc(getattr(award, name)))
        Unit.objects.select_for_update(no_key=True).get(pk=award.unit_id)  # a double click waits
        audit.add(by, f"{award._meta.model_name}.add", award)
        return award


class CommendationQuerySet(AwardQuerySet):
    def of_party(self):
        """Given by the Party: what the employer gave is kept, and counts nowhere."""
        return self.filter(given_by=GivenBy.PARTY)

    def annual_of(self, grading: Round):
        """Commendations of the year that rest on the grades of that round."""
        given = self.of_party() if grading.is_yearly else self.none()
        return given.in_year(grading.year).under(grading.unit).filter(kind=AwardKind.ANNUAL)

    def annual_in(self, grading: Round):
        """(unit, member) of those commended for that year, to pass them over."""
        return self.valid().annual_of(grading).filter(outsider="").values_list("unit", "member")

    def by_recipient(self):
        return super().by_recipient().select_related("decision")

    def with_terms(self):
        """And with the base salary of the day of the decision."""
        rows = super().with_terms().annotate(on=Coalesce("decision__signed_on", "given_on"))
        salary = Threshold.objects.value_on(ThresholdCode.BASE_SALARY, OuterRef("on"))
        return rows.annotate(salary=salary)

    @transaction.atomic
    def give_annual(
        self,
        grading: Round,
        *,
        members: list[int],
        units: list[int],
        decision: Decision,
        by: User | None,
        reason: str = "",
        unit_reason: str = "",
        **fields,
    ) -> list[Commendation]:
        """Commend members graded XS in a closed round, and exemplary units, all by one decision.

        `members` and `units` are ids of assessments of that round.
        """
        if not grading.is_closed:
            raise ValidationError("Chốt kết quả xếp loại rồi mới khen thưởng hằng năm.")
        persons = grading.member_assessments.at_level(Level.XS).by_name().in_bulk(members)
        cells = grading.unit_assessments.at_level(Level.XS).in_bulk(units)
        if len(persons) + len(cells) != len(members) + len(units):
            raise ValidationError(
                "Chỉ khen thưởng nơi được xếp loại hoàn thành xuất sắc trong đợt này."
            )
        exemplary = Mark.objects.exemplary_in(grading)
        if plain := [row.name for row in cells.values() if row.unit_id not in exemplary]:
            raise ValidationError({"units": f"{', '.join(plain)}: {NOT_EXEMPLARY}"})
        persons = persons.values()
        recipients = [{"unit": row.cell, "member": row.member, "reason": reason} for row in persons]
        recipients += [{"unit": row.unit, "reason": unit_reason} for row in cells.values()]
        if any(row.is_of(by) for row in persons):
            raise ValidationError({"members": OWN_AWARD})
        if not recipients:
            raise ValidationError("Chọn ít nhất một đảng viên hoặc chi bộ.")
        fields |= {"kind": AwardKind.ANNUAL, "year": grading.year, "decision": _kept(decision)}
        return [self.give(by=by, **recipient, **fields) for recipient in recipients]


class Award(OwnCase):
    """What commendations and proposals share: the recipient, what for, in which form.

    The recipient is the member or the outsider where one is named, else the unit. For a member the
    unit is the cell he or she belonged to then; for an outsider, a person or a collective that is no
    unit, the one whose list it stands in. A mistaken row is never removed: it is cancelled for a
    reason.
    """

    unit = required(Unit, "tổ chức đảng")
    member = optional(Member, "đảng viên", related_name="%(class)ss")
    outsider = models.CharField("người, tập thể ngoài đảng bộ", max_length=200, blank=True)
    outsider_is = models.CharField("là ai, ở đâu", max_length=200, blank=True)
    kind = models.CharField("loại", max_length=10, choices=AwardKind.choices)
    form = models.CharField("hình thức", max_length=12, choices=AwardForm.choices)
    reason = models.CharField("thành tích", max_length=300)
    year = models.PositiveSmallIntegerField("năm xét")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = optional(User)
    cancelled_at = models.DateTimeField("hủy lúc", null=True, editable=False)
    cancelled_by = who_did()
    cancel_reason = models.CharField("lý do hủy", max_length=300, blank=True, editable=False)

    DAY: str  # the field of the day on which it was done
    WHOM = RECIPIENT  # whom the rules about givers and money know it as

    objects = AwardQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.get_form_display()}: {self.recipient}"

    @staticmethod
    def constraints_for(name: str, message: str) -> list[models.BaseConstraint]:
        """What every subclass names in its Meta: nobody twice for the same; cancelled for a reason."""
        member = Coalesce("member", 0)  # two NULLs would count as different
        return [
            models.UniqueConstraint(
                "unit",
                member,
                "outsider",
                "kind",
                "year",
                "reason",
                name=f"{name}_once",
                condition=Q(cancelled_at__isnull=True),
                violation_error_message=message,
            ),
            models.CheckConstraint(
                name=f"{name}_cancelled_for_a_reason",
                condition=Q(cancelled_at__isnull=True, cancel_reason="")
                | Q(cancelled_at__isnull=False) & ~Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name=f"{name}_says_who_the_outsider_is",
                condition=Q(outsider="", outsider_is="")
                | IS_OUTSIDE & ~Q(outsider_is="") & Q(member__isnull=True),
                violation_error_message=SAY_WHO,
            ),
        ]

    @property
    def recipient(self) -> Member | Unit | str:
        return self.outsider or self.member or self.unit

    def is_of(self, user: User | None) -> bool:
        return user is not None and self.member is not None and self.member.user_id == user.pk

    @property
    def outsider_key(self) -> tuple[str, str]:
        """Who and where, told apart as names are."""
        return sort_key(self.outsider), sort_key(self.outsider_is)

    @property
    def place(self) -> str:
        """Beside the name: the cell of a member, what an outsider is; nothing of a unit."""
        return self.outsider_is or (str(self.unit) if self.member else "")

    @property
    def heading(self) -> str:
        """Under which it stands in a list; needs by_recipient()."""
        return HEADINGS[self.whose]

    @property
    def is_of_party(self) -> bool:
        return True

    @property
    def committee(self) -> Unit:
        """The grassroots organisation whose office keeps this entry; else the unit itself."""
        above = Unit.objects.committees().filter(pk__in=self.unit.path_ids)
        return above.first() or self.unit

    @property
    def giver_name(self) -> str:
        """Who gives it by the rules; needs with_terms(), as what follows."""
        return Giver(self.giver).label if self.giver else ""

    @property
    def is_unknown(self) -> bool:
        """Whether the rules, which name the periodic ones, do not know it."""
        return self.is_of_party and self.kind in PERIODIC and not self.giver

    @property
    def lacks_mark(self) -> bool:
        """Whether a cell was commended for a year for which it is not recorded as exemplary."""
        is_of_cell = (self.kind, self.whom) == (AwardKind.ANNUAL, Recipient.CELL)
        return is_of_cell and not self.is_exemplary

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def clean(self):
        """Refuse a member who never belonged to the unit, a day to come, and one before the year."""
        if self.member and not self.member.memberships.permanent().filter(unit=self.unit).exists():
            raise ValidationError({"member": "Đảng viên không sinh hoạt tại chi bộ này."})
        day = getattr(self, self.DAY)
        if day is None:
            return
        refuse_future(day, self.DAY)
        if self.year and day.year < self.year:
            raise ValidationError({self.DAY: f"Không thể trước năm xét ({self.year})."})

    @transaction.atomic
    def cancel(self, *, reason: str, by: User | None) -> None:
        """Take back a mistaken entry: it stays on record with who, when and why, and counts no more."""
        locked = type(self).objects.select_for_update().get(pk=self.pk)
        locked.refuse_own(by, OWN_AWARD)
        if locked.is_cancelled:
            raise ValidationError("Mục này đã được hủy trước đó.")
        if not reason.strip():
            raise ValidationError({"cancel_reason": "Ghi rõ lý do."})
        facts = {"cancelled_at": timezone.now(), "cancelled_by": by, "cancel_reason": reason.strip()}
        audit.change(by, f"{self._meta.model_name}.cancel", self, **facts)

    @transaction.atomic
    def replace(self, *, cancel_reason: str, by: User | None, **fields) -> Award:
        """Correct a mistaken entry: cancel it for a reason and write the right one."""
        self.cancel(reason=cancel_reason, by=by)
        return type(self).objects.give(by=by, **fields)


def _kept(decision: Decision) -> Decision:
    """The paper as one row, however many awards it gives."""
    if decision.pk:
        return decision
    named = {name: getattr(decision, name) for name in ("number", "signed_on", "issuer")}
    if same := Decision.objects.filter(**named).first():
        return same
    decision.full_clean()
    decision.save()
    return decision


class Commendation(Award):
    """Khen thưởng đã trao, by decision."""

    given_on = models.DateField("ngày trao")
    decision = optional(Decision, "quyết định", related_name=None)
    given_by = models.CharField(
        "bên khen", max_length=8, choices=GivenBy.choices, default=GivenBy.PARTY
    )
    giver_body = models.CharField("cơ quan khen", max_length=200, blank=True)

    DAY = "given_on"
    WHOM = Case(When(given_by=GivenBy.EMPLOYER, then=Value("")), default=RECIPIENT)

    objects = CommendationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "given_on", "id"]
        verbose_name = verbose_name_plural = "khen thưởng"
        constraints = Award.constraints_for("commendation", "Khen thưởng này đã được ghi.")

    @property
    def is_of_party(self) -> bool:
        return self.given_by == GivenBy.PARTY

    @property
    def gave(self) -> str:
        """Who gave it: the body that is named, else the one whose decision it is."""
        return self.giver_body or (self.decision.issuer if self.decision else "")

    @property
    def is_of_another_year(self) -> bool:
        """Whether it was given in another year than the one it is for."""
        return self.given_on.year != self.year

    @property
    def money(self) -> int | None:
        """How much is paid, in đồng; None where no rule says. Needs with_terms()."""
        return money(self.multiple, self.salary)

    @transaction.atomic
    def replace(self, *, cancel_reason: str, by: User | None, **fields) -> Award:
        """And what was proposed stays answered by the right entry."""
        right = super().replace(cancel_reason=cancel_reason, by=by, **fields)
        self.proposals.update(accepted_as=right)
        return right
