"""Minutes and resolutions: what they say, printed and for Word."""

import datetime
import io

import pytest
from docx import Document
from pypdf import PdfReader

from cells.models import Term
from meetings.documents import minutes, of_adoption, resolution, resolution_body
from meetings.models import changes
from members.models import Exemption, Office
from papers import pdf as rendering
from papers import word
from papers.layout import html
from tests.conftest import day, make_member
from tests.meetings.conftest import HELD_ON, open_meeting, record, task, times

TABLE = (
    '<table><thead><tr><th colspan="2">Chỉ tiêu</th></tr></thead>'
    "<tbody><tr><td>Giám sát</td><td><strong>8/8</strong></td></tr></tbody></table>"
)


@pytest.fixture
def term(cell):
    return Term.objects.create(unit=cell, name="2020-2022", congress_on=day("2020-01-10"))


@pytest.fixture
def full(cell, people, term):
    """A meeting with one of everything."""
    make_member("Ngô Văn Em", unit=cell, official_on=None)
    exempt = make_member("Vũ Thị Dung", unit=cell)
    Exemption.objects.create(member=exempt, starts_on=HELD_ON)
    Office.objects.take_up(member=people[0], unit=cell, kind="secretary", on=day("2020-01-10"), by=None)
    meeting = open_meeting(cell, place="Phòng họp", **times("14:00", "15:45"))
    item = {"title": "Nhiệm vụ tháng 7", "subject": "direction", "speaker": people[0]}
    texts = {"notes": TABLE, "conclusion": "<p>Thống nhất.</p>"}
    meeting.record(
        [
            *changes("meeting", chair=people[0], secretary=people[1], invited="Đồng chí Khách"),
            *changes("meeting", conclusion="<p>Kết luận <em>chung</em>.</p>"),
            *changes("attendance", str(people[2].pk), status="excused", reason="Ốm"),
            *changes("item", **item, **texts),
            *changes("task", **task("Tổ chức <học> & tập", due_on=day("2020-07-05"))),
        ],
        by=None,
    )
    key = str(meeting.items.get().key)
    vote = {"question": "Thông qua nghị quyết", "in_favour": 2, "against": 0, "abstained": 0}
    meeting.record(
        [
            *changes("opinion", item=key, member=people[1], text="Nhất trí"),
            *changes("opinion", guest="Đồng chí Khách", text="Chúc mừng"),
            *changes("vote", item=key, **vote),
        ],
        by=None,
    )
    return meeting


def lines(document, title) -> list[str]:
    blocks = next(part["blocks"] for part in document["parts"] if part["title"] == title)
    return [
        " ".join(filter(None, (block.get("label"), block.get("text"), block.get("html"))))
        for block in blocks
    ]


def test_the_opening_has_every_counter(full):
    assert lines(minutes.of_meeting(full), "Thời gian, địa điểm, thành phần") == [
        "Thời gian: bắt đầu lúc 14 giờ 00 phút, ngày 15 tháng 6 năm 2020.",
        "Địa điểm: Phòng họp.",
        "Đảng viên trong danh sách: 5 đồng chí (chính thức 4, dự bị 1).",
        "Phải dự: 4 đồng chí.",
        "Có mặt: 3 đồng chí (chính thức 2, dự bị 1); đạt 3/4 = 75%.",
        "Vắng có lý do: 1 đồng chí: Đỗ Mai Chi (Ốm).",
        "Vắng không lý do: không có.",
        "Miễn sinh hoạt: 1 đồng chí: Vũ Thị Dung.",
        "Đại biểu, khách mời: Đồng chí Khách.",
        "Chủ trì: đồng chí Trần Thị An, Bí thư Chi bộ.",
        "Người ghi biên bản: đồng chí Lê Văn Bình.",
    ]


@pytest.mark.parametrize(
    ("facts", "body", "told"),
    [
        (times("14:00", "15:30"), "Hội nghị", "lúc 15 giờ 30 phút cùng ngày"),
        (times("20:00", "00:30"), "Hội nghị", "lúc 00 giờ 30 phút hôm sau, ngày 16 tháng 6 năm 2020"),
        (
            {"kind": "congress", "ends_on": day("2020-06-17"), **times("08:00", "11:00")},
            "Đại hội",
            "lúc 11 giờ 00 phút ngày 17 tháng 6 năm 2020",
        ),
    ],
)
def test_it_closes_with_the_day_and_the_time(full, facts, body, told):
    record(full, **facts)
    said = f"{body} kết thúc {told}. Biên bản đã được thông qua trước {body.lower()}."
    assert minutes.of_meeting(full)["closing"] == [said]


def test_an_item_has_who_spoke_the_vote_and_the_conclusion(full):
    assert lines(minutes.of_meeting(full), "Nội dung") == [
        "1. Nhiệm vụ tháng 7",
        "Đồng chí Trần Thị An trình bày.",
        full.items.get().notes,
        "Ý kiến phát biểu:",
        "Đồng chí Lê Văn Bình: Nhất trí",
        "Biểu quyết: Thông qua nghị quyết (giơ tay).",
        "2/3 đảng viên chính thức phải dự tán thành (66,67%), không tán thành 0, không có ý kiến 0.",
        "Kết luận:",
        "<p>Thống nhất.</p>",
        "Ý kiến phát biểu:",
        "Đồng chí Khách: Chúc mừng",
    ]


AGREED = "đảng viên chính thức phải dự tán thành"


@pytest.mark.parametrize(
    ("in_favour", "said"),
    [(1, f"1/3 {AGREED} (33,33%). Không được thông qua."), (2, f"2/3 {AGREED} (66,67%).")],
)
def test_two_thirds_on_both_sides(full, in_favour, said):
    record(full)
    made = changes("vote", question="Kết nạp", matter="admission", in_favour=in_favour)
    full.record(made, by=None)
    assert lines(minutes.of_meeting(full), "Biểu quyết")[1] == said


def test_parts_are_numbered_and_empty_ones_left_out(full):
    parts = minutes.of_meeting(full)["parts"]
    assert [(part["number"], part["title"]) for part in parts] == [
        ("I", "Thời gian, địa điểm, thành phần"),
        ("II", "Nội dung"),
        ("III", "Kết luận"),
        ("IV", "Phân công nhiệm vụ"),
    ]


def test_the_head_of_a_cell_and_of_a_committee(full, committee):
    assert minutes.of_meeting(full)["head"] == {
        "upper": "Đảng bộ Trung tâm",
        "issuer": "Chi bộ 1",
        "symbol": "BB/CB",
        "place": "",
    }
    of_committee = minutes.of_meeting(open_meeting(committee, kind="committee"))["head"]
    assert (of_committee["issuer"], of_committee["symbol"]) == ("Đảng ủy Trung tâm", "BB/ĐU")


def test_the_skeleton_of_a_resolution(full):
    before = open_meeting(full.unit, HELD_ON - datetime.timedelta(31))
    record(
        before, tasks=[task("Xong", done_on=day("2020-06-01")), task("Trễ", due_on=day("2020-06-14"))]
    )
    text = resolution_body.skeleton(full)
    heads = [line.split("</h3>")[0] for line in text.split("<h3>")[1:]]
    assert heads == [
        "I- ĐÁNH GIÁ TÌNH HÌNH THÁNG TRƯỚC",
        "II- PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG TỚI",
        "III- PHÂN CÔNG, TỔ CHỨC THỰC HIỆN",
    ]
    assert "<td>Xong</td><td>Hoàn thành</td><td>Xong ngày 01/06/2020</td>" in text
    assert "<td>Trễ</td><td>Quá hạn</td><td>Hạn 14/06/2020</td>" in text
    assert "<td>Tổ chức &lt;học&gt; &amp; tập</td><td></td><td>05/07/2020</td>" in text


def test_a_task_due_on_the_day_of_the_meeting_is_not_late(full):
    before = open_meeting(full.unit, HELD_ON - datetime.timedelta(31))
    record(before, tasks=[task("Đúng hạn", due_on=HELD_ON)])
    assert "<td>Đúng hạn</td><td>Đang thực hiện</td>" in resolution_body.skeleton(full)


def test_the_resolution_names_the_vote_and_who_signs(full):
    record(full, resolution="<p>Lãnh đạo tốt.</p>")
    made = resolution.of_meeting(full)
    assert made["closing"] == [
        "Nghị quyết này được sinh hoạt thường kỳ ngày 15 tháng 6 năm 2020 thông qua, "
        "tỷ lệ tán thành 2/3 = 66,67% số đảng viên chính thức phải dự."
    ]
    assert made["signature"] == {"authority": "T/M Chi bộ", "title": "bí thư", "name": "Trần Thị An"}
    assert made["recipients"][-1] == "Lưu Chi bộ"


def test_the_resolution_does_not_open_with_those_absent(full):
    record(full, resolution="<p>Lãnh đạo tốt.</p>")
    assert lines(resolution.of_meeting(full), "Căn cứ") == [
        "Sinh hoạt thường kỳ ngày 15 tháng 6 năm 2020, tại Phòng họp; chủ trì: đồng chí Trần Thị An, "
        "Bí thư Chi bộ. Sau khi nghe báo cáo và thảo luận, Chi bộ quyết nghị:"
    ]


def test_a_chair_without_office_does_not_sign(full, people):
    record(full, resolution="<p>x</p>", chair=people[1])
    assert resolution.of_meeting(full)["signature"]["name"] == "Trần Thị An"


@pytest.mark.parametrize("kind", ["minutes", "resolution"])
def test_the_printed_page(full, kind):
    record(full, resolution=f"<p>Lãnh đạo tốt.</p>{TABLE}")
    pages = PdfReader(io.BytesIO(rendering.pdf(html(of_adoption(full)[kind])))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "CHI BỘ 1 *" in text
    assert ("NGƯỜI GHI BIÊN BẢN Lê Văn Bình CHỦ TRÌ HỘI NGHỊ Trần Thị An" in text) is (
        kind == "minutes"
    )
    assert ("T/M CHI BỘ" in text) is (kind == "resolution")
    assert ("Tổ chức <học> & tập" in text) is (kind == "minutes")
    assert text.count("8/8") == 1


def test_the_end_of_the_text_stands_above_the_signatures(full):
    """However long the minutes are, the last page has text and not the names alone."""
    for count in range(8, 12):
        record(full, content="<p>Một dòng.</p>" * count * 3)
        pages = PdfReader(io.BytesIO(rendering.pdf(html(minutes.of_meeting(full))))).pages
        last = pages[-1].extract_text()
        assert "Hội nghị kết thúc" in last
        assert "NGƯỜI GHI BIÊN BẢN" in last


def read(document) -> Document:
    return Document(io.BytesIO(word.written(document)))


def test_the_page_for_word(full):
    made = read(minutes.of_meeting(full))
    page = made.sections[0]
    sides = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 15]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    style = made.styles["Normal"].font
    assert (style.name, style.size.pt) == ("Times New Roman", 14)


def test_the_text_for_word(full):
    made = read(minutes.of_meeting(full))
    text = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert text[:4] == [
        "BIÊN BẢN",
        "Sinh hoạt thường kỳ tháng 6 năm 2020",
        "-----",
        "I- THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN",
    ]
    assert text[-1].startswith("Hội nghị kết thúc lúc 15 giờ 45 phút cùng ngày.")
    cells = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    assert ["Chỉ tiêu", "Chỉ tiêu"] in cells  # over both columns
    assert ["Giám sát", "8/8"] in cells
    assert ["1", "Tổ chức <học> & tập", "…", "05/07/2020"] in cells
    assert cells[-1] == ["NGƯỜI GHI BIÊN BẢN\nLê Văn Bình", "CHỦ TRÌ HỘI NGHỊ\nTrần Thị An"]


def test_a_resolution_for_word(full):
    record(
        full,
        resolution="<h3>I- ĐÁNH GIÁ</h3><ol><li>Một</li><li><p>Hai</p><ul><li>a</li></ul></li></ol>",
    )
    made = read(resolution.of_meeting(full))
    text = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert text[text.index("I- ĐÁNH GIÁ") :][:4] == ["I- ĐÁNH GIÁ", "1. Một", "2. Hai", "- a"]
    assert made.tables[-1].rows[0].cells[1].text == "T/M CHI BỘ\nBÍ THƯ\nTrần Thị An"


def test_only_a_heading_is_bold_for_word(full):
    record(full, resolution="<h3>Đầu <em>mục</em></h3><p>Chữ <strong>đậm</strong> và thường</p>")
    lines = {p.text: [run.bold for run in p.runs] for p in read(resolution.of_meeting(full)).paragraphs}
    assert lines["Đầu mục"] == [True, True]
    assert lines["Chữ đậm và thường"] == [None, True, None]


WORDS = " ".join(["sinh hoạt chi bộ"] * 200)
ODD = {
    "a cell of 800 words": f"<table><tr><td>x</td><td>{WORDS}</td></tr></table>",
    "twelve cells of words": f"<table><tr>{f'<td>{WORDS[:300]}</td>' * 12}</tr></table>",
    "a word of 1,000 signs": f"<p>{'a' * 1000}</p><table><tr><td>{'b' * 1000}</td></tr></table>",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_becomes_pages(meeting, text):
    """Each of them once took all the time that a page may take."""
    record(meeting, content=text)
    made = rendering.pdf(html(minutes.of_meeting(meeting)))
    assert len(PdfReader(io.BytesIO(made)).pages) <= 5
