"""People of one name in one list: told apart by the year of birth, or by the day."""

from collections import defaultdict
from collections.abc import Iterable


def called(people: Iterable) -> dict[int, str]:
    """Key of each → how this list calls him or her: namesakes with their birth, the others by name."""
    alike = defaultdict(dict)
    for person in people:
        alike[person.sort_key][person.pk] = person
    return {pk: _called(one, same.values()) for same in alike.values() for pk, one in same.items()}


def _called(person, same: Iterable) -> str:
    if len(same) == 1 or person.born_on is None:  # nothing is known of some candidates
        return person.full_name
    of_year = [one for one in same if one.born_on and one.born_on.year == person.born_on.year]
    return f"{person.full_name} ({person.born_on.year if len(of_year) == 1 else person.born})"
