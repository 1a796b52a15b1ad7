"""Units, the roll and its movements, candidates and training, badges."""

from reports.documents.sentences.sentence import (
    STAFF,
    Sentence,
    compared,
    counted,
    listed,
    of,
    share_of,
)
from reports.reading.placeholders import Facts

ARRIVALS = {
    "moves.admitted": "kết nạp",
    "moves.transferred_in": "chuyển đến",
    "moves.received_with_unit": "đến theo tổ chức",
    "moves.reinstated": "phục hồi đảng tịch, kết nạp lại",
}
DEPARTURES = {
    "moves.transferred_out": "chuyển đi",
    "moves.left_with_unit": "đi theo tổ chức",
    "moves.died": "từ trần",
    "moves.expelled": "khai trừ",
    "moves.deleted": "xóa tên",
    "moves.resigned": "xin ra khỏi Đảng",
    "moves.annulled": "hủy quyết định kết nạp",
}
ROLL = {
    "members.official": "chính thức",
    "members.probationary": "dự bị",
    "members.female": "nữ",
    "members.minority": "dân tộc thiểu số",
    "members.exempt": "được miễn công tác và sinh hoạt đảng",
}
BELOW = {
    "org.grassroots": "tổ chức cơ sở đảng",
    "org.subcommittees": "đảng bộ bộ phận",
    "org.cells": "chi bộ",
}
UNITS = {
    "org.established": "thành lập",
    "org.dissolved": "giải thể",
    "org.merged": "sáp nhập",
    "org.split": "chia tách",
    "org.renamed": "đổi tên",
    "org.kind_changed": "chuyển loại hình",
    "org.received": "tiếp nhận từ nơi khác",
    "org.handed_over": "chuyển giao đi",
}
COURSES = {
    "training.awareness": "lớp nhận thức về Đảng",
    "training.new_member": "lớp đảng viên mới",
    "training.theory_elementary.sent": "sơ cấp lý luận chính trị",
    "training.theory_intermediate.sent": "trung cấp lý luận chính trị",
    "training.theory_advanced.sent": "cao cấp lý luận chính trị",
}
COMPLETED = {
    "training.theory_elementary.completed": "sơ cấp",
    "training.theory_intermediate.completed": "trung cấp",
    "training.theory_advanced.completed": "cao cấp",
}
BADGES = {f"awards.badges.{years}": f"huy hiệu {years} năm" for years in (30, 40, *range(45, 95, 5))}


def situation(facts: Facts) -> list[Sentence]:
    is_cell = not facts["org.direct"]  # which is not told of itself
    below = "" if is_cell else listed(facts, BELOW, last=True)
    roll = listed(facts, ROLL)
    made = [
        Sentence(
            "roll",
            f"Tính đến ngày {{@end}} có {below}{', ' if below else ''}{of('members.closing')} đảng viên"
            + (f": {roll}." if roll else "."),
        )
    ]
    if facts["members.share_of_staff"].denominator:
        share = share_of("members.closing", "org.staff", "người")
        made.append(Sentence("staff", f"Đảng viên trên tổng số {STAFF}: {share}."))
    if events := listed(facts, UNITS, noun="tổ chức đảng"):
        made.append(Sentence("units", f"Trong kỳ {events}."))
    return made


def organisation(facts: Facts) -> list[Sentence]:
    return [*_ledger(facts), *_admitted(facts), *_confirmed(facts), *_candidates(facts)]


def _ledger(facts: Facts) -> list[Sentence]:
    """How the roll of the start became that of the end: the only one that is always said."""
    moves = listed(facts, ARRIVALS | DEPARTURES, noun="đảng viên")
    text = (
        f"Đầu kỳ có {of('members.opening')} đảng viên; trong kỳ "
        f"{moves or 'không có biến động'}; cuối kỳ có {of('members.closing')} đảng viên."
    )
    return [Sentence("ledger", text)]


def _admitted(facts: Facts) -> list[Sentence]:
    """How many, and who they were: of that only what there is one of."""
    made = counted(facts, "admitted", "moves.admitted", "Kết nạp", "đảng viên")
    whom = {
        "moves.admitted.female": "nữ",
        "moves.admitted.minority": "dân tộc thiểu số",
        "moves.admitted.to_30": "đến 30 tuổi",
    }
    if facts["moves.admitted"] and (who := listed(facts, whom)):
        made.append(Sentence("admitted_who", f"Trong số đảng viên mới kết nạp: {who}."))
    return made


def _confirmed(facts: Facts) -> list[Sentence]:
    before = "Công nhận đảng viên chính thức"
    return counted(facts, "confirmed", "moves.confirmed", before, "đảng viên")


def _candidates(facts: Facts) -> list[Sentence]:
    """Who may be admitted next, and who was sent to learn."""
    made = []
    if facts["candidates.followed"]:
        filing = f", trong đó {of('candidates.filing')} người đang làm hồ sơ"
        text = f"Đang theo dõi, bồi dưỡng {of('candidates.followed')} quần chúng ưu tú"
        made.append(Sentence("candidates", f"{text}{filing if facts['candidates.filing'] else ''}."))
    if courses := listed(facts, COURSES):
        made.append(Sentence("courses", f"Cử đi học: {courses}."))
    if completed := listed(facts, COMPLETED):
        text = f"Hoàn thành chương trình lý luận chính trị: {completed}."
        made.append(Sentence("completed", text))
    return made


def badges(facts: Facts) -> list[Sentence]:
    if not facts["awards.badges"]:
        return []
    each = listed(facts, BADGES)
    late = facts["awards.badges.posthumous"]
    dead = f", trong đó truy tặng {of('awards.badges.posthumous')}" if late else ""
    versus = compared(facts, "awards.badges")
    text = f"Trao tặng {of('awards.badges')} huy hiệu Đảng ({each}){dead}{versus}."
    return [Sentence("badges", text)]
