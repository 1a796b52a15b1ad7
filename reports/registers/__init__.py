"""The 14 registers of a committee's office, each a list over a unit and a period.

What is true on a day looks at the last day of the period; everything else is what happened in it,
in the cell of that day. The books are those of the office's member work.
"""

from reports.figures import Scope
from reports.figures.figure import count_lists
from reports.registers import contacts, papers, roll, transfers, work
from reports.registers.register import Register

REGISTERS: dict[str, Register] = {
    register.code: register
    for register in [
        *roll.REGISTERS,
        *papers.REGISTERS,
        *transfers.REGISTERS,
        *work.REGISTERS,
        *contacts.REGISTERS,
    ]
}


def count_registers(scope: Scope) -> dict[str, int]:
    """Code → number of lines: one query for all, and those of the transfers."""
    return count_lists(scope, {code: book.rows for code, book in REGISTERS.items()})


__all__ = ["REGISTERS", "Register", "count_registers"]
