"""The 13 registers of a committee's office, each a list over a unit and a period.

What is true on a day looks at the last day of the period; everything else is what happened in it,
in the cell of that day. The books are those of the office's member work.
"""

from reports.figures import Scope
from reports.figures.figure import Count, count_all
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
    counted = [Count(book.code, book.label, book.rows, table="") for book in REGISTERS.values()]
    return count_all(scope, counted)


__all__ = ["REGISTERS", "Register", "count_registers"]
