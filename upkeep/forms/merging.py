"""Gộp hồ sơ: which values stay, tried before it is agreed to."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property

from accounts.models import User
from common.acting import ShownFirst
from common.partial import PartialDay
from members.forms.records import RECORD
from members.models import Member
from members.models.history import in_words
from members.models.member import NUMBERS, masked
from upkeep.models.merging import merge, what_moves

KEPT, OTHER = "kept", "other"


class MergeForm(ShownFirst):
    """One choice for each field in which the two records differ: first the one that tells more."""

    def __init__(self, *args, kept: Member, other: Member, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept, self.other = kept, other
        for name in RECORD:
            field = Member._meta.get_field(name)
            mine, theirs = field.value_from_object(kept), field.value_from_object(other)
            is_part = isinstance(mine, PartialDay) and theirs and mine.covers(theirs)
            is_less = mine in (None, "") or is_part
            if mine != theirs:
                self.fields[name] = forms.ChoiceField(
                    label=field.verbose_name.capitalize(),
                    choices=[
                        (KEPT, f"{_shown(kept, name)} (hồ sơ giữ lại)"),
                        (OTHER, f"{_shown(other, name)} (hồ sơ kia)"),
                    ],
                    initial=OTHER if is_less else KEPT,
                    widget=forms.RadioSelect,
                )

    @property
    def taken(self) -> list[str]:
        return [name for name, choice in self.cleaned_data.items() if choice == OTHER]

    def clean(self):
        """What the verb would refuse is said already when the consequence is to be shown."""
        super().clean()
        if not self.errors:
            with transaction.atomic():
                try:
                    merge(self.kept, self.other, taken=self.taken, by=None)
                except ValidationError as error:
                    self.add_error(None, ValidationError(error.messages))
                transaction.set_rollback(True)

    @cached_property
    def consequence(self) -> str:
        moves = [f"{number} {name}" for name, number in what_moves(self.other).items()]
        taken = [self.fields[name].label.lower() for name in self.taken]
        return (
            f"Chuyển sang hồ sơ giữ lại: {', '.join(moves) or 'không có gì'}. "
            f"Lấy theo hồ sơ kia: {', '.join(taken) or 'không mục nào'}. "
            "Hồ sơ kia không còn trong danh sách nào. Gộp rồi không tách lại được."
        )

    def act(self, *, by: User) -> None:
        merge(self.kept, self.other, taken=self.taken, by=by)


def _shown(member: Member, name: str) -> str:
    """As the pages show it: numbers masked, days as days, choices by their labels."""
    value = in_words(member, name)
    if value in (None, ""):
        return "chưa ghi"
    if name in NUMBERS:
        return masked(value)
    return str(value)
