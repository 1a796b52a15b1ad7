"""The 14 registers of a committee's office, each a list over a unit and a period.

What is true on a day looks at the last day of the period; everything else is what happened in it,
in the cell of that day. The books are those of the office's member work.
"""

from reports.figures import Scope
from reports.figures.counting import count_all
from reports.figures.figure import Count
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


LINES = [Count(book.code, book.label, book.rows, table="") for book in REGISTERS.values()]


def count_registers(scope: Scope) -> dict[str, int]:
    """Code → number of lines: one query for all, and those of the transfers."""
    return count_all([scope], LINES)[0]


__all__ = ["REGISTERS", "Register", "count_registers"]
