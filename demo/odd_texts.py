"""Odd texts, as people paste and attackers send them: the same one for the same seed. `bin/bench` lays
them out and tells how long the longest takes; tests store them everywhere.
"""

import random

WORDS = ["sinh", "hoạt", "chi", "bộ", "đảng viên", "nghị quyết", "Đảng ủy", "Trường", "ưu", "khuyết"]
WORDS += ["95%", "15/06/2020", "Kiểm soát bệnh tật"]
# Blanks, marks and letters that nobody types and many paste.
SIGNS = [
    *("\x00", "\x02", "\x0b", "\x1b", "\x7f", "\x85", "\xad", "\u200b", "\u200d", "\u200f", "\u2028"),
    *("\u202e", "\u2060", "\ufeff", "\ufffe", "\uffff", "\u0301", "\u0323\u0302", "\u3000", "\u2009"),
    *(
        "'",
        ".",
        "…",
        "|",
        "W",
        "m",
        "Ƣ",
        "漢",
        "ب",
        "עב",
        "ﬁ",
        "\U0001d400",
        "👍🏽",
        "👨\u200d👩\u200d👧",
        "🇻🇳",
    ),
    *("&", "&amp;", "<", ">", "]]>", "{{ x }}", "{% x %}", "=1+1", "@x", "https://vi.du/" + "a/" * 400),
]


MIXED = 0.2  # of them have a second shape


def odd_text(seed: int) -> str:
    """Markup as a browser would send it; about two of three may be stored."""
    rnd = random.Random(seed)
    text = SHAPES[seed % len(SHAPES)](rnd)
    return text + (rnd.choice(SHAPES)(rnd) if rnd.random() < MIXED else "")


def _words(rnd, most: int) -> str:
    return " ".join(rnd.choice(WORDS) for _ in range(rnd.randint(1, most)))


def _paragraphs(rnd) -> str:
    length, count = rnd.choice([(1, 590), (9, 500), (30, 140), (300, 24), (9000, 1), (4, 3)])
    return "".join(f"<p>{_words(rnd, length)}</p>" for _ in range(count))


def _signs(rnd) -> str:
    between = rnd.choice(["", " ", " ", "a ", "<br>"])
    signs = rnd.choices(SIGNS, k=rnd.randint(1, 12))
    runs = [between.join([sign] * rnd.choice([3, 30, 90])) for sign in signs]
    return f"<p>{between.join(runs)}</p>"


def _breaks(rnd) -> str:
    return "<p>" + "".join(f"{_words(rnd, 9)}<br>" for _ in range(rnd.choice([5, 290, 590]))) + "</p>"


def _list(rnd) -> str:
    kind, count = rnd.choice(["ul", "ol"]), rnd.choice([5, 110, 199])
    items = "".join(f"<li>{_words(rnd, rnd.choice([1, 10]))}</li>" for _ in range(count))
    return f"<{kind}>{items}</{kind}>"


def _table(rnd) -> str:
    inside = rnd.choice(["{}", "<p>{}</p>", "<p>{}</p><p>x</p>", "<ul><li>{}</li></ul>", "<b>{}</b>"])
    rows, columns = rnd.choice(
        [(5, 3), (40, 6), (70, 6), (130, 3), (145, 3), (119, 4), (30, 12), (290, 1)]
    )
    return _cells(rnd, rows, columns, rnd.choice([1, 3, 9]), inside)


def _long_cells(rnd) -> str:
    columns, words = rnd.choice(
        [(1, 1100), (2, 1100), (3, 450), (6, 220), (12, 72), (20, 23), (20, 400)]
    )
    return _cells(rnd, 1, columns, words)


def _wide(rnd) -> str:
    return _cells(rnd, rnd.choice([1, 3, 40]), rnd.choice([12, 20, 20, 200]), 2)


def _rows(rnd) -> str:
    return _cells(rnd, rnd.choice([250, 290, 1000]), 1, 2) + "<table></table><table><tr></tr></table>"


def _spans(rnd) -> str:
    spans = [2, 3, 12, 13, 999, 65535, -1, 0]
    rows, columns = rnd.choice([(3, 1), (3, 4), (100, 1), (200, 1), (300, 1), (60, 4)])
    made = ""
    for _ in range(rows):
        cells = (
            f'<td colspan="{rnd.choice(spans)}" rowspan={rnd.choice(spans)}>' for _ in range(columns)
        )
        made += "<tr>" + "".join(cell + _words(rnd, 4) + "</td>" for cell in cells) + "</tr>"
    return f"<table>{made}</table>"


def _nested(rnd) -> str:
    tag, most = rnd.choice(
        [("blockquote", 20), ("ul><li", 10), ("ol><li", 10), ("b", 20), ("table><tr><td", 1)]
    )
    depth, count = rnd.choice([3, most, most, most + 1]), rnd.choice([1, 40])
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><"))) * depth
    return (f"<{tag}>" * depth + _words(rnd, rnd.choice([3, 90])) + closing) * count


def _marks(rnd) -> str:
    marks = rnd.choices("biu", k=rnd.choice([9, 290, 590]))
    return "<p>" + "".join(f"<{mark}>{_words(rnd, 3)}</{mark}> " for mark in marks) + "</p>"


def _long_words(rnd) -> str:
    letter, length = rnd.choice(["m", "n", "i", "W", "ậ", "漢", "-", ". "]), rnd.choice([40, 400, 900])
    words = f"{letter * length} " * rnd.choice([1, 5, 16, 34])
    return rnd.choice([f"<p>{words}</p>", f"<table><tr><td>x</td><td>{words}</td></tr></table>"])


def _plain(rnd) -> str:
    return "\n".join(_words(rnd, 30) + rnd.choice(SIGNS) for _ in range(rnd.choice([3, 60, 170])))


def _cells(rnd, rows: int, columns: int, words: int, inside: str = "{}") -> str:
    """A table; `inside` is how a cell holds its text."""
    made = ""
    for _ in range(rows):
        cells = (inside.format(_words(rnd, words)) for _ in range(columns))
        made += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    return f"<table>{made}</table>"


SHAPES = [_paragraphs, _signs, _breaks, _list, _table, _long_cells, _wide, _rows, _spans, _nested]
SHAPES += [_marks, _long_words, _plain]
