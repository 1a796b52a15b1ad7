"""Chất lượng dữ liệu: what on the records is missing, contradictory, duplicate or suspicious.

Each check is a function from members to those of them that it finds. `find_all` runs any number of
them over everybody whom a user keeps, in one query. A citizen number or a card number twice is not
looked for: the database refuses it.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear

from cases.models import Case
from cases.procedures.confirmation import CONFIRMATION
from cells.models import History, Threshold, ThresholdCode, Unit, UnitKind
from common.partial import Precision
from common.periods import DAY, DaysLater
from common.vietnamese import FOREIGN
from common.workdays import working_days_after
from members.models import Exemption, Member, Membership, Office, OfficeKind, Suspension, Theory
from members.models.member import OF_PARTY, MemberQuerySet
from members.rules import probation
from members.rules.party_age import MONTHS_A_YEAR, add_months
from members.rules.spellings import ETHNICITIES, RELIGIONS
from upkeep.models import CheckedFinding

MISSING, CONTRADICTORY = "Còn thiếu", "Mâu thuẫn"
DUPLICATE, SUSPICIOUS = "Có thể trùng", "Đáng ngờ"
TO_KNOW = "Để biết"  # nothing is wrong: not counted against a record

YEAR = 10_000  # in a day written as the number 20201231
PROBATION_GRACE = datetime.timedelta(days=90)
THEORY_MONTHS = 10 * MONTHS_A_YEAR


@dataclass(frozen=True)
class Look:
    """What checks need beside the members: the day, everybody they may be compared with, and the
    numbers of rules."""

    day: datetime.date
    others: MemberQuerySet

    @cached_property
    def history(self) -> History:
        return Threshold.objects.history()


@dataclass(frozen=True)
class Check:
    """`advice` says what to do, `edit` which page of the record does it."""

    code: str
    label: str
    severity: str
    advice: str
    edit: str
    find: Callable[[MemberQuerySet, Look], MemberQuerySet]


CHECKS: dict[str, Check] = {}  # by code, in the order of the page


def check(label: str, severity: str, advice: str, edit: str = "members:member_edit"):
    """Enter a function among the checks. Its name, with dashes, is the code that addresses and kept
    findings have: it stays as it is.
    """

    def enter(find):
        code = find.__name__.replace("_", "-")
        CHECKS[code] = Check(code, label, severity, advice, edit, find)
        return find

    return enter


def _number(field: str) -> Combinable:
    """A day as the number 20201231, alike on both databases: a year later is 10000 more."""
    return (
        ExtractYear(field, output_field=IntegerField()) * YEAR
        + ExtractMonth(field) * 100
        + ExtractDay(field)
    )


def _month(field: str) -> Combinable:
    """Months since the year 0."""
    return ExtractYear(field, output_field=IntegerField()) * MONTHS_A_YEAR + ExtractMonth(field)


# How much later than the first day a birth may be, in such numbers: of 0101 to 1231, of 01 to 31.
BIRTH_MAY_BE_LATER = models.Case(
    models.When(born_precision=Precision.YEAR, then=1130),
    models.When(born_precision=Precision.MONTH, then=30),
    default=0,
)


def _birth_between() -> dict:
    """The first and the last day that it may be."""
    return {"first": _number("born_on"), "last": _number("born_on") + BIRTH_MAY_BE_LATER}


def _age_admitted(code: ThresholdCode, birth: str) -> dict:
    """The age on the day of the decision, and the limit by the rule of that day."""
    age = _number("admission_decided_on") - F(birth)
    return {"age": age, "limit": Threshold.objects.value_on(code, OuterRef("admission_decided_on"))}


def _now(model, look) -> Q:
    return Q(pk__in=model.objects.on(look.day).values("member"))


def _repeated(members, look, name: str):
    written = look.others.exclude(**{name: ""}).order_by().values(name)
    repeated = written.annotate(times=Count("pk")).filter(times__gt=1)
    return members.filter(**{f"{name}__in": repeated.values(name)})


@check(
    "Được miễn sinh hoạt mà đang giữ chức vụ",
    CONTRADICTORY,
    "Ghi thôi giữ chức vụ, hoặc ghi trở lại sinh hoạt.",
    edit="members:member_offices",
)
def exempt_in_office(members, look):
    return members.filter(_now(Exemption, look), _now(Office, look))


@check(
    "Bị đình chỉ sinh hoạt đảng mà đang giữ chức vụ",
    CONTRADICTORY,
    "Ghi thôi giữ chức vụ, hoặc ghi hết đình chỉ.",
    edit="members:member_offices",
)
def suspended_in_office(members, look):
    return members.filter(_now(Suspension, look), _now(Office, look))


@check("Có ngày chưa đến", CONTRADICTORY, "Sửa ngày sinh, ngày kết nạp hoặc ngày chính thức.")
def day_to_come(members, look):
    names = ("born_on", "admission_decided_on", "admitted_on", "official_on")
    return members.filter(Q.create([(f"{name}__gt", look.day) for name in names], connector=Q.OR))


@check(
    "Chính thức khi chưa đủ thời gian dự bị",
    CONTRADICTORY,
    "Đối chiếu với quyết định rồi sửa ngày kết nạp hoặc ngày chính thức.",
)
def official_too_soon(members, look):
    """Before the months of the rule of that day were full; where the last has no such day, it is
    full on its last day: of 29/2 twelve months end on 28/2. Of a month or a year its last day counts.
    """
    needed = Threshold.objects.value_on(ThresholdCode.PROBATION_MONTHS, OuterRef("admitted_on"))
    to_december = models.Case(models.When(official_precision=Precision.YEAR, then=11), default=0)
    last = _month("official_on") + to_december
    found = members.annotate(short=needed - last + _month("admitted_on"))
    day_before = Q(official_on__day__lt=ExtractDay("admitted_on"), official_precision=Precision.DAY)
    month_goes_on = Q(official_on__month=ExtractMonth(DaysLater(F("official_on"), Value(1))))
    return found.filter(Q(short__gt=0) | Q(Q(short=0), day_before, month_goes_on))


@check(
    "Hết hạn dự bị quá 90 ngày, chưa có hồ sơ công nhận",
    CONTRADICTORY,
    "Mở hồ sơ công nhận đảng viên chính thức, hoặc xóa tên theo quy định.",
    edit="cases:member_cases",
)
def probation_over(members, look):
    over = probation.probation_over(look.day - PROBATION_GRACE - DAY, history=look.history)
    found = members.filter(over, official_on__isnull=True)
    under_way = Case.objects.open().filter(kind=CONFIRMATION.code, member__isnull=False)
    return found.exclude(pk__in=under_way.values("member"))


@check(
    "Trùng họ tên và ngày sinh",
    DUPLICATE,
    "So sánh hai hồ sơ; nếu là một người thì gộp.",
    edit="upkeep:merge_choose",
)
def same_name(members, look):
    """Also where, as far as is known, both may be born on one day."""
    namesakes = look.others.filter(sort_key=OuterRef("sort_key")).exclude(pk=OuterRef("pk"))
    twins = namesakes.annotate(**_birth_between()).filter(
        first__lte=OuterRef("last"), last__gte=OuterRef("first")
    )
    return members.annotate(**_birth_between()).filter(Exists(twins))


@check(
    "Trùng số điện thoại",
    DUPLICATE,
    "Hỏi lại số; nếu là một người thì gộp hồ sơ.",
    edit="upkeep:merge_choose",
)
def same_phone(members, look):
    return _repeated(members, look, "phone")


@check(
    "Trùng số lý lịch",
    DUPLICATE,
    "Đối chiếu với hồ sơ giấy; nếu là một người thì gộp hồ sơ.",
    edit="upkeep:merge_choose",
)
def same_record_number(members, look):
    return _repeated(members, look, "record_number")


@check(
    "Kết nạp khi chưa đủ tuổi",
    SUSPICIOUS,
    "Đối chiếu ngày sinh và ngày quyết định kết nạp; chưa rõ ngày sinh thì xét ngày muộn nhất có thể.",
)
def admitted_young(members, look):
    found = members.annotate(**_birth_between(), **_age_admitted(ThresholdCode.MIN_AGE, "last"))
    return found.filter(age__lt=F("limit") * YEAR)


@check(
    "Kết nạp khi quá tuổi",
    SUSPICIOUS,
    "Đối chiếu ngày sinh và ngày quyết định kết nạp; trường hợp đặc biệt thì đánh dấu đúng.",
)
def admitted_old(members, look):
    found = members.annotate(**_birth_between(), **_age_admitted(ThresholdCode.MAX_AGE, "first"))
    return found.filter(age__gt=F("limit") * YEAR)


@check(
    "Lễ kết nạp quá lâu sau quyết định",
    SUSPICIOUS,
    "Quá số ngày làm việc quy định; đối chiếu hai ngày với hồ sơ giấy.",
)
def late_ceremony(members, look):
    """Later than so many working days after the decision, by the rule of its day."""
    days = Threshold.objects.value_on(ThresholdCode.CEREMONY_DAYS, OuterRef("admission_decided_on"))
    perhaps = members.annotate(days=days).filter(
        admitted_on__gt=DaysLater(F("admission_decided_on"), F("days"))
    )
    late = [
        row.pk
        for row in perhaps
        if row.admitted_on > working_days_after(row.admission_decided.last, row.days)
    ]
    return members.filter(pk__in=late)


@check("Họ tên có chữ số, có chữ lạ hoặc chỉ có một từ", SUSPICIOUS, "Sửa họ tên theo lý lịch.")
def odd_name(members, look):
    return members.filter(Q(full_name__regex=FOREIGN.pattern) | ~Q(full_name__contains=" "))


@check("Dân tộc không có trong danh mục 54 dân tộc", SUSPICIOUS, "Viết tên dân tộc như trong danh mục.")
def odd_ethnicity(members, look):
    return members.exclude(ethnicity__in=set(ETHNICITIES.values()))


@check(
    "Tôn giáo không có trong danh mục",
    SUSPICIOUS,
    "Viết như trong danh mục; không theo tôn giáo nào thì ghi “Không”.",
    edit="members:history_edit",
)
def odd_religion(members, look):
    written = members.filter(history__religion__gt="")
    return written.exclude(history__religion__in=set(RELIGIONS.values()))


@check(
    "Chính thức mà chưa ghi số thẻ",
    MISSING,
    "Ghi thẻ đã cấp, hoặc làm thủ tục cấp thẻ.",
    edit="members:member_cards",
)
def no_card(members, look):
    return members.filter(official_on__lte=look.day, card_number="")


@check("Chưa ghi số căn cước công dân", MISSING, "Ghi số theo thẻ căn cước.")
def no_citizen_id(members, look):
    return members.filter(citizen_id="")


@check("Chưa ghi số lý lịch", MISSING, "Ghi số theo hồ sơ giấy.")
def no_record_number(members, look):
    return members.filter(record_number="")


@check("Chưa ghi nơi sinh hoặc quê quán", MISSING, "Ghi theo lý lịch.")
def no_place(members, look):
    return members.filter(Q(birth_place="") | Q(home_place=""))


@check(
    "Chưa rõ ngày sinh, ngày kết nạp hoặc ngày chính thức",
    TO_KNOW,
    "Ghi đủ khi tìm được giấy tờ; không tìm được thì để vậy, không đặt ra ngày.",
)
def birth_in_part(members, look):
    """Also of a day in the Party; the code is of the time when births only were known so."""
    whole = {f"{name}_precision": Precision.DAY for name in ("born", *OF_PARTY)}
    return members.exclude(**whole)


@check("Bí thư chưa ghi số điện thoại", MISSING, "Ghi số để liên hệ khi có việc.")
def secretary_without_phone(members, look):
    held = Office.objects.on(look.day).filter(kind=OfficeKind.SECRETARY)
    return members.filter(phone="", pk__in=held.values("member"))


@check(
    "Chính thức trên 10 năm, chưa qua đào tạo lý luận",
    TO_KNOW,
    "Ghi trình độ nếu đã học, hoặc xem xét cử đi học.",
    edit="members:member_training",
)
def no_theory(members, look):
    since = add_months(look.day, -THEORY_MONTHS)
    return members.filter(theory=Theory.NONE, official_on__lt=since)


def kept_by(user) -> MemberQuerySet:
    """Members who belong today to a cell of the user: whose records are to be right."""
    spells = Membership.objects.permanent().open().in_scope_of(user)
    return Member.objects.filter(pk__in=spells.order_by().values("member")).order_by()


def find(check: Check, user, day: datetime.date) -> MemberQuerySet:
    """Whom one check finds, those marked as right among them."""
    return check.find(kept_by(user), _look(user, day))


def find_all(user, day: datetime.date) -> dict[str, set[int]]:
    """Code of a check → members whom it finds, without those marked as right."""
    members, look = kept_by(user), _look(user, day)
    queries = [
        check.find(members, look)
        .annotate(code=Value(check.code, output_field=CharField()))
        .order_by()
        .values_list("pk", "code")
        for check in CHECKS.values()
    ]
    right = set(CheckedFinding.objects.values_list("member", "code"))
    found = defaultdict(set)
    for pk, code in queries[0].union(*queries[1:], all=True):
        if (pk, code) not in right:
            found[code].add(pk)
    return found


def faulty(found: dict[str, set[int]]) -> set[int]:
    """Members with at least one finding that counts against a record."""
    counted = (pks for code, pks in found.items() if CHECKS[code].severity != TO_KNOW)
    return set().union(*counted)


def _look(user, day: datetime.date) -> Look:
    return Look(day, Member.objects.visible_to(user))


def homes_of(user) -> dict[int, Unit]:
    """Member id → the cell that keeps the record, of everybody whom the user keeps; three queries.

    Each cell with `told`, its name: over many bodies, with cells of the same names, with its body.
    """
    spells = Membership.objects.permanent().open().in_scope_of(user).order_by()
    homes = dict(spells.values_list("member", "unit"))
    cells = Unit.objects.in_bulk(set(homes.values()))
    below = {pk: cell for pk, cell in cells.items() if cell.kind == UnitKind.CELL}
    above = {pk: cell.path_ids[-2] for pk, cell in below.items() if len(cell.path_ids) > 1}
    bodies = Unit.objects.in_bulk(set(above.values()))
    for pk, cell in cells.items():
        body = bodies.get(above.get(pk)) if len(bodies) > 1 else None
        cell.told = f"{cell}, {body}" if body else cell.name
    return {member: cells[cell] for member, cell in homes.items()}
