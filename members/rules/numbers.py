"""One form of each number that identifies a person, however it was typed or a workbook spoiled it."""

import re
from collections.abc import Callable

SIGNS = re.compile(r"[\s.()\u2010-\u2015\-]")
COUNTRY = re.compile(r"^(?:(?:\+|00)840?|840?(?=[0-9]{9,10}$))")
CARD_DIGITS, CITIZEN_DIGITS = 8, 12


def tight(text: str) -> str:
    """Without blanks, dots, dashes and brackets, in capitals."""
    return SIGNS.sub("", text).upper().replace("\u00d0", "Đ")


def card(text: str) -> str:
    """Of eight digits, the first of which is lost where it was a zero in a column of numbers."""
    number = tight(text)
    return f"0{number}" if re.fullmatch(rf"[1-9][0-9]{{{CARD_DIGITS - 2}}}", number) else number


def citizen(text: str) -> str:
    """Twelve digits; each begins with a zero, those of the first provinces with two."""
    number = tight(text)
    return number.zfill(CITIZEN_DIGITS) if re.fullmatch(r"[1-9][0-9]{9,10}", number) else number


def phone(text: str) -> str:
    """As dialled within the country: 0 for +84; of nine or ten digits without it, the zero was lost."""
    number = COUNTRY.sub("0", tight(text))
    return f"0{number}" if re.fullmatch(r"[35789][0-9]{8}|2[0-9]{9}", number) else number


NORMAL: dict[str, Callable[[str], str]] = {
    "card_number": card,
    "record_number": tight,
    "citizen_id": citizen,
    "phone": phone,
}
