"""Vietnamese names and numbers: sort keys, search keys, one form of Unicode, decimals with a comma.

Code-point order puts Á, Â and Đ after Z, and SQLite has no Vietnamese collation, so the order of
names is a stored key, the same on both databases.
"""

import functools
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Control characters; soft hyphen; of zero width; those that turn the direction of writing; no signs.
UNSEEN = re.compile(
    r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
BREAKS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
SORTED = f"{ALPHABET}0123456789"
# Letters of other alphabets that look like ours (Icelandic and African đ, Turkish i, Cyrillic, Greek;
# the caron for the breve), as lower case has them; apostrophes stand as blanks do.
LOOK_ALIKES = str.maketrans(
    "\u00f0\u0256\u0131"
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456"
    "\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u030c",
    "đđiabekmhopctyxiabehikmnoptyx\u0306",
) | dict.fromkeys(map(ord, "'\u2018\u2019\u201b\u02bc\u02bb\u02b9\u0060\u00b4\u2032"), " ")
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order
# Each letter with each tone; the letters of Ê-đê and their like are names here too.
TONED = "".join(unicodedata.normalize("NFC", a + tone) for a in "aăâeêioôơuưy" for tone in TONES)
LETTERS = ALPHABET + TONED
FOREIGN = re.compile(f"[^{LETTERS}{LETTERS.upper()}ĕĭŏŭčñĔĬŎŬČÑ .'\u2019-]")


def one_form(text: str) -> str:
    """One form of Unicode; without the signs that nobody sees and that are pasted along from PDF and
    web pages. Neither PostgreSQL (NUL) nor Word takes them all. Blanks and line ends stay; the breaks
    of Word's lines and of a PDF's pages become line ends.
    """
    return UNSEEN.sub("", BREAKS.sub("\n", unicodedata.normalize("NFC", text)))


def all_in_one_form(data):
    """The same for every text in plain data, as documents are made of."""
    if isinstance(data, dict):
        return {key: all_in_one_form(value) for key, value in data.items()}
    if isinstance(data, list):
        return [all_in_one_form(value) for value in data]
    return one_form(data) if isinstance(data, str) else data


def nfc(text: str) -> str:
    """One form of Unicode and single blanks: what people paste from Word or a Mac becomes equal."""
    return " ".join(one_form(text).split())


def folded(text: str) -> str:
    """What all keys are made of: lower case, look-alike letters as ours, blanks for apostrophes."""
    parts = unicodedata.normalize("NFD", one_form(text).lower()).translate(LOOK_ALIKES)
    return nfc(parts)


def search_key(text: str) -> str:
    """Without marks, đ as d: what people type when they search in a hurry."""
    plain = unicodedata.normalize("NFD", folded(text).replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


@functools.lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """For comparing words: a search key with nothing but letters and digits between single blanks."""
    return " ".join(re.findall(r"[a-z0-9]+", search_key(text)))


def foreign_letters(text: str) -> str:
    """The letters and signs that no Vietnamese name has, each once."""
    return "".join(dict.fromkeys(FOREIGN.findall(nfc(text))))


def sort_key(full_name: str) -> str:
    """Order of a person's name, and the key that tells whether two names are one: given name, then
    middle names, then family name.

    Within a word the letters decide first, the tone only between equal letters, wherever it was put:
    Hoà, Hòa. Digits only, two for a letter and one for a tone, because databases disagree on the
    order of everything else. A mark that belongs to no letter counts for nothing.
    """
    letters = (char for char in folded(full_name) if not unicodedata.combining(char))
    *before, given = "".join(letters).split(" ")
    return "".join(_word_key(word) for word in [given, *before[1:], *before[:1]])


@functools.lru_cache(maxsize=10_000)
def _word_key(word: str) -> str:
    letters = tones = ""
    for char in word:
        parts = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(m for m in parts if m not in TONES))
        letter = letter if letter in SORTED else parts[0]
        letters += f"{SORTED.index(letter) + 10}" if letter in SORTED else "99"
        tones += next((str(TONES.index(mark) + 1) for mark in parts if mark in TONES), "")
    return f"{letters}01{tones}00"


def in_sentence(text: str) -> str:
    """A title or a choice with a small first letter, as it reads in the middle of a sentence."""
    return text[:1].lower() + text[1:]


def percent(numerator: int, denominator: int, decimals: int = 2) -> str:
    """A share as it is printed: computed exactly, rounded half-up, with decimals only where they say
    something (66,67%; 12,5%; 100%); "—" when nothing is counted."""
    if not denominator:
        return "—"
    share = Decimal(100 * numerator) / Decimal(denominator)
    rounded = share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{as_written(rounded)}%"


def as_written(number: int | Decimal) -> str:
    """With a comma, and decimals only where they say something."""
    text = f"{number}"
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text
