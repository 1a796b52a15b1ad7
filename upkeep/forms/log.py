"""What the log is narrowed by; kept in the address."""

from __future__ import annotations

import datetime

from django import forms
from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from accounts.acts import TOPICS
from accounts.models import AuditEvent, User
from cells.reading.accounts import named
from cells.rights import may_anywhere
from common.days import MORE_FILTERS, DayField, Folding, looking
from common.periods import DAY
from members.forms.filters import ALL, choice, search
from members.models import Membership
from upkeep.reading.log import KINDS, OF_ACCOUNTS, events_for, on_rows

SHOWN_DAYS = 30


class LogFilterForm(Folding, forms.Form):
    """Who or about whom, what, when: of the last 30 days until another day is named."""

    q = search("Người thực hiện hoặc đảng viên")
    topic = choice("Nhóm việc", *((name, name) for name in TOPICS))
    since = DayField(label="Từ ngày", required=False)
    until = DayField(label="Đến ngày", required=False)
    act = forms.ChoiceField(
        label="Việc",
        choices=[ALL, *((name, list(acts.items())) for name, acts in TOPICS.items())],
        required=False,
    )
    kind = choice("Loại hồ sơ")

    folded = ("until", "act", "kind")
    helper = looking(
        MORE_FILTERS,
        button="col-4 col-md-auto align-self-end mb-3",
        q="col-12 col-md-4",
        topic="col-12 col-md-3",
        since="col-8 col-md-2",
    )

    def __init__(self, user: User, data):
        self.usual = timezone.localdate() - SHOWN_DAYS * DAY
        super().__init__({"since": f"{self.usual:%d/%m/%Y}"} | data.dict())
        self.user = user
        if not may_anywhere(user, "log.read"):
            self.fields["q"].label = "Người thực hiện"  # who reads no names finds none
        self.fields["kind"].choices = [ALL, *_kinds()]
        self.is_valid()

    @property
    def conditions(self) -> str:
        """The days, for the title of a workbook."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        days = [("Từ ngày", since), ("đến ngày", until)]
        return " ".join(f"{word} {day:%d/%m/%Y}" for word, day in days if day)

    def rows(self) -> QuerySet[AuditEvent]:
        """What makes no sense in the address is left aside."""
        rows, asked = events_for(self.user), self.cleaned_data
        if asked.get("topic"):
            rows = rows.filter(action__in=TOPICS[asked["topic"]])
        if asked.get("act"):
            rows = rows.filter(action=asked["act"])
        if asked.get("kind"):
            rows = rows.filter(record=asked["kind"])
        if asked.get("since"):
            rows = rows.filter(at__gte=_midnight(asked["since"]))
        if asked.get("until"):
            rows = rows.filter(at__lt=_midnight(asked["until"] + DAY))
        return rows.filter(self._about(asked["q"])) if asked.get("q") else rows

    def _about(self, text: str) -> Q:
        """Acts of people of that name, and what was done to their accounts and, of members whom the
        user sees, to their records."""
        people = named(User.objects.all(), text)
        members = Membership.objects.visible_to(self.user).named(text)
        about = on_rows("accounts.user", people) | on_rows("members.member", members, "member")
        return Q(by__in=people.order_by().values("pk")) | about


def _kinds() -> list[tuple[str, str]]:
    labels = [*OF_ACCOUNTS, *KINDS]
    return [(label, capfirst(str(apps.get_model(label)._meta.verbose_name))) for label in labels]


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
