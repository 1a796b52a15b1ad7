"""Forms 2 to 5-BTCTW by their numbers, for their pages and for the annexes of reports."""

from collections.abc import Callable
from typing import NamedTuple

from reports.figures import Scope
from reports.reading import hosts, member_forms, peoples
from reports.reading.numbers import FigureTable

BY_HAND = "Dòng ghi “—” không có trong hồ sơ phần mềm đang giữ, đề nghị đếm theo hồ sơ giấy."
OF_HOSTS = (
    "Loại hình cơ sở được ghi ở trang của từng tổ chức cơ sở đảng, mục “Tên, địa danh trên văn bản”."
)


class OfficialForm(NamedTuple):
    """One of forms 2 to 5: what it is called, what fills it, what its reader has to know."""

    title: str
    fill: Callable[[Scope, set[str]], FigureTable]
    note: str


FORMS = {
    "2": OfficialForm("Đảng viên mới kết nạp", member_forms.admissions, BY_HAND),
    "3": OfficialForm("Đội ngũ đảng viên", member_forms.members, BY_HAND),
    "4": OfficialForm("Đảng viên chia theo dân tộc, tôn giáo", peoples.peoples, ""),
    "5": OfficialForm("Tổ chức đảng, đảng viên trong các loại hình cơ sở", hosts.bodies, OF_HOSTS),
}
