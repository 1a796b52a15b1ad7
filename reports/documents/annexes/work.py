"""Annexes on inspection and on targets."""

from inspections.reading import overview
from reports.documents.annexes.tables import numbered, table_of
from reports.figures import Scope
from reports.reading.targets import standing


def inspection(scope: Scope) -> dict:
    """By performer and kind, then campaign by campaign; members are only counted."""
    lines = overview.matrix(scope.unit, *scope.days)
    columns = ["Chủ thể", "Loại", "Theo chương trình", "Đã kết luận"]
    columns += ["Lượt tổ chức đảng", "Lượt đảng viên"]
    summed = [[str(value) for value in overview.MATRIX.values(line)] for line in lines]
    told = [
        [one.performer, one.content, one.whom, one.outcome, one.time]
        for one in overview.told(scope.unit, *scope.days)
    ]
    listed = ["TT", "Chủ thể", "Nội dung", "Đối tượng", "Kết quả", "Thời gian"]
    return {
        "title": "Kiểm tra, giám sát",
        "tables": [
            table_of("Số cuộc, số lượt", columns, summed, range(3, 7), names_persons=False),
            table_of("Các cuộc đã kết luận", listed, numbered(told), names_persons=False),
        ],
    }


def targets(scope: Scope) -> dict:
    columns = ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "%", "Đánh giá"]
    rows = [
        [
            one.target.name,
            one.target.measure,
            one.said_plan,
            one.said_done,
            one.said_percent,
            one.verdict.label,
        ]
        for one in standing(scope)
    ]
    table = table_of("Thực hiện chỉ tiêu", columns, numbered(rows), (1, 4, 5, 6), names_persons=False)
    return {"title": "Thực hiện chỉ tiêu", "tables": [table]}
