"""A new calendar feed."""

from accounts.models import User
from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.acting import ActForm
from meetings.models import Feed


class FeedForm(ActForm):
    """Of one unit, or of one's own meetings."""

    unit = UnitField(label="Lịch của", asked=True)

    def __init__(self, user: User, data=None):
        super().__init__(data)
        self.user = user
        units = Unit.objects.allowing(user, "meeting.read").existing()
        self.fields["unit"].empty_label = "Các cuộc họp của tôi"
        self.fields["unit"].offer(units, (data or {}).get("unit"))

    def act(self, *, by: User) -> None:
        unit = self.cleaned_data["unit"]
        self.feed, self.token = Feed.objects.make(user=self.user, unit=unit, by=by)
