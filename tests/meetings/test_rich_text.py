"""Texts of minutes: what people paste comes out readable, what attackers paste comes out harmless."""

import contextlib
import time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from meetings.forms.widgets import RichField
from meetings.models import Meeting
from meetings.rules import rich_text
from meetings.rules.rich_text import clean, lines_of, of_plain

HOSTILE = {
    "script": ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
    "script in capitals": ("<p>a</p><SCRIPT SRC=//x/y.js></SCRIPT>", "<p>a</p>"),
    "event": ("<p onclick=alert(1)>a</p>", "<p>a</p>"),
    "event on a cell": ("<table><tr><td onmouseover='alert(1)'>a</td></tr></table>", None),
    "image": ("<p>a<img src=http://x/y.png onerror=alert(1)></p>", "<p>a</p>"),
    "svg": ("<p>a</p><svg onload=alert(1)><style><img src=x></style></svg>", "<p>a</p>"),
    "math": ("<p>a</p><math><mi xlink:href='javascript:alert(1)'>b</mi></math>", "<p>a</p><p>b</p>"),
    "frame": ("<p>a</p><iframe src=javascript:alert(1)>b</iframe>", "<p>a</p>"),
    "link": ("<p><a href='javascript:alert(1)'>a</a></p>", "<p>a</p>"),
    "style": ("<p style='background:url(http://x)'>a</p><style>p{color:red}</style>", "<p>a</p>"),
    "base and meta": (
        "<base href=//x><meta http-equiv=refresh content='0;url=//x'><p>a</p>",
        "<p>a</p>",
    ),
    "form": ("<form action=//x><input name=q><button>go</button></form><p>a</p>", "<p>go</p><p>a</p>"),
    "object": ("<object data=x><embed src=y></object><p>a</p>", "<p>a</p>"),
    "comment": ("<p>a<!-- <img src=x onerror=alert(1)> --></p>", "<p>a</p>"),
    "unended comment": ("<p>a</p><!-- <img src=x", "<p>a</p>"),
    "mutation": ("<p>a</p><noscript><p title='</noscript><img src=x onerror=alert(1)>'>", None),
    "unended tag": ("<p>a</p><img src=x onerror=alert(1) ", "<p>a</p>"),
    "broken quotes": ('<p title=">"><img src=x onerror=alert(1)>">a</p>', None),
    "spans": (
        "<table><tr><td colspan=1000 rowspan=2 class=x id=y>a</td></tr></table>",
        '<table><tbody><tr><td rowspan="2">a</td></tr></tbody></table>',
    ),
    "template": ("<template><script>alert(1)</script></template><p>a</p>", "<p>a</p>"),
    "entities": ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", None),
    "control characters": ("<p>a\x00\x08\x1bb</p>", "<p>ab</p>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_comes_out_harmless(name):
    sent, expected = HOSTILE[name]
    made = clean(sent)
    if expected is not None:
        assert made == expected
    assert set(rich_text.TAG.findall(made)) <= {
        (closing, tag, spans)
        for closing in ("", "/")
        for tag in rich_text.TAGS
        for spans in ("", ' rowspan="2"')
    }
    assert clean(str(made)) == made


def test_what_minutes_need_stays():
    text = (
        "<h3>Đánh giá</h3><p>Đảng viên <strong>Nguyễn Thị Hậu</strong>, <em>dự bị</em> <u>vắng</u>.<br>"
        "Ký tên</p><ul><li>một</li><li>hai</li></ul><ol><li>ba</li></ol>"
        "<blockquote>lời Bác</blockquote><table><thead><tr><th>TT</th></tr></thead><tbody>"
        '<tr><td colspan="2" rowspan="12">a</td></tr></tbody></table>'
    )
    assert clean(text) == text


def test_vietnamese_in_two_codings_becomes_one():
    composed = "<p>Đảng ủy Trường Đại học Điều dưỡng: ưu, khuyết điểm ở những nơi ấy</p>"
    decomposed = (
        "<p>Đa\u0309ng u\u0309y Tru\u031bo\u031b\u0300ng Đa\u0323i ho\u0323c Đie\u0302\u0300u "
        "du\u031bo\u031b\u0303ng: u\u031bu, khuye\u0302\u0301t đie\u0302\u0309m o\u031b\u0309 "
        "như\u0303ng no\u031bi a\u0302\u0301y</p>"
    )
    assert clean(composed) == composed
    assert clean(decomposed) == composed


@pytest.mark.parametrize(
    "sent, expected",
    [
        ("<b>đậm</b> <i>nghiêng</i>", "<p><strong>đậm</strong> <em>nghiêng</em></p>"),
        ("<div>một</div><div>hai</div>", "<p>một</p><p>hai</p>"),
        ("<div><br></div><p>&nbsp;</p><p>a<br></p>", "<p>a</p>"),
        ("<p>a</p><br><p>b</p>", "<p>a</p><p>b</p>"),
        ("một<div>hai</div>ba", "<p>một</p><p>hai</p><p>ba</p>"),
        ("<h1>Lớn</h1><h6>Nhỏ</h6>", "<h3>Lớn</h3><h4>Nhỏ</h4>"),
        ("<b><div>a</div><div>b</div></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("<p>a&nbsp;&nbsp; b\r\n c</p>", "<p>a b c</p>"),
        ("<ul>\n<li> a </li>\n</ul>", "<ul><li>a </li></ul>"),
        ("<ul><p>a</p></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<li>a</li><li>b</li>", "<p>a</p><p>b</p>"),
        ("<p><span class=x lang=VI>chữ</span></p>", "<p>chữ</p>"),
        ("<p>a<b></b><strong></strong></p><p></p>", "<p>a</p>"),
        ("<b>a</b><b>b</b>", "<p><strong>ab</strong></p>"),
    ],
)
def test_what_browsers_write_becomes_one_form(sent, expected):
    assert clean(sent) == expected
    assert clean(expected) == expected


def test_all_that_google_docs_copies_is_not_bold():
    sent = '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><b>a</b> và b</p></b>'
    assert clean(sent) == "<p><strong>a</strong> và b</p>"


WORD = (Path(__file__).parent / "word_table.html").read_text()


def test_a_table_pasted_from_word_survives_and_words_junk_does_not():
    assert clean(WORD) == (
        "<p><strong>Kết quả <em>tháng 5</em></strong></p><p>- Tiêm chủng</p>"
        '<table><thead><tr><td rowspan="2"><p><strong>TT</strong></p></td>'
        '<td colspan="2"><p><strong>Nhiệm vụ</strong></p></td></tr>'
        "<tr><td><p>Việc</p></td><td><p>Kết quả</p></td></tr></thead>"
        "<tbody><tr><td><p>1</p></td><td><p>Phun khử khuẩn</p></td><td><p>&gt; 95%, đạt </p></td></tr>"
        "</tbody></table>"
    )


@pytest.mark.parametrize("span, kept", [(0, ""), (1, ""), (2, "2"), (12, "12"), (13, ""), (120, "")])
def test_spans_from_2_to_12_are_kept(span, kept):
    made = clean(f"<table><tr><td colspan={span}>a</td></tr></table>")
    attribute = f' colspan="{kept}"' if kept else ""
    assert made == f"<table><tbody><tr><td{attribute}>a</td></tr></tbody></table>"


def test_a_text_of_64_kb_is_kept_and_one_byte_more_is_refused():
    longest = (
        "<p>" + "a" * ((rich_text.MAX_BYTES - 7) % 4) + "ậ " * ((rich_text.MAX_BYTES - 7) // 4) + "</p>"
    )
    assert clean(longest) == longest
    with pytest.raises(ValidationError, match="64 KB"):
        clean(longest + " ")


def test_a_text_that_grows_past_64_kb_when_written_is_refused_once_and_for_all():
    with pytest.raises(ValidationError, match="64 KB"):
        clean("&" * 20_000)


@pytest.mark.parametrize("tag", ["blockquote", "ul><li"])
def test_depth_of_20_is_kept_and_more_is_refused(tag):
    levels = rich_text.MAX_DEPTH // (tag.count("<") + 1)
    kept = f"<{tag}>" * levels + "a"
    assert clean(clean(kept)).startswith(f"<{tag}>")
    with pytest.raises(ValidationError, match="quá nhiều tầng"):
        clean(f"<{tag}>" * (levels + 1) + "a")


def test_table_in_a_table_is_refused():
    with pytest.raises(ValidationError, match="bảng nằm trong bảng"):
        clean("<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>")
    two = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    assert clean(two + two) == two + two


@pytest.mark.parametrize(
    "unit",
    [
        *("<div>", "<b>", "<b a={}>", "<ul>", "<ul><li>", "<blockquote>", "<p>", "<p><br>", "<li>"),
        *("<table>", "<table><tr><td>", "<td>", "<a", "<", "&", "<!--", "<!", "<b", "<svg>", "<xml>"),
        *("<font a={}>", "<i><b><u><p>", "<strong><blockquote></strong>", "<ul></ol>", "<td colspan "),
        *("<style>", "<p title='<b a={}>'>", "&nbsp;", "a\n", "<b style='font-weight: ", "<em><p>x"),
    ],
)
def test_64_kb_of_one_thing_is_cleaned_or_refused_at_once(unit):
    sent = "".join(unit.format(number) for number in range(60_000 // len(unit)))
    begin = time.process_time()
    with contextlib.suppress(ValidationError):
        clean(f"<p>{sent}"[: rich_text.MAX_BYTES - 100])
    assert time.process_time() - begin < 1  # linear: a tenth of it on a quiet machine


PIECES = [
    *("<p>", "</p>", "<b>", "</b>", "<i>", "<ul>", "</ul>", "<li>", "<table>", "</table>", "<tr>"),
    *("<td>", "</td>", "<th colspan=2>", "<blockquote>", "</blockquote>", "<br>", "<h3>", "<div>"),
    *("</div>", "<script>", "</script>", "<!--", "-->", "<svg>", "<xml>", "</xml>", "<a b='", "'>"),
    *(" ", "\n", "&nbsp;", "&lt;", "chữ", "Đảng viên", "\u0301", "<", ">", "<![if x]>", "<o:p>"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_cleaning_twice_is_cleaning_once(text):
    try:
        once = clean(text)
    except ValidationError:
        return
    assert clean(str(once)) == once


@given(st.text(max_size=200))
def test_lines_typed_without_markup_are_shown_as_typed(text):
    made = clean(text)
    assert clean(str(made)) == made
    if not rich_text.is_markup(text):
        assert rich_text.is_markup(made) or made == ""


def test_plain_lines_become_paragraphs_and_typed_markup_stays_text():
    assert of_plain("Một  hai\r\n\r\n  5 < 6 & 7 ") == "<p>Một hai</p><p>5 &lt; 6 &amp; 7</p>"
    assert clean("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_the_lines_of_a_text_are_its_paragraphs_items_and_cells():
    text = "<p>a<br>b</p><ul><li>c<ul><li>d</li></ul></li></ul><table><tr><td>&lt;e</td><td>f</td></tr>"
    assert lines_of(clean(text)).split() == ["a", "b", "c", "d", "<e", "f"]


def test_what_the_browser_wrote_and_what_was_saved_compare_as_equal():
    field = RichField(required=False)
    assert field.clean("<div>a</div>") == "<p>a</p>"
    assert not field.has_changed("<p>a</p>", "<div>a</div>\r\n")
    assert not field.has_changed("", "<p><br></p>")
    assert field.has_changed("<p>a</p>", "<div>b</div>")


def test_the_field_says_what_is_wrong_in_its_own_place():
    meeting = Meeting(conclusion="<blockquote>" * 30, content="<p>a</p><p>TỐI MẬT</p>")
    with pytest.raises(ValidationError) as caught:
        meeting.clean_fields(exclude={"unit", "kind", "held_on"})
    assert caught.value.message_dict == {
        "conclusion": [rich_text.TOO_DEEP],
        "content": [
            "Có dòng chỉ gồm dấu “TỐI MẬT”. Tài liệu bí mật nhà nước không được soạn, không được tải "
            "lên máy nối mạng. Nếu đây không phải tài liệu mật thì viết thành câu."
        ],
    }


def rendered(value) -> str:
    template = Template("{% load meetings_text %}{{ text|rich }}")
    return template.render(Context({"text": value}))


def test_the_filter_shows_cleaned_markup_as_markup():
    assert rendered("<p>a <strong>b</strong></p>") == "<p>a <strong>b</strong></p>"
    assert rendered("") == rendered(None) == ""


def test_the_filter_makes_paragraphs_of_lines_without_markup():
    assert rendered("một\n\nhai &amp; ba") == "<p>một</p><p>hai &amp; ba</p>"


@pytest.mark.parametrize("around", ["<p>{}</p>", "{}", "<p>a<strong>{}</strong></p>"])
def test_a_word_without_end_is_named_as_such(around):
    clean(around.format("b" * 999))
    with pytest.raises(ValidationError, match="viết liền không dấu cách"):
        clean(around.format("b" * 1001))


MOST = {
    "paragraphs": ("{}", "<p>a</p>", 600),
    "items": ("<ul>{}</ul>", "<li>a</li>", 199),
    "new lines": ("<p>{}</p>", "a<br>", 600),
    "cells": ("<table><tbody>{}</tbody></table>", "<tr><td>a</td><td>b</td><td>c</td></tr>", 149),
    "marks": ("<p>{}</p>", "<strong>a</strong> ", 580),
}


@pytest.mark.parametrize("around, unit, most", MOST.values(), ids=MOST)
def test_as_much_is_kept_as_is_laid_out_in_two_seconds(around, unit, most):
    assert rich_text.layout_of(clean(around.format(unit * most))) <= rich_text.MAX_LAYOUT
    with pytest.raises(ValidationError, match="quá nhiều dòng, gạch đầu dòng hoặc ô bảng"):
        clean(around.format(unit * (most + 1)))


def row(count: int, text: str = "a") -> str:
    return f"<table><tbody><tr>{f'<td>{text}</td>' * count}</tr></tbody></table>"


def test_20_columns_are_kept_and_21_are_refused():
    assert clean(row(20)) == row(20)
    across = row(7).replace("<td>", '<td colspan="3">')
    for wide in (row(21), across):
        with pytest.raises(ValidationError, match="Bảng rộng hơn 20 cột"):
            clean(wide)


def test_long_cells_count_by_the_lines_that_they_take_in_their_column():
    words = ("nghị quyết " * 200).strip()
    assert clean(row(4, words)) == row(4, words)
    with pytest.raises(ValidationError, match="quá nhiều dòng"):
        clean(row(12, words))


def test_a_row_of_signs_where_no_line_may_end_is_one_word():
    clean("<p>" + "a - " * 600 + "</p>")
    with pytest.raises(ValidationError, match="viết liền không dấu cách"):
        clean("<p>" + ". " * 600 + "</p>")
