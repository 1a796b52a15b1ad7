"""Tables of rich texts on paper: which cell stands where, and how wide each column is.

A browser would measure every cell of every row for it; on paper that takes longer than all the rest.
"""

import html
import re
from collections.abc import Iterable

WIDTH = 165  # millimetres between the margins
SIGNS = 84  # that stand in a line so wide, of the size that cells have
# A longer word may be broken, and of a longer text more than this changes nothing.
LONGEST_WORD, LONGEST_TEXT = 20, 100
BROAD = "mw@%"
PADDING = 1.5  # in signs
TALL = 600  # signs in a cell; to keep its row on one page could only be tried in vain
MANY, SMALL = 8, 12 / 9  # more columns are set in a smaller size

# Markup as RichTextField cleaned it: no table stands in a table.
TABLE = re.compile("<table>.*?</table>")
ROW = re.compile("<tr>.*?</tr>")
CELL = re.compile("<t([hd])([^>]*)>(.*?)</t[hd]>")
CELL_BEGINS = re.compile("<(t[hd])(?: [^>]*)?>")
SPAN = re.compile('(colspan|rowspan)="([0-9]+)"')
TAG = re.compile("<[^>]*>")
# A line may end after a blank, unless a sign follows that must not begin one.
WORD_BEGINS = r"(?=[\w\U0001f000-\U0001faff])"
# The one paragraph of a cell: laid out, it would be a second box in the first.
ONLY_PARAGRAPH = re.compile("(<t[hd][^>]*>)<p>((?:(?!</?p>).)*)</p>(?=</t[hd]>)")

Rows = list[list[tuple[dict, object]]]  # of each cell its spans, and what is in it


def with_columns(text: str) -> str:
    """A cleaned text whose tables tell the width of each column."""
    return TABLE.sub(_with_columns, text)


def more_lines(table: str) -> int:
    """How many lines its cells take beyond the first of each."""
    placed, columns = grid(rows_of(table))
    texts = texts_in(placed)
    across_page = SIGNS * SMALL if columns > MANY else SIGNS
    signs = [across_page * width / WIDTH - PADDING for width in widths(texts, columns)]
    return sum(
        int(breadth(text) / max(1, sum(signs[left : left + across]))) for left, across, text in texts
    )


def count(table: str) -> int:
    return grid(rows_of(table))[1]


def rows_of(table: str) -> Rows:
    return [
        [(dict(SPAN.findall(spans)), cell) for _, spans, cell in CELL.findall(row)]
        for row in ROW.findall(table)
    ]


def grid(rows: Rows) -> tuple[dict[tuple[int, int], tuple], int]:
    """(row, column) → rows down, columns across, and the cell, where spans of the cells before leave
    room; and how many columns."""
    taken, placed, columns = set(), {}, 0
    for top, row in enumerate(rows):
        left = 0
        for spans, cell in row:
            while (top, left) in taken:
                left += 1
            down = min(int(spans.get("rowspan") or 1), len(rows) - top)
            across = int(spans.get("colspan") or 1)
            spots = {(top + y, left + x) for y in range(down) for x in range(across)}
            if spots & taken:
                down, across, spots = 1, 1, {(top, left)}
            taken |= spots
            placed[top, left] = (down, across, cell)
            left += across
            columns = max(columns, left)
    return placed, columns


def texts_in(placed: dict[tuple[int, int], tuple]) -> list[tuple[int, int, str]]:
    """Column, columns across and text of each cell of a grid."""
    return [(left, across, plain(cell)) for (_, left), (_, across, cell) in placed.items()]


def widths(texts: Iterable[tuple[int, int, str]], columns: int) -> list[float]:
    """Millimetres of each column: its longest word finds room, and what is left goes to long texts.

    `texts`: as `texts_in` tells them.
    """
    least, most = [PADDING * 2] * columns, [PADDING * 2] * columns
    for left, across, text in texts:
        word = min(max(map(breadth, text.split()), default=0), LONGEST_WORD) + PADDING
        whole = max(word, min(breadth(text), LONGEST_TEXT) + PADDING)
        for column in range(left, left + across):
            least[column] = max(least[column], word / across)
            most[column] = max(most[column], whole / across)
    spare = max(0, SIGNS - sum(least)) / (sum(most) - sum(least) or 1)
    shares = [low + spare * (high - low) for low, high in zip(least, most, strict=True)]
    return [WIDTH * share / sum(shares) for share in shares]


def breadth(text: str) -> float:
    """In signs of the usual breadth. Some are broader; a long word is broken, which takes its time."""
    broad = sum(sign.isupper() or sign in BROAD or sign > "ỹ" for sign in text) / 2
    return len(text) + broad + 2 * sum(len(word) for word in text.split() if len(word) > LONGEST_WORD)


def plain(cell: str) -> str:
    return html.unescape(TAG.sub(" ", cell))


def _with_columns(table: re.Match) -> str:
    """With the spans of the grid: cells that claim one place would drive others off the page."""
    placed, columns = grid(rows_of(table[0]))
    texts = texts_in(placed)
    shares = [100 * width / WIDTH for width in widths(texts, columns)]
    made = "".join(f'<col style="width: {share:.1f}%">' for share in shares)
    body = ONLY_PARAGRAPH.sub(r"\1\2", table[0].removeprefix("<table>"))
    spans = iter(placed.values())
    body = CELL_BEGINS.sub(lambda tag: f"<{tag[1]}{_spans(*next(spans))}>", body)
    size = "wide" if columns > MANY else "usual"
    height = "tall" if any(len(text) > TALL for *_, text in texts) else "low"
    return f'<table class="{size} {height}"><colgroup>{made}</colgroup>{body}'


def _spans(down: int, across: int, cell) -> str:
    return f' colspan="{across}" rowspan="{down}"' if down > 1 or across > 1 else ""
