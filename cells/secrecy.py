"""Documents under State secrecy stay on paper: what carries their stamp is stopped where it comes in.

A seat belt, not a guarantee: it knows the stamp as a line of its own, and no scan is read.
"""

from __future__ import annotations

import itertools
import unicodedata

from django.core.exceptions import ValidationError

MESSAGE = (
    "Có dòng chỉ gồm dấu “{stamp}”. Tài liệu bí mật nhà nước không được soạn, không được đưa lên máy "
    "nối mạng. Nếu đây không phải tài liệu mật, mời viết thành câu."
)
# As people type them: with all marks, with some, with none.
WORDS = {
    "MẬT": ["MẬT", "MÂT", "MẠT", "MAT"],
    "TỐI": ["TỐI", "TÔI", "TÓI", "TOI"],
    "TUYỆT": ["TUYỆT", "TUYÊT", "TUYẸT", "TUYET"],
}
STAMPS = {
    "".join(spelling): stamp
    for stamp in ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
    for spelling in itertools.product(*(WORDS[word] for word in stamp.split()))
}


def stamp_in(text: str) -> str:
    """The first stamp of secrecy that stands alone on a line, whatever frames it; else ""."""
    found = (STAMPS.get(_letters(line)) for line in text.splitlines())
    return next(filter(None, found), "")


def _letters(line: str) -> str:
    composed = unicodedata.normalize("NFC", line)
    return "".join(char for char in composed if char.isalnum())


def refuse_stamp(text: str) -> None:
    """A validator of texts with lines."""
    if stamp := stamp_in(text):
        raise ValidationError(MESSAGE.format(stamp=stamp), code="stamp")
