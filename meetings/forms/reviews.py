"""Reviews of thematic and model meetings, and who is invited to watch."""

from django import forms
from django.db.models import Q

from accounts.models import User
from cells.forms.unit_choice import UnitField
from common.acting import ActForm
from common.days import DayField
from common.editing import remember
from meetings.forms.filters import YearForm
from meetings.forms.widgets import RichField
from meetings.models import LESSONS, REMARKS, Meeting, Observer, Review
from meetings.models.review import REMARK_LIMIT
from members.models import Office

MOST_SUGGESTED = 300
SHOWN = [("", "Chuyên đề và mẫu"), ("model", "Sinh hoạt mẫu"), ("waiting", "Chưa rút kinh nghiệm")]


class ReviewFilterForm(YearForm):
    folded = ("year",)

    unit = UnitField(label="Chi bộ")
    show = forms.ChoiceField(label="Xem", choices=SHOWN, required=False)

    def meetings(self):
        """Thematic and model meetings of the year, the newest first; planned ones are not due yet."""
        rows = Meeting.objects.visible_to(self.user).on_days(*self.period())
        chosen = self.cleaned_data
        if unit := chosen.get("unit"):
            rows = rows.under(unit)
        if chosen.get("show") == "waiting":
            rows = rows.opened().filter(review=None)
        is_model = Q(is_model=True)
        thematic = Q(pk__in=Meeting.objects.thematic().of_cells().values("pk"))
        rows = rows.filter(is_model if chosen.get("show") == "model" else is_model | thematic)
        return rows.select_related("review").with_unit_name().with_observers().newest_first()


class ReviewForm(ActForm):
    """Rút kinh nghiệm: what was good and what was not; of a model meeting also part by part."""

    edits = True
    reviewed_on = DayField(label="Ngày rút kinh nghiệm")

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting, review = meeting, getattr(meeting, "review", None)
        names = LESSONS if meeting.is_thematic else [n for n in LESSONS if n != "completed_topic"]
        for name in REMARKS if meeting.is_model else []:
            self.fields[name] = forms.CharField(
                max_length=REMARK_LIMIT, required=False, widget=forms.Textarea({"rows": 2})
            )
        for name in names:
            self.fields[name] = RichField(required=name == "conclusion")
        for name, field in self.fields.items():
            field.label = Review._meta.get_field(name).verbose_name.capitalize()
            self.initial[name] = getattr(review, name, None)
        remember(self)

    def act(self, *, by: User) -> None:
        Review.objects.write(self.meeting, **self.cleaned_data, by=by)


class ObserverForm(ActForm):
    """Mời người dự: somebody with an office whom the page suggests, or anybody by name."""

    name = forms.CharField(
        label="Đồng chí",
        max_length=320,
        widget=forms.TextInput({"list": "officers", "autocomplete": "off"}),
        help_text="Gõ họ tên; chọn trong các tên gợi ý thì chức vụ được ghi luôn.",
    )
    position = forms.CharField(label="Chức vụ, đơn vị", max_length=200, required=False)

    def __init__(self, *args, meeting: Meeting, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        held = Office.objects.visible_to(user).on(meeting.held_on).exclude(unit=meeting.unit)
        rows = held.select_related("unit").by_rank()[:MOST_SUGGESTED]
        self.officers = {f"{office.member}, {_post(office)}": office for office in rows}

    def act(self, *, by: User) -> None:
        facts = dict(self.cleaned_data)
        if office := self.officers.get(facts["name"]):
            facts = {
                "name": str(office.member),
                "member": office.member,
                "position": facts["position"] or _post(office),
            }
        Observer.objects.invite(self.meeting, **facts, by=by)


def _post(office: Office) -> str:
    return f"{office.get_kind_display()} {office.unit.name}"
