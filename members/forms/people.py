"""Choosing a person from a list in which names may be alike."""

from django import forms
from django.forms.models import ModelChoiceIterator

from members.rules.namesakes import called


class NamedApart(ModelChoiceIterator):
    def __iter__(self):
        people = list(self.queryset)
        names = called(people)
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for person in people:
            value, _ = self.choice(person)
            yield value, names[person.pk]


class MemberField(forms.ModelChoiceField):
    iterator = NamedApart
