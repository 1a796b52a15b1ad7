"""A grading round: the roll of one day, a level or a reason for each on it, closed for good."""

from __future__ import annotations

import datetime
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import GRADING_KINDS, GRASSROOTS_KINDS, Ancestry, Decision, Term, Unit, UnitVersion
from cells.rights import GRADING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import required
from evaluations.models.assessment import (
    Assessment,
    MemberAssessment,
    UnitAssessment,
    as_parts,
    cells_as_parts,
    counts_by_cell,
    summed,
)
from evaluations.models.days import DueDays
from evaluations.models.grade import Grade
from evaluations.models.groups import PostGroup
from evaluations.models.kinds import OfPeriod, People, RoundKind, days_of
from evaluations.models.reopening import Reopening
from evaluations.models.roll import member_roll, renew, unit_roll
from evaluations.models.rules import RuleSet
from evaluations.rules import cap
from members.models import Member

CLOSED = "Đợt xếp loại đã chốt nên không sửa được nữa."
NOT_AS_PROPOSED = "Khác mức chi bộ đề nghị: ghi lý do ở ghi chú."
OWN_GRADE = "Không ai ghi mức xếp loại của chính mình: đồng chí khác ghi."
DECIDED_ABOVE = "Mức này do cấp trên quyết định: ghi theo quyết định nhận được."
STILL_RUNS = "Nhiệm kỳ này chưa kết thúc: ghi ngày lấy danh sách, xếp loại tính đến hết ngày đó."
SAY_WHY = "Kết quả này ghi theo bảng giấy: đề nghị ghi ở ghi chú vì sao sửa."


def last_day_of(year: int) -> datetime.date:
    return datetime.date(year, 12, 31)


def graded_under(cell: Unit, year: int) -> Unit:
    """The organisation in whose round of that year the members of the cell are graded."""
    day = last_day_of(year)
    above = Ancestry.objects.on(day).filter(unit=cell).values("ancestor")
    known = UnitVersion.objects.on(day).filter(unit__in=above, kind__in=GRASSROOTS_KINDS)
    if (version := known.select_related("unit").first()) is None:
        raise ValidationError(
            {"unit": f"Trong phần mềm, ngày {day:%d/%m/%Y} {cell} chưa thuộc tổ chức cơ sở đảng nào."}
        )
    return version.unit


class RoundQuerySet(ScopedQuerySet):
    seen_by = GRADING_ROLES

    def ending_within(self, start: datetime.date, end: datetime.date):
        """Rounds of years that end inside the period."""
        return self.yearly().filter(ends_on__range=(start, end))

    def yearly(self):
        """Of a whole year: what figures, awards and marks read."""
        return self.filter(kind=RoundKind.YEAR)

    def of_units(self):
        """In which cells, collectives and the committee are graded: of a year or a term."""
        return self.exclude(kind=RoundKind.QUARTER)

    def newest_first(self):
        return self.select_related("unit", "rules", "term").order_by(
            "-year", "-ends_on", "unit__name", "pk"
        )

    def with_progress(self):
        """Each with `roll` and `left`: members on the roll, and of them those undecided."""
        undecided = dict.fromkeys(["level", "exclusion", "decided_by", "late_cause"], "")
        is_left = Q(**{f"member_assessments__{name}": none for name, none in undecided.items()})
        return self.annotate(
            roll=Count("member_assessments"), left=Count("member_assessments", is_left)
        )

    def open_for(
        self,
        unit: Unit,
        *,
        year: int,
        by: User | None,
        quarter: int | None = None,
        reference_on: datetime.date | None = None,
    ) -> Round:
        """Open the round of a committee for a year or a quarter: copy the roll of the reference day
        (the last day where none is named) and exclude by rule."""
        kind, people = RoundKind.YEAR, People.MEMBERS
        if quarter:
            kind, people = RoundKind.QUARTER, People.LEADERS
        first, last = days_of(year, quarter)
        same = {"unit": unit, "year": year, "kind": kind, "quarter": quarter}
        grading = self.model(
            **same,
            people=people,
            starts_on=first,
            ends_on=last,
            reference_on=reference_on or last,
            opened_by=by,
        )
        return self._open(grading, self.filter(**same))

    def open_term(
        self, *, term: Term, people: str, by: User | None, reference_on: datetime.date | None = None
    ) -> Round:
        """Open the round of a term of a committee; the one that runs is graded until the reference
        day, which then has to be named."""
        first, last = term.days
        if not (last or reference_on):
            raise ValidationError({"reference_on": STILL_RUNS})
        last = last or reference_on
        same = {"unit": term.unit, "term": term}
        grading = self.model(
            **same,
            year=last.year,
            kind=RoundKind.TERM,
            people=people,
            starts_on=first,
            ends_on=last,
            reference_on=reference_on or last,
            opened_by=by,
        )
        return self._open(grading, self.filter(**same))

    @transaction.atomic
    def _open(self, grading: Round, same: models.QuerySet) -> Round:
        """`same`: rounds of this unit and this year, quarter or term, of which there is one at most."""
        if grading.starts_on > timezone.localdate():
            raise ValidationError({grading.kind: f"Chưa đến {grading.period}."})
        Unit.objects.select_for_update(no_key=True).get(pk=grading.unit_id)  # one opens at a time
        if same.exists():
            raise ValidationError({grading.kind: f"Đợt xếp loại {grading.period} đã được mở."})
        grading.take_rules()
        grading.save()
        MemberAssessment.objects.bulk_create(member_roll(grading))
        UnitAssessment.objects.bulk_create(unit_roll(grading))
        PostGroup.objects.propose_for(grading)
        audit.record(grading.opened_by, "round.open", grading)
        return grading

    @transaction.atomic
    def take_over(
        self, member: Member, cell: Unit, *, year: int, grade: Grade, by: User | None
    ) -> Round:
        """Enter what a table on paper says of one member: into the round of a past year that holds
        whom the tables name and nobody else. It begins with its first row."""
        if year >= timezone.localdate().year:
            raise ValidationError({"year": f"Năm {year} chưa hết."})
        unit = graded_under(cell, year)
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        grading = self.yearly().filter(unit=unit, year=year).first()
        if grading is None:
            grading = self._begin_from_paper(unit, year, by)
        grading._take_over(member, cell, grade, by)
        return grading

    def _begin_from_paper(self, unit: Unit, year: int, by: User | None) -> Round:
        """Without anybody in it; it was closed before it came here."""
        first, last = days_of(year, None)
        grading = self.model(
            unit=unit,
            year=year,
            starts_on=first,
            ends_on=last,
            reference_on=last,
            opened_by=by,
            is_from_paper=True,
            closed_at=timezone.now(),
            closed_by=by,
        )
        grading.take_rules()
        grading.summary = {"rules": grading.rules.frozen()}
        grading.save()
        audit.record(by, "round.take_over", grading)
        return grading


class Round(OfPeriod, DueDays):
    """Đợt đánh giá, xếp loại của một năm, một quý, một nhiệm kỳ tại một đảng bộ."""

    unit = required(Unit, "đảng bộ", related_name="rounds")
    rules = models.ForeignKey(RuleSet, verbose_name="theo", on_delete=models.PROTECT)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    # Whose roll it is, and on which day six months must be over: the texts name no such day.
    reference_on = models.DateField("ngày lấy danh sách")
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Taken over from tables of past years: whom they name, no roll; each row may be put right.
    is_from_paper = models.BooleanField("theo bảng giấy", default=False, editable=False)
    # The fields of RuleSet in which the cap of this round is another one.
    own_cap = models.JSONField("tỷ lệ riêng của đợt", default=dict, editable=False)
    own_cap_reason = models.CharField("căn cứ của tỷ lệ riêng", max_length=300, blank=True)
    cap_reason = models.TextField("lý do vượt tỷ lệ", max_length=2000, blank=True)
    cap_accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # The (XS, base) pairs the reason was given for: when they change, it must be given again.
    cap_accepted_for = models.JSONField(default=list, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    summary = models.JSONField("tổng hợp khi chốt", null=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = verbose_name_plural = "đợt xếp loại"
        constraints = [
            *OfPeriod.once(),
            DueDays.in_order(),
            models.CheckConstraint(
                name="round_closed_with_summary",
                condition=Q(closed_at__isnull=True, summary__isnull=True)
                | Q(closed_at__isnull=False, summary__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Xếp loại {self.period}, {self.unit}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_fixed(self) -> bool:
        """No grade in it changes any more."""
        return self.is_closed and not self.is_from_paper

    @property
    def applied_rules(self) -> RuleSet:
        """The rule set with the round's own cap; of a closed round, with the values it had then."""
        return RuleSet(
            **self.summary["rules"] if self.is_closed else self.rules.frozen() | self.own_cap
        )

    def take_rules(self) -> None:
        """Put it under the rules of its year; refuse where there are none, and where the reference day
        is none of the period or the body grades nobody on it."""
        rules, day = RuleSet.objects.for_year(self.year), self.reference_on
        if rules is None:
            raise ValidationError({"year": "Chưa có bộ quy định xếp loại cho năm này."})
        self.rules = rules
        self.check_reference(day)
        if not self.unit.versions.on(day).filter(kind__in=GRADING_KINDS).exists():
            raise ValidationError(
                {"unit": f"Ngày {day:%d/%m/%Y} không phải tổ chức xếp loại đảng viên, chi bộ."}
            )

    def late_rows(self) -> list[Assessment]:
        """Who is graded later: the members cell by cell, then the units, then the collectives."""
        members = self.member_assessments.late().by_cell_and_name()
        units = self.unit_assessments.late().from_below()
        return [*members, *units, *self.collectives.late().in_order()]

    def lower_units(self):
        """The cells and sub-committees graded in this round: all but the committee itself."""
        return self.unit_assessments.exclude(unit=self.unit_id)

    def units_with_counts(
        self, parts: list[dict] | None = None
    ) -> list[tuple[UnitAssessment, dict[str, int]]]:
        """The cells, then what stands above them; each with the counts of its own members. `parts`:
        where they are known already."""
        counts = counts_by_cell(self._parts(parts))
        units = self.unit_assessments.from_below().select_related("unit", "received")
        units = units.with_decision_above()
        return [(row, counts.get(row.unit_id, {})) for row in units]

    def member_shares(self, parts: list[dict] | None = None) -> list[cap.Share]:
        """The share of XS members on all three bases, of each part that the cap is counted in."""
        return self.applied_rules.member_shares(as_parts(self._parts(parts)))

    def cell_shares(self, cells: list[cap.Part] | None = None) -> list[cap.Share]:
        """The share of XS cells; binding only where the rule set caps organisations too."""
        if cells is None:
            cells = cells_as_parts(self, self.unit_assessments.from_below())
        return self.applied_rules.cell_shares(cells)

    def cap_standing(
        self, parts: list[dict] | None = None, cells: list[cap.Part] | None = None
    ) -> cap.Standing:
        """`parts`: counts_by_part(), `cells`: cells_as_parts(), where they are known already."""
        shares = self.member_shares(parts), self.cell_shares(cells)
        return cap.Standing(*shares, self.cap_accepted_for)

    def _parts(self, known: list[dict] | None) -> list[dict]:
        return self.member_assessments.counts_by_part() if known is None else known

    def too_new_on_one_day(self) -> list[tuple[MemberAssessment, bool]]:
        """Whom the rules do not grade on the reference day but on the last day of the period, or the
        other way round; and whether they are too new on the reference day."""
        days = (self.reference_on, self.ends_on)
        if self.reference_on == self.ends_on:
            return []
        late = self.member_assessments.by_cell_and_name().filter(
            member__admitted_on__gte=self.starts_on
        )
        found = [
            (row, [self.rules.is_too_new(row.member.admitted_on, day) for day in days]) for row in late
        ]
        return [(row, first) for row, (first, last) in found if first != last]

    @transaction.atomic
    def refer_to(self, *, reference_on: datetime.date, by: User | None) -> None:
        """Take another day for the roll and for who is too new."""
        self.lock_open()
        if self.term:  # one that runs is graded until that day
            self.ends_on = self.term.days[1] or reference_on
        self.check_reference(reference_on)
        facts = {"reference_on": reference_on, "ends_on": self.ends_on}
        audit.change(by, "round.refer_to", self, **facts)
        self.update_roll(by=by)

    @transaction.atomic
    def set_cap(self, *, cap_percent: int, reason: str, by: User | None, **way) -> None:
        """Count the cap of this round otherwise than its rule set, for a reason that is kept. `way`:
        the other fields of the cap in RuleSet."""
        self.lock_open()
        if cap_percent > self.rules.most_percent:
            message = f"{self.rules} không cho quá {self.rules.most_percent}%."
            raise ValidationError({"cap_percent": message})
        wanted = {"cap_percent": cap_percent, **way}
        own = {name: value for name, value in wanted.items() if value != getattr(self.rules, name)}
        if own and not reason.strip():
            raise ValidationError({"reason": "Ghi căn cứ: ai quyết định, số và ngày văn bản."})
        facts = {"own_cap": own, "own_cap_reason": reason.strip() if own else ""}
        audit.change(by, "round.set_cap", self, **facts)

    @transaction.atomic
    def update_roll(self, *, by: User | None) -> None:
        """Take the roll of the reference day once more: for a round opened before it was over.

        Who is new comes in undecided, who moved goes to the other cell, who left goes out.
        """
        self.lock_open()
        day, members = self.reference_on, self.member_assessments.select_related("member")
        gone = renew(members, member_roll(self), "member_id", ["cell"], day=day)
        units = self.unit_assessments.all()
        names = ["kind", "name", "number"]
        gone += renew(units, unit_roll(self), "unit_id", names, day=day)
        self.refuse_out_of_order()
        PostGroup.objects.propose_for(self)
        # What their cells said of them goes with them: the log names who went.
        note = f"Đưa ra khỏi danh sách: {', '.join(gone)}"[:300] if gone else ""
        audit.record(by, "round.update_roll", self, note=note)

    def grade_members(
        self, grades: dict[int, Grade], *, by: User | None, seen: dict[int, Grade] | None = None
    ) -> None:
        """Enter (level, exclusion, note) by assessment id, for as many members as named.

        `seen` holds what the editor saw before: a row that says something else by now is refused.
        """
        members = self.member_assessments.select_related("member").with_opinions()
        self.grade_rows(members, grades, seen or {}, by, "round.grade_members")

    def grade_units(
        self, grades: dict[int, Grade], *, by: User | None, seen: dict[int, Grade] | None = None
    ) -> None:
        """Enter grades of cells, and of the committee itself: what is below is decided first."""
        self.grade_rows(self.unit_assessments, grades, seen or {}, by, "round.grade_units")

    @transaction.atomic
    def accept_cap(self, *, reason: str, by: User | None) -> None:
        """Overrule the warning of the cap as it stands now, with a reason that is kept."""
        self.lock_open()
        if not reason.strip():
            raise ValidationError({"reason": "Ghi rõ lý do."})
        standing = self.cap_standing()
        pairs = standing.pairs
        if not pairs:
            raise ValidationError({"reason": "Không vượt tỷ lệ nên không cần lý do."})
        if named := standing.exceeded_as_named_in(reason, self.applied_rules.cap_rounding):
            raise ValidationError({"reason": f"Số liệu vượt cả tỷ lệ {named}% nêu trong lý do."})
        facts = {"cap_reason": reason.strip(), "cap_accepted_by": by, "cap_accepted_for": pairs}
        audit.change(by, "round.accept_cap", self, **facts)

    @transaction.atomic
    def close(self, *, by: User | None) -> None:
        """Close: everybody has a level, or a reason to have none or to have it later; a cap exceeded
        has its own."""
        self.lock_open()
        if timezone.localdate() < self.reference_on:
            raise ValidationError(f"Chưa đến ngày lấy danh sách ({self.reference_on:%d/%m/%Y}).")
        rows = (self.member_assessments, self.unit_assessments, self.collectives)
        if left := sum(one.ungraded().count() for one in rows):
            raise ValidationError(f"Còn {left} đảng viên, tổ chức chưa có mức xếp loại hoặc lý do.")
        if self.cap_standing().is_unanswered:
            raise ValidationError("Vượt tỷ lệ hoàn thành xuất sắc: ghi lý do trước khi chốt kết quả.")
        facts = {"summary": self._frozen(), "closed_at": timezone.now(), "closed_by": by}
        audit.change(by, "round.close", self, **facts)

    @transaction.atomic
    def reopen(self, *, decision: Decision, reason: str, by: User | None) -> None:
        """Open a closed round once more, by decision; what was issued from it stays as it was."""
        self.lock()
        if not self.is_fixed:
            raise ValidationError("Đợt xếp loại này không chốt nên không cần mở lại.")
        if decision.signed_on < timezone.localdate(self.closed_at):
            raise ValidationError({"decision_signed_on": "Không thể trước ngày chốt kết quả."})
        decision.file()
        Reopening.objects.create(
            round=self,
            decision=decision,
            reason=reason,
            by=by,
            closed_at=self.closed_at,
            summary=self.summary,
        )
        audit.change(by, "round.reopen", self, closed_at=None, closed_by=None, summary=None)

    def lock(self) -> None:
        """Take the row's lock and its present values."""
        self.refresh_from_db(from_queryset=Round.objects.select_for_update())

    def lock_open(self) -> None:
        """Refuse when closed, also since it was read."""
        self.lock()
        self.refuse_closed()

    def refuse_closed(self) -> None:
        if self.is_closed:
            raise ValidationError(CLOSED)

    def _take_over(self, member: Member, cell: Unit, grade: Grade, by: User | None) -> None:
        self.lock()
        if row := self.member_assessments.filter(member=member).first():
            raise ValidationError({"level": f"Đợt xếp loại năm {self.year} đã ghi: {row.grade}."})
        if not self.is_from_paper:
            raise ValidationError(
                {"member": f"Không có trong danh sách của đợt xếp loại năm {self.year} đã mở."}
            )
        if not (grade.level or grade.exclusion):
            raise ValidationError({"level": "Thiếu mức xếp loại hoặc lý do không xếp loại."})
        self._refuse_stranger(member)
        if not self.unit_assessments.filter(unit=cell).exists():
            self._add_units(cell)
        facts = dict(zip(Grade._fields, grade, strict=True))
        row = MemberAssessment(round=self, member=member, cell=cell, **facts)
        row.refuse_own(by, {"member": OWN_GRADE})
        audit.add(by, "round.take_over", row)
        self._keep_summary(by)

    def _refuse_stranger(self, member: Member) -> None:
        """Who is known to have been elsewhere on the last day, or was never here."""
        if member.admitted_on and member.admitted_on > self.ends_on:
            raise ValidationError(
                {"member": f"Kết nạp ngày {member.admitted_on:%d/%m/%Y}, sau năm này."}
            )
        spells = member.memberships.permanent()
        then = spells.on(self.ends_on)
        here = then.within(self.unit, self.ends_on) if then.exists() else spells.under(self.unit)
        if not here.exists():
            raise ValidationError(
                {"member": f"Theo dữ liệu đã ghi, năm {self.year} không sinh hoạt tại {self.unit}."}
            )

    def _add_units(self, cell: Unit) -> None:
        """The cell, and the committee itself: what the tables do not grade stays without a level."""
        known = set(self.unit_assessments.values_list("unit", flat=True))
        rows = [row for row in unit_roll(self) if row.unit_id in {cell.pk, self.unit_id} - known]
        for row in rows:
            row.exclusion = ""
        UnitAssessment.objects.bulk_create(rows)

    def _keep_summary(self, by: User | None) -> None:
        """Of a round from paper, after each change: who wrote last, and what it says now."""
        self.summary, self.closed_at, self.closed_by = self._frozen(), timezone.now(), by
        self.save(update_fields=["summary", "closed_at", "closed_by"])

    @transaction.atomic
    def grade_rows(
        self, assessments, grades: dict[int, Grade], seen: dict[int, Grade], by: User | None, act: str
    ) -> None:
        """For the verbs that grade members, units and collectives: all as named, or nothing."""
        self.lock()
        if self.is_fixed:
            raise ValidationError(CLOSED)
        rows = assessments.in_bulk(grades)
        if len(rows) != len(grades):
            raise ValidationError("Có người hoặc tổ chức không thuộc đợt xếp loại này.")
        # What already says so was sent before, and its answer got lost.
        changed = {
            pk: row
            for pk, row in rows.items()
            if row.grade not in {seen.get(pk, row.grade), grades[pk]}
        }
        if changed:
            raise ValidationError({str(pk): _changed(row) for pk, row in changed.items()})
        self._put_all(rows, grades, by)
        assessments.model.objects.bulk_update(rows.values(), Grade._fields)
        if self.is_from_paper:
            self.member_assessments.ungraded().delete()  # whom the tables do not name after all
            self._keep_summary(by)
        else:
            self.refuse_out_of_order()
        audit.record(by, act, self, Grade._fields)

    def _put_all(
        self, rows: dict[int, Assessment], grades: dict[int, Grade], user: User | None
    ) -> None:
        """Refused are all that do not go, each at its row."""
        refused = {}
        for pk, row in rows.items():
            try:
                self._put(row, Grade(*grades[pk]), user)
            except ValidationError as error:
                refused[str(pk)] = error
        if refused:
            raise ValidationError(refused)

    def _put(self, row: Assessment, grade: Grade, user: User | None) -> None:
        """A grade that makes sense, of somebody else; one that is put right in a round from paper says
        why."""
        grade.check()
        was = row.grade
        if was != grade:
            row.refuse_own(user, OWN_GRADE)
        if was[:2] != grade[:2] and (row.decided_by or row.received_id):
            raise ValidationError(DECIDED_ABOVE)
        if row.is_late and any(grade[:2]):
            raise ValidationError(f"{row.said_late}. Bỏ xếp loại sau rồi mới chọn mức.")
        is_other = any(was[:2]) and was[:2] != grade[:2]
        if self.is_from_paper and is_other and grade.note in {"", was.note}:
            raise ValidationError(SAY_WHY)
        if grade.level and row.proposed_level not in {"", grade.level} and not grade.note:
            raise ValidationError(NOT_AS_PROPOSED)
        row.level, row.exclusion, row.note = grade

    def refuse_out_of_order(self) -> None:
        """Members before their cell, cells before the committee: below a level all is decided."""
        lineage = Ancestry.objects.on(self.reference_on).filter(
            ancestor__in=self.unit_assessments.graded().values("unit")
        )
        cells = self.member_assessments.ungraded().filter(cell__in=lineage.values("unit"))
        below = lineage.exclude(unit=F("ancestor"))
        left = self.unit_assessments.ungraded().filter(unit__in=below.values("unit"))
        if row := self.unit_assessments.filter(unit__in=cells.values("cell")).first():
            raise ValidationError(
                f"{row.name} còn đảng viên chưa có mức xếp loại hoặc lý do không xếp loại, nên chi bộ "
                "và đảng bộ chưa thể có mức xếp loại."
            )
        if row := left.first():
            raise ValidationError(
                f"{row.name} chưa được xếp loại, nên đảng bộ chưa thể có mức xếp loại."
            )

    def _frozen(self) -> dict:
        """Counts, shares and the values of the rule set at closing, as plain data."""
        own = self.unit_assessments.filter(unit=self.unit_id).first()
        rules, cells = self.applied_rules, self.lower_units().cells().counts()
        parts = self.member_assessments.counts_by_part()
        return {
            "rules": rules.frozen(),
            "members": summed(parts),
            "member_shares": [_plain(share) for share in self.member_shares(parts)],
            "cells": cells,
            "cell_shares": [_plain(share) for share in self.cell_shares()],
            "collectives": self.collectives.counts(),
            "committee": (own.grade if own else Grade())._asdict(),
        }


def _changed(row: MemberAssessment | UnitAssessment) -> str:
    return (
        f"{row.subject}: người khác vừa ghi “{row.grade}”. "
        "Bấm Lưu lần nữa nếu vẫn muốn thay bằng nội dung đồng chí chọn."
    )


def _plain(share: cap.Share) -> dict:
    return asdict(share) | {"percent": share.percent}
