"""Grades of members, cells and bodies; how the rounds of the period stand."""

from collections import Counter
from collections.abc import Iterable

from common.vietnamese import in_sentence
from evaluations.models import Round, UnitAssessment
from reports.documents.sentences.sentence import Sentence, of, share_of
from reports.figures import FIGURES
from reports.reading.placeholders import Facts

STANDING = [
    *("grading.members.graded", "grading.members.excluded"),
    *("grading.members.late", "grading.members.left"),
    *("grading.cells.graded", "grading.units.graded"),
]
LEVELS = {
    "xs": "hoàn thành xuất sắc nhiệm vụ",
    "t": "hoàn thành tốt nhiệm vụ",
    "ht": "hoàn thành nhiệm vụ",
    "kht": "không hoàn thành nhiệm vụ",
}


def grading(facts: Facts) -> list[Sentence]:
    return [
        *_levels(facts, "Đảng viên", "grading.members", "đảng viên"),
        *_not_graded(facts),
        *_levels(facts, "Chi bộ", "grading.cells", "chi bộ"),
        *_bodies(facts),
        *(sentence for one in _rounds(facts) for sentence in _round(one)),
    ]


def _rounds(facts: Facts) -> Iterable[Round]:
    """Not asked for where nobody stands in any."""
    if not any(facts[code] for code in STANDING):
        return []
    rounds = Round.objects.ending_within(*facts.scope.days).under(facts.scope.unit)
    return rounds.select_related("rules")


def _levels(facts: Facts, label: str, prefix: str, noun: str) -> list[Sentence]:
    """Each level with its share of those graded; a level that nobody got is named with 0."""
    graded = f"{prefix}.graded"
    if not facts[graded]:
        return []
    parts = []
    for code, name in LEVELS.items():
        level = f"{prefix}.{code}"
        parts.append(f"{name} {share_of(level, graded, noun) if facts[level] else of(level)}")
    return [Sentence(prefix, f"{label}: được xếp loại {of(graded)}; {'; '.join(parts)}.")]


def _not_graded(facts: Facts) -> list[Sentence]:
    """Who is left out or graded later, with the reasons; who is still to be graded stands apart."""
    made, left = [], "grading.members.left"
    if facts["grading.members.excluded"]:
        made.append(_with_reasons(facts, "not_graded", "không xếp loại", "excluded", "@reasons"))
    if facts["grading.members.late"]:
        made.append(_with_reasons(facts, "late", "xếp loại sau", "late", "@late_reasons"))
    if facts[left]:
        made.append(Sentence("left", f"Đảng viên chưa xếp loại: {of(left)}."))
    return made


def _with_reasons(facts: Facts, key: str, said: str, which: str, words: str) -> Sentence:
    """How many they are, and how many for each reason, kept under `words`."""
    code = f"grading.members.{which}"
    reasons = Counter(row.why_no_level for row in FIGURES[code].rows(facts.scope))
    facts.words[words] = "; ".join(
        f"{in_sentence(reason)} {count}" for reason, count in reasons.items()
    )
    return Sentence(key, f"Đảng viên {said}: {of(code)} ({{{words}}}).")


def _bodies(facts: Facts) -> list[Sentence]:
    """The own grade of a body is what it proposes, until the body above has decided."""
    if not facts["grading.units.graded"]:
        return []
    rows = FIGURES["grading.units.graded"].rows(facts.scope)
    rows = list(rows.select_related("received", "round__unit", "round__rules"))
    if [row.unit_id for row in rows] == [facts.scope.unit.pk]:
        return [_own(facts, rows[0])]
    made = _levels(facts, "Tổ chức cơ sở đảng", "grading.units", "tổ chức")
    if proposed := sum(row.is_proposed for row in rows):
        text = f"Trong đó {proposed} tổ chức mới đề nghị, chờ cấp trên quyết định."
        made.append(Sentence("proposed", text, is_fixed=True))
    return made


def _own(facts: Facts, row: UnitAssessment) -> Sentence:
    facts.words["@own_grade"] = row.said.lower()
    if row.is_proposed:
        said = "tự đánh giá, đề nghị xếp loại"
    elif row.received:
        return Sentence(
            "own", f"{row.name} được công nhận: {{@own_grade}} (Quyết định số {row.received})."
        )
    else:
        said = f"được {row.round.unit} {'xếp loại' if row.round.is_closed else 'dự kiến xếp loại'}"
    return Sentence("own", f"{row.name} {said}: {{@own_grade}}.")


def _round(one: Round) -> list[Sentence]:
    """Whether the round is final, and how it stands to the cap of its rule set."""
    made, key = [], f"round-{one.pk}"
    if not one.is_closed:
        text = f"Kết quả xếp loại năm {one.year} chưa chốt, số liệu chưa chính thức."
        made.append(Sentence(f"{key}-open", text, is_fixed=True))
    if one.is_from_paper:
        text = f"Xếp loại năm {one.year} ghi theo bảng giấy, chỉ gồm những người có trong bảng."
        made.append(Sentence(f"{key}-paper", text, is_fixed=True))
    for place, share in enumerate(one.member_shares()):
        if share.is_exceeded:
            reason = one.cap_reason or "chưa ghi"
            group = f" ({share.group})" if share.group else ""
            text = (
                f"Tỷ lệ hoàn thành xuất sắc trên {share.base.label}{group}: "
                f"{share.xs}/{share.counted}, đạt {share.percent}, vượt mức "
                f"{one.applied_rules.cap_percent}% ({one.rules}). Lý do: {reason.rstrip('.')}."
            )
            made.append(Sentence(f"{key}-cap-{place}", text, is_internal=True, is_fixed=True))
    return made
