"""Units as they are changed: plans of several acts, party groups, numbers of staff."""

from organisation.models.group import GroupPlace, GroupRole, PartyGroup
from organisation.models.restructuring import Restructuring
from organisation.models.restructuring_step import Act, RestructuringMove, RestructuringStep
from organisation.models.staff import StaffCount
