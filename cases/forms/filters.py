"""What the list of candidates is narrowed by."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django.db.models import Prefetch
from django.utils.functional import cached_property

from cases.models import Case
from cells.reading.tree import tree_order
from cells.scoping import placed_under
from common.days import MORE_FILTERS
from common.tables import Order
from members.forms.filters import SHOW, PersonFilter, column, search
from members.models import Candidate


class CandidateFilter(PersonFilter):
    """Candidates followed on a day."""

    ORDERS = {
        "name": Order("Họ và tên", lambda rows: rows.order_by("sort_key", "id")),
        "unit": Order("Chi bộ", lambda rows: rows.order_by(*tree_order(), "sort_key", "id")),
        "born": Order("Ngày sinh", lambda rows: rows.order_by("born_on", "sort_key", "id")),
        "noted": Order("Theo dõi từ", lambda rows: rows.order_by("starts_on", "sort_key", "id")),
    }

    q = search("Tìm theo tên")

    helper = FormHelper()
    helper.form_method = "get"
    helper.form_class = "no-print"
    helper.layout = Layout(
        "sort", Row(*column("q"), *column("unit", css_class="col-6 col-lg-3"), SHOW, MORE_FILTERS)
    )
    folded = ("on",)

    @property
    def title(self) -> str:
        return f"Quần chúng ưu tú ngày {self.day:%d/%m/%Y}"

    @cached_property
    def rows(self):
        """The candidates to list, each with `unit_name` and the `open_cases` of the day; none of them
        while a filter makes no sense."""
        if not self.is_valid():
            return Candidate.objects.none()
        rows = Candidate.objects.visible_to(self.user).on(self.day).named(self.cleaned_data["q"])
        if unit := self.cleaned_data["unit"]:
            rows = rows.filter(placed_under(unit, self.day))
        cases = Case.objects.open_on(self.day).with_steps(self.day)
        rows = rows.prefetch_related(Prefetch("cases", cases, to_attr="open_cases"))
        return rows.annotate(unit_name=self.unit_name(self.day))
