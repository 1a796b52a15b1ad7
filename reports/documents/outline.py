"""The headings of a year-end report, in order, with the figures that belong under each.

The order is the synthesis of docs/rules.md (no rule fixes it): situation; part one with the
political task, party building, general assessment and requests; part two with what comes next.
"""

from dataclasses import dataclass

PART, CHAPTER, SECTION = 0, 1, 2


@dataclass(frozen=True)
class Heading:
    """One heading. `title` may hold {period} and {following}; `figures` names those shown with it."""

    key: str
    level: int
    title: str
    figures: str = ""
    is_typed: bool = True
    is_numbered: bool = True

    @property
    def codes(self) -> list[str]:
        return self.figures.split()


YEAR_END = [
    Heading(
        "situation",
        CHAPTER,
        "Đặc điểm tình hình",
        """
        org.cells members.closing members.official members.probationary members.female
        members.minority members.exempt org.staff members.share_of_staff org.established
        org.dissolved org.merged org.split org.renamed org.kind_changed org.received
        org.handed_over
        """,
        is_numbered=False,
    ),
    Heading("results", PART, "Kết quả công tác {period}", is_typed=False),
    Heading("political", CHAPTER, "Lãnh đạo thực hiện nhiệm vụ chính trị"),
    Heading("building", CHAPTER, "Công tác xây dựng Đảng", is_typed=False),
    Heading("ideology", SECTION, "Công tác chính trị, tư tưởng, đạo đức"),
    Heading(
        "organisation",
        SECTION,
        "Công tác tổ chức, cán bộ, đảng viên",
        """
        members.opening moves.admitted moves.transferred_in moves.received_with_unit
        moves.reinstated moves.transferred_out moves.left_with_unit moves.died moves.expelled
        moves.deleted moves.resigned moves.annulled members.closing moves.confirmed
        candidates.followed training.awareness training.new_member
        training.theory_elementary.sent training.theory_elementary.completed
        training.theory_intermediate.sent training.theory_intermediate.completed
        training.theory_advanced.sent training.theory_advanced.completed
        """,
    ),
    Heading(
        "meetings",
        SECTION,
        "Sinh hoạt chi bộ",
        """
        org.cells meetings.regular meetings.regular_due meetings.combined meetings.cells
        meetings.thematic
        meetings.thematic_cells meetings.thematic_every_quarter meetings.model
        meetings.committee meetings.attendance meetings.minutes_average meetings.good
        meetings.fair meetings.average meetings.poor meetings.unrated tasks.assigned tasks.done
        tasks.overdue petitions.raised petitions.answered
        """,
    ),
    Heading("inspection", SECTION, "Công tác kiểm tra, giám sát, kỷ luật"),
    Heading("mass", SECTION, "Công tác dân vận, dân chủ cơ sở, lãnh đạo các đoàn thể"),
    Heading("integrity", SECTION, "Phòng, chống tham nhũng, lãng phí, tiêu cực"),
    Heading("example", SECTION, "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"),
    Heading("office", SECTION, "Đảng phí và công tác văn phòng"),
    Heading(
        "grading",
        SECTION,
        "Đánh giá, xếp loại",
        """
        grading.members.graded grading.members.xs grading.members.t grading.members.ht
        grading.members.kht grading.members.not_graded grading.members.xs_rate
        grading.members.xs_of_t grading.cells.graded grading.cells.xs grading.cells.t
        grading.cells.ht grading.cells.kht grading.units.graded grading.units.xs
        grading.units.t grading.units.ht grading.units.kht
        """,
    ),
    Heading(
        "awards",
        SECTION,
        "Khen thưởng",
        """
        awards.annual.members awards.annual.cells awards.five_years.members awards.five_years.cells
        awards.thematic.members awards.thematic.cells awards.hcm.members awards.hcm.cells
        awards.proposed.members awards.proposed.cells awards.proposed.committees
        """,
    ),
    Heading("assessment", CHAPTER, "Đánh giá chung", is_typed=False),
    Heading("strengths", SECTION, "Ưu điểm"),
    Heading("limits", SECTION, "Hạn chế, khuyết điểm"),
    Heading("causes", SECTION, "Nguyên nhân"),
    Heading("lessons", SECTION, "Bài học kinh nghiệm"),
    Heading("requests", CHAPTER, "Kiến nghị, đề xuất"),
    Heading("directions", PART, "Phương hướng, nhiệm vụ {following}", is_typed=False),
    Heading("aims", CHAPTER, "Mục tiêu, chỉ tiêu"),
    Heading("tasks", CHAPTER, "Nhiệm vụ, giải pháp"),
    Heading("execution", CHAPTER, "Tổ chức thực hiện"),
]
CODES = list(dict.fromkeys(code for heading in YEAR_END for code in heading.codes))
RECIPIENTS = "recipients"  # the one typed text that is no section
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
PARTS = ["Phần thứ nhất", "Phần thứ hai", "Phần thứ ba"]


def with_parents(filled: set[str]) -> list[Heading]:
    """The headings that have something to say, and those that lead to one, in order."""
    kept: list[Heading] = []
    for heading in reversed(YEAR_END):
        leads = not heading.is_typed and bool(kept) and kept[-1].level > heading.level
        if heading.key in filled or leads:
            kept.append(heading)
    return kept[::-1]


def numbered(kept: list[Heading]) -> list[tuple[str, Heading]]:
    """Each heading with its number among those kept: "Phần thứ nhất", "I", "1", or none."""
    counts = {PART: 0, CHAPTER: 0, SECTION: 0}
    result = []
    for heading in kept:
        if heading.is_numbered:
            counts[heading.level] += 1
        for below in range(heading.level + 1, SECTION + 1):
            counts[below] = 0
        result.append((_number(heading, counts[heading.level]), heading))
    return result


def _number(heading: Heading, count: int) -> str:
    if not heading.is_numbered:
        return ""
    if heading.level == SECTION:
        return str(count)
    return (PARTS if heading.level == PART else ROMAN)[count - 1]
