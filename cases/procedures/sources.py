"""On which texts a procedure rests: each with the day from which it holds, so that a case of 2020 names
the texts of 2020. Which of them were read stands in docs/rules.md."""

import datetime

Texts = list[tuple[datetime.date, str]]

RULES: Texts = [
    (datetime.date(2016, 7, 25), "Quy định 29-QĐ/TW"),
    (datetime.date(2021, 7, 30), "Quy định 24-QĐ/TW"),
    (datetime.date(2025, 7, 1), "Quy định 294-QĐ/TW"),
    (datetime.date(2026, 7, 26), "Quy định 208-QĐ/TW"),
]
GUIDANCE: Texts = [
    (datetime.date(2016, 9, 20), "Hướng dẫn 01-HD/TW năm 2016"),
    (datetime.date(2021, 9, 28), "Hướng dẫn 01-HD/TW năm 2021"),
    (datetime.date(2025, 6, 9), "Hướng dẫn 06-HD/TW"),
    (datetime.date(2026, 5, 19), "Hướng dẫn 01-HD/TW năm 2026"),
]
# The forms KNĐ and the papers of transfers.
MEMBER_WORK: Texts = [
    (datetime.date(2017, 6, 5), "Hướng dẫn 09-HD/BTCTW"),
    (datetime.date(2022, 1, 18), "Hướng dẫn 12-HD/BTCTW"),
    (datetime.date(2025, 9, 29), "Hướng dẫn 38-HD/BTCTW"),
]
# Transfers by way of the National Public Service Portal; nothing before.
ONLINE: Texts = [(datetime.date.min, ""), (datetime.date(2025, 12, 12), "Quyết định 4192-QĐ/BTCTW")]


def in_force(texts: Texts, day: datetime.date) -> str:
    """The text of that day; the first one known also covers the time before it."""
    return next((text for since, text in reversed(texts) if since <= day), texts[0][1])
