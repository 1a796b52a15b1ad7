"""The roll call of one meeting, in the groups in which minutes name people."""

from common.vietnamese import percent
from meetings.models import Attendance
from members.rules.namesakes import called


class RollCall:
    """Rows already read, told apart; each group keeps the order of names."""

    def __init__(self, rows: list[Attendance]):
        self.rows = rows
        self.names = called(row.member for row in rows)
        for row in rows:
            row.name = self.names[row.member_id]

    def having(self, status: str) -> list[Attendance]:
        return [row for row in self.rows if row.status == status]

    @property
    def due(self) -> list[Attendance]:
        return [row for row in self.rows if row.is_due]

    @property
    def present(self) -> list[Attendance]:
        return [row for row in self.rows if row.is_present]

    @property
    def apart(self) -> list[Attendance]:
        """On the roll, but not due: exempt, away or suspended."""
        return [row for row in self.rows if not row.is_due]

    @property
    def eligible(self) -> list[Attendance]:
        """Official members who had to come: the base of every vote (docs/rules.md)."""
        return [row for row in self.due if row.is_official]

    @property
    def voters(self) -> list[Attendance]:
        """Official members who came: only they vote."""
        return [row for row in self.present if row.is_official]

    @property
    def rate(self) -> str:
        """Present of due, as it is printed."""
        return percent(len(self.present), len(self.due))
