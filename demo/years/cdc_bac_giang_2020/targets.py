"""What the committee meant to reach in 2020, with a part of it given to cells; numbers are made up."""

import datetime
from decimal import Decimal

from demo.years.cdc_bac_giang_2020.roll import YEAR, Loaded
from reports.models import Target

OF_YEAR = {"starts_on": datetime.date(YEAR, 1, 1), "ends_on": datetime.date(YEAR, 12, 31)}
SOURCE = "Nghị quyết số 02-NQ/ĐU ngày 10/01/2020"
# (figure, name, measure, plan, by number of cell what it was given)
COUNTED = [
    ("moves.admitted", "Kết nạp đảng viên", "đảng viên", 2, {1: 1, 3: 1}),
    ("meetings.thematic", "Sinh hoạt chuyên đề", "buổi", 24, dict.fromkeys(range(1, 7), 4)),
    ("meetings.attendance", "Tỷ lệ đảng viên dự sinh hoạt", "%", 90, {}),
    (
        "grading.members.t_or_better_rate",
        "Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ trở lên",
        "%",
        95,
        {},
    ),
    ("training.theory_intermediate.sent", "Cử học trung cấp lý luận chính trị", "lượt người", 4, {}),
]
TYPED = ("Mô hình học tập và làm theo Bác được công nhận", "mô hình", 2, 3)


def load_targets(case: Loaded) -> None:
    facts = {"unit": case.committee, "source": SOURCE, "by": None, **OF_YEAR}
    for code, name, measure, plan, given in COUNTED:
        named = {"code": code, "name": name, "measure": measure, "plan": Decimal(plan)}
        target = Target.objects.set(**named, **facts)
        numbers = {cell: Decimal(given[cell.number]) for cell in case.cells if cell.number in given}
        target.hand_down(numbers, by=None)
    name, measure, plan, done = TYPED
    target = Target.objects.set(name=name, measure=measure, plan=Decimal(plan), **facts)
    note = "Biên bản họp Ban Chấp hành Đảng bộ"
    target.record_result(on=OF_YEAR["ends_on"], value=Decimal(done), note=note, by=None)
