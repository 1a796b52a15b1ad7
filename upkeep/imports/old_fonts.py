"""Text typed for the fonts of before Unicode: TCVN3 (.VnTime, "ABC") and VNI.

Both use the letters of Western Europe: Lª is Lê in TCVN3, Leâ in VNI. A text is sure when as it stands
it is no Vietnamese and in one of them it is; what may be either goes by its column, then its sheet.
"""

import functools
import re
import unicodedata
from collections import Counter, defaultdict

from common.vietnamese import TONES

TCVN3, VNI, UNICODE = "TCVN3 (ABC)", "VNI", "Unicode"
FEWEST, SHARE = 3, 5  # sure texts that make it no accident; how many times those that say otherwise
LATIN = "\xff"  # the last letter that the old fonts use
_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
# In VNI a vowel and the letter that stands for its marks, by kinds of marks.
_VNI = re.compile("([aeouyôö])([øûõùïâàåãáäêèúüéë])|[ôöæóòîñ]", re.IGNORECASE)
_MARKS = {
    letter: hat + tone
    for letters, hat, tones in (
        ("øûõùï", "", TONES),
        ("âàåãáä", "\u0302", ["", *TONES]),
        ("êèúüéë", "\u0306", ["", *TONES]),
    )
    for letter, tone in zip(letters, tones, strict=True)
}
_SINGLE = str.maketrans("ôöæóòîñÔÖÆÓÒÎÑ", "ơưỉĩịỵđƠƯỈĨỊỴĐ")
_WORD = re.compile(
    r"[^\s\d!-/:-@\[-`{-~]*[^\x00-\x7f][^\s\d!-/:-@\[-`{-~]*"
)  # with letters beyond ASCII
_VOWELS = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi ôi ơi "
    "ua uâ uây uê ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu"
)
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    f"(?:{'|'.join(sorted(_VOWELS.split(), key=len, reverse=True))})(?:ch|ng|nh|[cmnpt])?"
)


def from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    return _VNI.sub(_of_vni, text)


def _of_vni(found: re.Match) -> str:
    vowel, mark = found.groups()
    if vowel is None:
        return found[0].translate(_SINGLE)
    return unicodedata.normalize("NFC", vowel.translate(_SINGLE) + _MARKS[mark.lower()])


READ = {TCVN3: from_tcvn3, VNI: from_vni}


@functools.cache
def _is_vietnamese(word: str) -> bool:
    """One syllable with one tone at most."""
    parts = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(char for char in parts if char not in TONES))
    return sum(char in TONES for char in parts) <= 1 and bool(_SYLLABLE.fullmatch(bare))


@functools.lru_cache(maxsize=10_000)
def kind_of(text: str) -> str | None:
    """What the text is surely written in; None where it may be either."""
    if any(char > LATIN and (char.isalpha() or char in TONES) for char in text):
        return UNICODE
    words = _WORD.findall(text)
    if all(map(_is_vietnamese, words)):
        return None
    fits = [kind for kind, read in READ.items() if all(map(_is_vietnamese, _WORD.findall(read(text))))]
    return fits[0] if len(fits) == 1 else None


def convert(rows: list[list]) -> dict[str, int]:
    """Rewrite the texts of a sheet in their place; how many of each old font. What stays in doubt
    becomes ["font", text]."""
    columns: dict[int, Counter] = defaultdict(Counter)
    found = [
        (row, place, kind_of(value))
        for row in rows
        for place, value in enumerate(row)
        if isinstance(value, str) and not value.isascii()
    ]
    for _, place, kind in found:
        columns[place][kind] += kind is not None
    sheet = sum(columns.values(), Counter())
    old = {kind for kind in READ if sheet[kind] >= FEWEST}
    done: Counter = Counter()
    for row, place, kind in found if old else []:
        likely = kind or _usual(columns[place]) or _usual(sheet)
        if likely in old:
            row[place] = READ[likely](row[place])
            done[likely] += 1
        elif likely is None:
            row[place] = ["font", row[place]]
    return dict(done)


def _usual(counts: Counter) -> str | None:
    """What nearly all the sure ones are."""
    for kind, count in counts.most_common(1):
        return kind if count > SHARE * (counts.total() - count) else None
    return None
