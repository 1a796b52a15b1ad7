"""How long it is kept who somebody was and where he or she lives, once nobody needs to know.

The law on personal data (91/2025/QH15) wants it deleted when its purpose is over and names no number of
months for the Party's lists: each installation sets its own, and keeps all for good until it does.
"""

import datetime

from django.utils import timezone

from cells.models import Threshold, ThresholdCode
from members.rules.party_age import add_months


def last_kept(code: ThresholdCode) -> datetime.date:
    """What ended on that day is still kept today, what ended before it no longer."""
    today = timezone.localdate()
    months = Threshold.objects.in_force(code, today).value
    return add_months(today, -months) if months else datetime.date.min
