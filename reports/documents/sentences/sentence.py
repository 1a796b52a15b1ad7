"""What a counted sentence is, and the clauses that many are made of.

A sentence is written with placeholders (reports/reading/placeholders.py), says only what was counted,
and prints a share with both of its numbers. Which clauses it has depends on the figures: what nobody
did is not told.
"""

from dataclasses import dataclass

from reports.reading.placeholders import Facts, plain

STAFF = "cán bộ, công chức, viên chức, người lao động"


@dataclass(frozen=True)
class Sentence:
    """`key`: the same in every year. `is_fixed`: it has no placeholders and is not reworded.

    `is_internal`: for the committee's own use; printed only when somebody asks for it.
    """

    key: str
    text: str
    is_internal: bool = False
    is_fixed: bool = False


def of(code: str, reading: str = "") -> str:
    """The placeholder of a figure."""
    return f"{{{code}:{reading}}}" if reading else f"{{{code}}}"


def share_of(part: str, whole: str, noun: str) -> str:
    """19/92 đảng viên, đạt 20,65%."""
    return f"{of(part)}/{of(whole)} {noun}, đạt {{{part}/{whole}}}"


def listed(facts: Facts, labels: dict[str, str], *, last: bool = False, noun: str = "") -> str:
    """The figures that are not 0, each with its word before it, or `last` after it; "" when none.

    `noun`: what is counted, told with the first of them.
    """
    parts = [
        f"{of(code)} {label}" if last else f"{label} {of(code)}"
        for code, label in labels.items()
        if facts[code]
    ]
    return ", ".join([f"{part} {noun}" if noun and not at else part for at, part in enumerate(parts)])


def compared(facts: Facts, code: str) -> str:
    """, đạt 125% chỉ tiêu, tăng 02 so với năm 2025: what is known of both."""
    clauses = ""
    if code in facts.plans:
        clauses += f", đạt {of(code, 'of_plan')} chỉ tiêu giao ({of(code, 'plan')})"
    now, then = (plain(values.get(code)) for values in (facts.values, facts.before))
    if now is not None and then is not None:
        change = "bằng" if now == then else f"{of(code, 'change')} so với"
        clauses += f", {change} {{@year_before}}"
    return clauses


def counted(facts: Facts, key: str, code: str, before: str, after: str) -> list[Sentence]:
    """One figure that somebody did, between its words, with its target and the year before."""
    if not (facts[code] or code in facts.plans):
        return []
    return [Sentence(key, f"{before} {of(code)} {after}{compared(facts, code)}.")]
