"""Forms of members: the list's filter, the record, and the acts."""

from members.forms.acts import LeaveForm, TransferForm
from members.forms.filters import MemberFilter, OfficeFilter
from members.forms.records import MemberAddForm, MemberEditForm
