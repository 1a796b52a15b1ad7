"""What happened to a unit, in the order of its effect."""

from cells.models import Decision
from tests.conftest import START, day


def test_events_are_read_in_the_order_of_their_effect(cell):
    paper = Decision.objects.create(number="7-QĐ/ĐU", signed_on=day("2020-06-20"), issuer="Đảng ủy")
    cell.rename(name="Chi bộ A", on=day("2020-07-01"), decision=paper, by=None)
    assert [(event.effective_on, event.decision) for event in cell.events.all()] == [
        (START, None),
        (day("2020-07-01"), paper),
    ]
    assert str(cell.events.last()) == "đổi tên: Chi bộ A"
