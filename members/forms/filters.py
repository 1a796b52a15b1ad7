"""What the lists of persons are narrowed by, and their order: kept in the address."""

from crispy_forms.layout import HTML, Column, Row
from django import forms
from django.db.models import F, OuterRef
from django.utils.functional import cached_property

from cells.forms.unit_choice import UnitDayForm, UnitField
from cells.models import Term
from cells.reading.tree import tree_order, unit_name_on
from cells.scoping import placed_under
from common.days import MORE_FILTERS, SHOW_BUTTON, narrowing
from common.tables import Order, headings, in_order
from members.models import (
    Absence,
    Exemption,
    Member,
    Membership,
    Office,
    OfficeKind,
    Schooling,
    Sex,
    Suspension,
    Theory,
)
from members.models.membership import MembershipQuerySet
from members.models.office import RANK
from members.models.outside import of_party_age
from members.rules.age import ASSUMED

ALL = ("", "Tất cả")
OLDEST = 120  # years


def choice(label: str, *choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[ALL, *choices], required=False)


def years(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=OLDEST, required=False)


def search(label: str) -> forms.CharField:
    widget = forms.TextInput({"type": "search", "placeholder": "không cần dấu"})
    return forms.CharField(label=label, required=False, max_length=120, widget=widget)


def column(*fields: str, css_class: str = "col-12 col-md-6 col-lg-3") -> list[Column]:
    return [Column(field, css_class=css_class) for field in fields]


# Level with the fields, whatever is said beneath them.
SHOW = Column(
    HTML('<span class="form-label d-none d-md-block invisible" aria-hidden="true">Xem</span>'),
    SHOW_BUTTON,
    css_class="col-auto align-self-end align-self-md-start mb-3",
)


class PersonFilter(UnitDayForm):
    """A list of persons as on a day, in one unit or in all that the user sees, in a chosen order."""

    ORDERS: dict[str, Order]

    action = "member.read"
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def unit_name(self, day):
        """The name of a day, or of an expression of the row; over many bodies, each with cells of the
        same names, with its body."""
        return unit_name_on(day, with_body=self.fields["unit"].is_large)

    @property
    def sort_asked(self) -> str:
        return self.data.get("sort", "")

    @cached_property
    def count(self) -> int:
        return self.rows.count()

    def in_order(self, rows):
        return in_order(rows, self.ORDERS, self.sort_asked)

    def headings(self, table):
        return headings(table, self.ORDERS, self.sort_asked)

    @property
    def conditions(self) -> str:
        """What was chosen, in words, for the title of a workbook; never the name searched for."""
        if not self.is_valid():
            return ""
        chosen = [
            f"{field.label}: {_shown(field.field, self.cleaned_data[field.name])}"
            for field in self.visible_fields()
            if field.name not in {"q", "on"} and self.cleaned_data[field.name] not in (None, "")
        ]
        return "; ".join(chosen)


def _shown(field: forms.Field, value) -> str:
    is_choice = isinstance(field, forms.ChoiceField) and not isinstance(field, UnitField)
    return str(dict(field.choices)[value]) if is_choice else str(value)


class MemberFilter(PersonFilter):
    """The roll of a day by name or number, standing, age and what the record says."""

    ORDERS = {
        "name": Order("Họ và tên", MembershipQuerySet.by_name),
        "unit": Order("Chi bộ", MembershipQuerySet.by_unit),
        "born": Order("Ngày sinh", MembershipQuerySet.by_birth),
        "admitted": Order("Ngày kết nạp", MembershipQuerySet.by_admission),
    }
    folded = (
        *("on", "sex", "minority", "age_from", "age_to", "party_from", "party_to"),
        *("office", "theory", "schooling"),
    )
    STATUSES = [
        ("official", "Chính thức"),
        ("probationary", "Dự bị"),
        ("exempt", "Được miễn công tác và sinh hoạt đảng"),
        ("suspended", "Bị đình chỉ sinh hoạt đảng"),
        ("away", "Đang sinh hoạt tạm thời nơi khác"),
        ("guest", "Nơi khác đến sinh hoạt tạm thời"),
        ("left", "Đã rời"),
    ]
    STANDINGS = {"exempt": Exemption, "suspended": Suspension, "away": Absence}

    q = search("Tìm theo tên hoặc số")
    status = choice("Đảng viên", *STATUSES)
    sex = choice("Giới tính", *Sex.choices)
    minority = choice("Dân tộc", ("yes", "Dân tộc thiểu số"), ("no", "Kinh"))
    age_from = years("Tuổi đời từ")
    age_to = years("Tuổi đời đến")
    party_from = years("Tuổi đảng từ")
    party_to = years("Tuổi đảng đến")
    office = choice("Chức vụ Đảng", ("any", "Có chức vụ"), *OfficeKind.choices)
    theory = choice("Lý luận chính trị", *Theory.choices)
    schooling = choice("Trình độ", *Schooling.choices)

    helper = narrowing(
        "sort",
        Row(*column("q", "unit"), *column("status", css_class="col-6 col-lg-3"), SHOW, MORE_FILTERS),
    )
    more_note = f"Số tìm được: thẻ, lý lịch, căn cước, điện thoại, cả số hoặc 3 số cuối. {ASSUMED}"

    @property
    def title(self) -> str:
        return f"Đảng viên ngày {self.day:%d/%m/%Y}"

    @property
    def conditions(self) -> str:
        """Where ages were asked for, also how they are counted."""
        is_aged = any(self.data.get(name) for name in ("age_from", "age_to", "party_from", "party_to"))
        return f"{super().conditions}. {ASSUMED}" if is_aged else super().conditions

    @cached_property
    def sizes(self) -> dict[str, int]:
        return self.rows.sizes(self.day)

    @property
    def count(self) -> int:
        return self.sizes["total"]

    @cached_property
    def rows(self):
        """The spells to list, each with `unit_name`; none of them while a filter makes no sense."""
        if not self.is_valid():
            return Membership.objects.none()
        if self.cleaned_data["status"] == "left":
            return self._who_left()
        return self._asked_of(self._there(), self.day).annotate(unit_name=self.unit_name(self.day))

    @cached_property
    def gone(self) -> int:
        """How many of those searched for are found among those who left."""
        is_search = self.is_valid() and self.cleaned_data["q"] and not self.cleaned_data["status"]
        return self._who_left().count() if is_search else 0

    @property
    def is_left(self) -> bool:
        return self.data.get("status") == "left"

    def _who_left(self):
        """Each with the unit, and its name, of the last day."""
        rows = self._asked_of(Membership.objects.left(self.day), F("ends_on"))
        return rows.annotate(unit_name=self.unit_name(OuterRef("ends_on")))

    def _there(self):
        status = self.cleaned_data["status"]
        is_guest = status == "guest"
        rows = Membership.objects.temporary() if is_guest else Membership.objects.permanent()
        return self._standing(rows.on(self.day), status)

    def _asked_of(self, rows, day):
        asked = self.cleaned_data
        rows = rows.listed_for(self.user)
        if asked["unit"]:
            rows = rows.filter(placed_under(asked["unit"], day))
        return self._of_record(rows).named(asked["q"])

    def _standing(self, rows, status: str):
        if status == "official":
            return rows.official(self.day)
        if status == "probationary":
            return rows.probationary(self.day)
        if status in self.STANDINGS:
            such = self.STANDINGS[status].objects.on(self.day)
            return rows.filter(member__in=such.values("member"))
        return rows

    def _of_record(self, rows):
        asked = self.cleaned_data
        for name in ("sex", "theory", "schooling"):
            if asked[name]:
                rows = rows.filter(**{f"member__{name}": asked[name]})
        if asked["minority"]:
            rows = rows.of_minorities() if asked["minority"] == "yes" else rows.of_majority()
        if asked["office"]:
            rows = rows.filter(member__in=self._holders().values("member"))
        return self._aged(rows)

    def _holders(self):
        held = Office.objects.on(self.day)
        kind = self.cleaned_data["office"]
        return held if kind == "any" else held.filter(kind=kind)

    def _aged(self, rows):
        asked = self.cleaned_data
        rows = rows.aged(self.day, asked["age_from"], asked["age_to"])
        least, most = asked["party_from"], asked["party_to"]
        if least is None and most is None:
            return rows
        return rows.filter(member__in=Member.objects.filter(of_party_age(self.day, least, most)))


class OfficeFilter(PersonFilter):
    """Who holds which office on a day."""

    ORDERS = {
        "unit": Order(
            "Tổ chức", lambda rows: rows.order_by(*tree_order(), RANK, "member__sort_key", "id")
        ),
        "name": Order("Họ và tên", lambda rows: rows.order_by("member__sort_key", RANK, "id")),
        "kind": Order("Chức vụ", lambda rows: rows.order_by(RANK, "member__sort_key", "id")),
        "from": Order("Từ ngày", lambda rows: rows.order_by("starts_on", "member__sort_key", "id")),
    }

    kind = choice("Chức vụ", *OfficeKind.choices)
    term = choice("Nhiệm kỳ")

    helper = narrowing("sort", Row(*column("unit", "kind"), SHOW, MORE_FILTERS))
    folded = ("term", "on")

    @classmethod
    def bound_to(cls, request):
        form = super().bound_to(request)
        terms = Term.objects.filter(unit__in=form.fields["unit"].queryset)
        names = terms.order_by("-name").values_list("name", flat=True).distinct()
        form.fields["term"].choices = [ALL, *((name, name) for name in names)]
        return form

    @property
    def title(self) -> str:
        return f"Chức vụ trong Đảng ngày {self.day:%d/%m/%Y}"

    @cached_property
    def rows(self):
        """The offices to list, each with `unit_name`, held by members whom the user sees today."""
        if not self.is_valid():
            return Office.objects.none()
        asked = self.cleaned_data
        rows = Office.objects.visible_to(self.user).listed_for(self.user).on(self.day)
        if asked["unit"]:
            rows = rows.filter(placed_under(asked["unit"], self.day))
        if asked["kind"]:
            rows = rows.filter(kind=asked["kind"])
        if asked["term"]:
            rows = rows.filter(term__name=asked["term"])
        rows = rows.select_related("member", "unit", "term", "decision")
        return rows.annotate(unit_name=self.unit_name(self.day))
