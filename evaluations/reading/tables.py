"""The columns of the lists of grades and awards, for the workbook."""

from common.tables import Table
from common.vietnamese import in_sentence
from evaluations.models import Body, BodyOpinion, Commendation, Level, Step
from scoring.rules.marking import points_text

ROSTER = Table(
    [
        ("Chi bộ", lambda row: row.cell_name),
        ("Họ và tên", lambda row: row.member),
        ("Xếp loại", lambda row: row.said),
        ("Xếp loại lại", lambda row: "; ".join(str(one.decision) for one in row.regradings.all())),
        ("Ghi chú", lambda row: row.note),
    ]
)


def _at(step: str, name: str = "get_level_display"):
    """What was said at a step: its level, or another fact of it."""

    def read(row):
        value = getattr(row.said_at.get(step), name, None)
        return value() if callable(value) else value

    return read


def _vote(name: str):
    return lambda row: getattr(getattr(row, "vote", None), name, None)


def _bodies(kind: Body):
    """As a workbook brought in may have it: who, which level, the points of both parts."""
    return lambda row: "; ".join(_written(one) for one in row.bodies if one.kind == kind)


def _days_of_bodies(kind: Body):
    """Each with the name that its proposal has in the column beside."""

    def read(row):
        dated = [one for one in row.bodies if one.kind == kind and one.said_on]
        return "; ".join(f"{_before(one)}{one.said_on:%d/%m/%Y}" for one in dated)

    return read


def _before(said: BodyOpinion) -> str:
    return f"{said.name}: " if said.name else ""


def _written(said: BodyOpinion) -> str:
    parts = [points_text(said.conduct_points), points_text(said.task_points)]
    points = "" if said.points is None else f" ({' + '.join(parts)})"
    return f"{_before(said)}{said.level.upper()}{points}"


# Each step before the decision in a column of its own; rows need with_steps().
STEPS = Table(
    [
        ("Chi bộ", lambda row: row.cell_name),
        ("Họ và tên", lambda row: row.member),
        ("Xếp loại công chức, viên chức", _at(Step.STATE)),
        ("Điểm tiêu chí chung tự chấm", _at(Step.SELF, "conduct_points")),
        ("Điểm nhiệm vụ tự chấm", _at(Step.SELF, "task_points")),
        ("Điểm tự chấm", _at(Step.SELF, "points")),
        ("Tự xếp loại", _at(Step.SELF)),
        *(
            column
            for kind in Body
            for column in (
                (f"{kind.label} đề nghị", _bodies(kind)),
                (f"Ngày {in_sentence(kind.label)} đề nghị", _days_of_bodies(kind)),
            )
        ),
        ("Phiếu phát ra", _vote("issued")),
        ("Phiếu thu về", _vote("collected")),
        ("Phiếu không hợp lệ", _vote("invalid")),
        *((f"Phiếu {level.upper()}", _vote(level)) for level in Level.values),
        ("Chi bộ đề nghị", _at(Step.CELL)),
        ("Thẩm định", _at(Step.APPRAISAL)),
        ("Quyết định", lambda row: row.said if row.is_told else None),
        ("Ghi chú", lambda row: row.note),
    ]
)

WARNINGS = Table(
    [
        ("Chi bộ", lambda line: line.cell_name),
        ("Đảng viên, tổ chức", lambda line: line.row.subject),
        ("Xếp loại", lambda line: line.row.grade),
        ("Loại", lambda line: line.concern.about.label),
        ("Điểm cần xem", lambda line: line.concern),
        ("Căn cứ", lambda line: line.concern.ground),
        ("Ghi chú", lambda line: line.row.note),
    ]
)


def _is_given(award) -> bool:
    return isinstance(award, Commendation)


AWARDS = Table(
    [
        ("Việc", lambda award: "đã khen thưởng" if _is_given(award) else "đề nghị cấp trên khen"),
        ("Loại", lambda award: award.get_kind_display()),
        ("Đối tượng", lambda award: award.recipient),
        ("Chi bộ, đảng bộ", lambda award: award.unit),
        ("Là ai, ở đâu", lambda award: award.outsider_is),
        ("Hình thức", lambda award: award.get_form_display()),
        ("Thành tích", lambda award: award.reason),
        ("Năm xét", lambda award: award.year),
        ("Bên khen", lambda award: award.get_given_by_display() if _is_given(award) else None),
        ("Cơ quan khen", lambda award: award.gave if _is_given(award) else None),
        ("Kết quả", lambda award: None if _is_given(award) else award.outcome),
        ("Cấp khen theo quy định", lambda award: award.giver_name),
        ("Tiền thưởng (đồng)", lambda award: award.money if _is_given(award) else None),
        ("Ngày", lambda award: award.given_on if _is_given(award) else award.proposed_on),
        ("Văn bản", lambda award: award.decision if _is_given(award) else award.paper),
    ]
)
