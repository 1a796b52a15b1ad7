"""Persons and collectives outside the list of a committee to whom awards were given."""

from operator import attrgetter

from accounts.models import User
from cells.models import Unit
from evaluations.models import Award, Commendation, Proposal


def outsiders_of(user: User, unit: Unit) -> list[Award]:
    """The newest entry of each of them in a committee, as far as the user sees, by name."""
    entries = [
        award
        for model in (Commendation, Proposal)
        for award in model.objects.valid().visible_to(user).under(unit).outside()
    ]
    newest = {award.outsider_key: award for award in sorted(entries, key=attrgetter("recorded_at"))}
    return [newest[key] for key in sorted(newest)]


def namesakes_of(award: Award, known: list[Award]) -> list[Award]:
    """Those of the same name at another place."""
    name, place = award.outsider_key
    others = [(one, *one.outsider_key) for one in known]
    return [one for one, its_name, its_place in others if its_name == name and its_place != place]
