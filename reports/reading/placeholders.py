"""Sentences whose figures stay live: kept with the codes of figures, shown with their names.

{moves.admitted} is a figure. After a colon stands another reading of it ({moves.admitted:change}),
after a slash what it is a share of ({grading.members.xs/grading.members.graded}).
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError

from common.vietnamese import percent
from reports.figures import FIGURES, TOPICS, Ratio, Scope, Value
from reports.reading.targets import TargetStanding

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
READINGS = {"before": "cùng kỳ", "change": "tăng giảm", "plan": "chỉ tiêu", "of_plan": "so chỉ tiêu"}
# What a sentence tells beside figures; each is counted from the same lists.
WORDS = {
    "@reasons": "lý do không xếp loại",
    "@late_reasons": "lý do xếp loại sau",
    "@own_grade": "mức xếp loại của tổ chức",
    "@year_before": "kỳ trước",
    "@end": "ngày chốt số liệu",
}
SMALL = 10  # smaller numbers are written with a zero, so that no figure can be added before them


@dataclass
class Facts:
    """What the sentences of one report are filled with.

    `before`: the same figures a year ago; `plans`: targets, by the code of their figure; `words`: by
    the keys of WORDS; `estimates`: what is expected at the end of the period, by code.
    """

    scope: Scope
    values: dict[str, Value]
    before: dict[str, Value] = field(default_factory=dict)
    plans: dict[str, TargetStanding] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    estimates: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Value:
        return self.values[code]


def _names() -> dict[str, str]:
    """Code → the name that a placeholder shows, told with its topic where two have the same label."""
    shared = Counter(figure.label for figure in FIGURES.values())
    named = {}
    for topic, figures in TOPICS:
        for figure in figures:
            is_alone = shared[figure.label] == 1
            named[figure.code] = figure.label if is_alone else f"{topic}: {figure.label}"
    return named | WORDS


NAMES = _names()
CODES = {name.lower(): code for code, name in NAMES.items()}


def shown(text: str) -> str:
    """As an office edits it: {Kết nạp | tăng giảm}, {A / B}."""
    return PLACEHOLDER.sub(lambda found: "{" + _shown(found[1]) + "}", text)


def _shown(inside: str) -> str:
    """Names that are shown already stay as they are."""
    code, colon, reading = inside.partition(":")
    if colon and code in NAMES:
        return f"{NAMES[code]} | {READINGS[reading]}"
    parts = inside.split("/")
    return " / ".join(NAMES[part] for part in parts) if set(parts) <= NAMES.keys() else inside


def stored(text: str) -> str:
    """What was typed, with codes. Raises ValidationError naming what is no figure."""
    unknown: list[str] = []

    def code_of(name: str) -> str:
        code = CODES.get(name.strip().lower()) or (name.strip() in NAMES and name.strip())
        if not code:
            unknown.append(name.strip())
        return code or ""

    def read(found: re.Match) -> str:
        name, bar, reading = found[1].partition("|")
        if bar:
            readings = {label: key for key, label in READINGS.items()}
            if (key := readings.get(reading.strip().lower())) is None:
                unknown.append(found[1].strip())
            return f"{{{code_of(name)}:{key}}}"
        return "{" + "/".join(map(code_of, found[1].split(" / "))) + "}"

    made = PLACEHOLDER.sub(read, text)
    if unknown or "{" in PLACEHOLDER.sub("", made) or "}" in PLACEHOLDER.sub("", made):
        what = f"Không có số liệu tên “{unknown[0]}”." if unknown else "Dấu ngoặc { } không đủ cặp."
        raise ValidationError(f"{what} Tên số liệu trong ngoặc phải giữ đúng như danh sách bên dưới.")
    return made


def filled(text: str, facts: Facts) -> str:
    """The sentence as it is printed: every placeholder replaced by its figure."""
    return PLACEHOLDER.sub(lambda found: _filled(found[1], facts), text)


def unknown_in(text: str) -> list[str]:
    """What a kept sentence names, and no longer is a figure; it is printed as —."""
    codes = [part for name in PLACEHOLDER.findall(text) for part in name.partition(":")[0].split("/")]
    return [code for code in codes if code not in NAMES]


def _filled(inside: str, facts: Facts) -> str:
    if inside in WORDS:
        return facts.words.get(inside, "—")
    code, colon, reading = inside.partition(":")
    if colon:
        return FILLERS[reading](facts, code)
    if "/" in code:
        part, whole = (facts.values.get(one) for one in code.split("/"))
        return percent(part or 0, whole or 0)
    said = text_of(facts.values.get(code))
    if code in facts.estimates:
        return f"{said} (ước đến hết kỳ {text_of(facts.estimates[code])})"
    return said


def text_of(value: Value) -> str:
    """05; 1.207; 20,65% of a rate; — where there is nothing to count."""
    if value is None:
        return "—"
    if isinstance(value, Ratio):
        return percent(value.numerator, value.denominator)
    return f"{value:02}" if 0 < value < SMALL else f"{value:,}".replace(",", ".")


def _before(facts: Facts, code: str) -> str:
    return text_of(facts.before.get(code))


def _change(facts: Facts, code: str) -> str:
    """tăng 02, giảm 1,5 điểm phần trăm; — where one of both is not known."""
    now, then = (plain(values.get(code)) for values in (facts.values, facts.before))
    if now is None or then is None:
        return "—"
    if now == then:
        return "không thay đổi"
    step = abs(now - then)
    is_rate = isinstance(facts.values[code], Ratio)
    said = f"{step.normalize():f} điểm phần trăm".replace(".", ",") if is_rate else text_of(step)
    return f"{'tăng' if now > then else 'giảm'} {said}"


def _plan(facts: Facts, code: str) -> str:
    stands = facts.plans.get(code)
    if stands is None:
        return "—"
    is_rate = isinstance(facts.values[code], Ratio)
    return f"{stands.said_plan}%" if is_rate else stands.said_plan


def _of_plan(facts: Facts, code: str) -> str:
    return facts.plans[code].said_percent if code in facts.plans else "—"


def plain(value: Value) -> int | Decimal | None:
    """A number to reckon with: of a rate its percent."""
    return value.percent if isinstance(value, Ratio) else value


FILLERS: dict[str, Callable[[Facts, str], str]] = {
    "before": _before,
    "change": _change,
    "plan": _plan,
    "of_plan": _of_plan,
}
