"""Sending people to a class, and what became of it."""

from __future__ import annotations

from django import forms

from accounts.models import User
from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.acting import ActForm, VerbForm
from common.days import DayField, looking
from members.forms.numbered import NumberedForm
from members.models import Course, Training
from members.rules.namesakes import called

COURSES = [(course, course.label.capitalize()) for course in Course]


class ClassFilter(forms.Form):
    course = forms.ChoiceField(label="Lớp", choices=[("", "Tất cả"), *COURSES], required=False)

    helper = looking(course="col-12 col-md-6 col-lg-4", button="col-12 col-md-4 align-self-end mb-3")

    def narrow(self, rows):
        course = self.is_valid() and self.cleaned_data["course"]
        return rows.filter(course=course) if course else rows


class ClassForm(forms.Form):
    """Which class an address names: the course, and the day on which its people were sent."""

    course = forms.ChoiceField(choices=Course.choices)
    on = forms.DateField()

    @property
    def name(self) -> str:
        label = Course(self.cleaned_data["course"]).label.capitalize()
        return f"{label}, cử đi ngày {self.cleaned_data['on']:%d/%m/%Y}"

    def narrow(self, rows):
        return rows.of_class(self.cleaned_data["course"], self.cleaned_data["on"]).by_name()


class SendingForm(forms.Form):
    """Which course, and from where: asked first, because it decides who may be sent."""

    course = forms.ChoiceField(label="Lớp", choices=[("", "Chọn lớp"), *COURSES])
    unit = UnitField(label="Người của tổ chức", required=True)

    helper = looking(
        course="col-12 col-md-6 col-lg-4",
        unit="col-12 col-md-6 col-lg-4",
        button="col-12 col-md-4 align-self-end mb-3",
    )

    @classmethod
    def bound_to(cls, request) -> SendingForm:
        """Without an address: the widest unit, and no course yet."""
        units = Unit.objects.allowing(request.user, "training.record").existing().order_by("path")
        usual = {"unit": getattr(units.first(), "code", "")}
        form = cls({**usual, **request.GET.dict()} if request.GET else None, initial=usual)
        form.fields["unit"].offer(units, form.data.get("unit"))
        return form


class SendForm(ActForm):
    """Who is sent to the course, and when."""

    on = DayField(label="Ngày cử đi học")
    chosen = forms.MultipleChoiceField(error_messages={"required": "Chọn ít nhất một người."})

    def __init__(self, *args, course: str, people: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.course = course
        self.people = {str(person.pk): person for person in people}
        self.names = called(people)
        self.fields["chosen"].choices = [(pk, self.names[int(pk)]) for pk in self.people]

    @property
    def rows(self) -> list:
        """(person, how the list calls him or her, whether ticked)."""
        ticked = self.data.getlist("chosen") if self.is_bound else []
        return [(one, self.names[one.pk], pk in ticked) for pk, one in self.people.items()]

    def act(self, *, by: User) -> None:
        chosen = [self.people[pk] for pk in self.cleaned_data["chosen"]]
        Training.objects.send(chosen, course=self.course, on=self.cleaned_data["on"], by=by)


class CompleteForm(NumberedForm):
    """Who of a class completed it, with the number on each certificate where it is known."""

    NUMBER = "Số chứng nhận, {row.person}"
    LONGEST = 40

    on = DayField(label="Ngày hoàn thành")
    chosen = forms.ModelMultipleChoiceField(
        None, error_messages={"required": "Chọn ít nhất một người."}
    )

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        Training.objects.complete(data["chosen"], on=data["on"], numbers=self.numbers, by=by)


class CertificateForm(VerbForm):
    """Ghi chứng nhận, bằng."""

    number = forms.CharField(label="Số chứng nhận, bằng", max_length=40)
    issued_on = DayField(label="Ngày cấp")
