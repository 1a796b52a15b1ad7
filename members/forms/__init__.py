"""Forms of members: the list's filter, the record, and the acts."""

from members.forms.acts import ConfirmForm, LeaveForm, TransferForm
from members.forms.filters import MemberFilter
from members.forms.records import MemberAddForm, MemberEditForm

__all__ = [
    "ConfirmForm",
    "LeaveForm",
    "MemberAddForm",
    "MemberEditForm",
    "MemberFilter",
    "TransferForm",
]
