"""The sizes of many rolls, counted in one query."""

from cells.models import Unit
from members.models import Membership
from tests.conftest import day, make_member


def counted(roll, on):
    return roll.count(), roll.official(on).count()


def test_a_roll_size_is_the_length_of_the_roll(committee, cell, second_cell, foreign_cell):
    an = make_member("Nguyễn Văn An", unit=cell)
    make_member("Trần Thị Bình", unit=cell, on=day("2020-05-01"))
    make_member("Lê Văn Cường", unit=second_cell, official_on=day("2020-06-30"))
    make_member("Phạm Văn Dũng", unit=foreign_cell)
    an.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    for text in ("2018-12-31", "2019-01-01", "2020-04-30", "2020-05-01", "2020-06-30", "2020-07-01"):
        on = day(text)
        units = list(Unit.objects.all())
        rolls = {unit.pk: counted(Membership.objects.on_roll(unit, on), on) for unit in units}
        assert Membership.objects.roll_sizes([unit.pk for unit in units], on) == rolls


def test_a_roll_size_counts_no_guests(cell, second_cell):
    guest = make_member(unit=second_cell)
    guest.join(cell, on=day("2020-03-01"), by=None, came_by="transfer", kind="temporary")
    on = day("2020-03-01")
    assert Membership.objects.roll_sizes([cell.pk, second_cell.pk], on) == {
        cell.pk: (0, 0),
        second_cell.pk: (1, 1),
    }
