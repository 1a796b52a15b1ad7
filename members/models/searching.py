"""Finding a member by what people type: words of the name in any order, or a number of his."""

import re

from common.vietnamese import search_key
from members.rules.numbers import tight

# Pages show the last signs of a card number or a telephone; a search finds these or the whole, and
# nothing between: else somebody could learn a number sign by sign.
SHOWN = 3
MOST_WORDS = 10
FRONT = re.compile(r"^\+?0*(?:840*(?=[1-9][0-9]{8,9}$))?(?=.)")
INSIDE_NUMBERS = re.compile(r"(?<=\d)[\s.()\-]+(?=\d)")


def stored_key(name: str, *numbers: str) -> str:
    """' nguyen van an 12345678 678 ': a blank before and after every word that can be found."""
    words = [search_key(name)]
    for number in filter(None, numbers):
        words += [_number(number), search_key(number)[-SHOWN:]]
    return f" {' '.join(words)} "


def typed_keys(text: str) -> list[str]:
    """What the stored key must contain, each: the beginning of a word, or a number from end to end."""
    words = INSIDE_NUMBERS.sub("", search_key(text)).split()[:MOST_WORDS]
    return [f" {_number(word)} " if _has_digit(word) else f" {word}" for word in words]


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _number(text: str) -> str:
    """The same for a number however it is set: without zeros in front, which get lost, and without
    84; the last signs alone are what they are."""
    number = search_key(tight(text))
    return FRONT.sub("", number) if len(number) > SHOWN else number
