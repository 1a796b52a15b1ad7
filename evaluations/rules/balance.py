"""That nobody on the roll is missing: graded + not graded + graded later = roll."""

# What makes up the roll, by the names of the counts.
PARTS = {
    "graded": "đã xếp loại",
    "excluded": "không xếp loại",
    "late": "xếp loại sau",
    "waiting": "chờ kết quả của cấp trên",
    "left": "chưa xếp loại",
}
ALWAYS = {"graded", "excluded", "late"}


def balance_of(counts: dict[str, int]) -> str:
    """The sum in words; what still is to come only where there is something."""
    parts = [f"{name} {counts[key]}" for key, name in PARTS.items() if key in ALWAYS or counts[key]]
    said = f"{' + '.join(parts)} = danh sách {counts['roll']}"
    return said[0].upper() + said[1:]
