"""How well the workbooks of a corpus are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from django.db import transaction

AS_GUESSED, BY_HAND, MOST_COLUMNS = 0.98, 0.99, 3


def measured(books: Iterable, receive: Callable, wrong: Callable) -> tuple[Counter, list, list, list]:
    """Rows by whether columns are chosen; wrong as guessed, wrong by hand, wrong in silence.

    `receive`: what is known of the book is put on record, and a batch made of it. `wrong`: the rows of
    a book and its batch that are not as they should be, and of them those that would be stored so.
    """
    rows, guessed, by_hand, silent = Counter(), [], [], []
    for book in books:
        assert len(book.by_hand) <= MOST_COLUMNS
        with transaction.atomic():
            batch = receive(book)
            bad, unsaid = wrong(book, batch)
            rows[bool(book.by_hand)] += len(book.rows)
            silent += unsaid
            if book.by_hand:
                batch.mapping |= book.by_hand
                bad, unsaid = wrong(book, batch)
                silent += unsaid
            (by_hand if book.by_hand else guessed).extend(bad)
            transaction.set_rollback(True)
    return rows, guessed, by_hand, silent


def is_read_well(rows: Counter, guessed: list, by_hand: list, silent: list) -> bool:
    """Those that can be guessed as guessed; the others after three columns were chosen."""
    assert silent == [], silent
    assert len(guessed) <= (1 - AS_GUESSED) * rows[False], guessed
    assert len(guessed + by_hand) <= (1 - BY_HAND) * rows.total(), by_hand
    return rows.total() > 0
