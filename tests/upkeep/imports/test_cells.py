"""The cells of a committee out of a workbook, into the table in which they are founded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cells.models import Unit
from tests.conftest import day
from tests.upkeep.imports.batches import sheet


@pytest.fixture
def url(committee):
    return reverse("upkeep:cells_read", args=[committee.code])


@pytest.fixture
def read(client, office, url):
    client.force_login(office)
    return lambda content: client.post(url, {"file": SimpleUploadedFile("chi-bo.xlsx", content)})


def shown(answer) -> list[dict]:
    lines = answer.context["form"].lines.initial_forms
    return [tuple(line.initial[name] for name in ("number", "name", "founded_on")) for line in lines]


def test_lines_are_shown_and_nothing_is_made(read):
    answer = read(
        sheet(
            {"STT": 1, "Số": 1, "Tên chi bộ": "Chi bộ Khoa Nội"},
            {"STT": 2, "Tên chi bộ": "Chi bộ 2", "Ngày thành lập": day("2020-06-01")},
            {"STT": 3, "Tên chi bộ": "03", "Ngày thành lập": "31/02/2020"},
            {"Tên chi bộ": "Chi bộ trực thuộc"},
            {"Tên chi bộ": "Tổng cộng", "Số": 3},
        )
    )
    assert shown(answer) == [
        ("1", "Chi bộ Khoa Nội", ""),
        ("2", "Chi bộ 2", "01/06/2020"),
        ("3", "Chi bộ 3", "31/02/2020"),
    ]
    assert (answer.status_code, Unit.objects.cells().count()) == (200, 0)
    told = answer.content.decode()
    assert "Đọc được 3 chi bộ từ tệp." in told
    assert "Các dòng không lấy: “Chi bộ trực thuộc”, “3 Tổng cộng”;" in told


@pytest.mark.parametrize("name", ["Công an xã", "Tổng công ty", "Cộng đồng số 2"])
def test_no_cell_is_taken_for_a_sum(read, name):
    assert shown(read(sheet({"STT": 1, "Chi bộ": name}))) == [("", name, "")]


@pytest.mark.parametrize(
    "name", ["Cộng", "Cộng: 3", "Tổng số", "Tổng số chi bộ", "TỔNG CỘNG", "Tổng: 3"]
)
def test_a_sum_is_no_cell(read, name):
    answer = read(sheet({"STT": 1, "Chi bộ": "Chi bộ 1"}, {"STT": 2, "Chi bộ": name}))
    assert shown(answer) == [("1", "Chi bộ 1", "")]


def test_what_is_shown_is_founded_as_it_stands(client, read, committee):
    rows = {"STT": 1, "Chi bộ": "Chi bộ 7", "Số": 7}, {"STT": 2, "Chi bộ": "Trạm y tế"}
    form = read(sheet(*rows)).context["form"]
    sent = {"cell-TOTAL_FORMS": len(form.lines.forms), "cell-INITIAL_FORMS": 2, "on": "01/01/2019"}
    for line in form.lines.initial_forms:
        sent |= {line.add_prefix(name): value for name, value in line.initial.items()}
    to = reverse("organisation:cells_found", args=[committee.code])
    assert client.post(to, sent).url == reverse("reports:first_steps")
    cells = Unit.objects.cells().under(committee).order_by("pk")
    assert list(cells.values_list("name", "number")) == [("Chi bộ 7", 7), ("Trạm y tế", None)]


def test_a_cell_that_is_there_is_not_taken_again(read, cell):
    answer = read(sheet({"STT": 1, "Chi bộ": "Chi bộ 1"}, {"STT": 2, "Chi bộ": "Chi bộ 2"}))
    assert shown(answer) == [("2", "Chi bộ 2", "")]
    assert "1 chi bộ đã có, không lấy lại" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no workbook", "không phải tệp Excel"),
        (sheet({"STT": 1, "Họ và tên": "Nguyễn Văn An"}), "Không tìm thấy dòng tiêu đề."),
        (sheet({"STT": 1, "Số": 2}), "Không thấy cột tên chi bộ."),
        (sheet({"STT": 1, "Chi bộ": None}), "không có chi bộ nào."),
        (sheet({"STT": 1, "Chi bộ": "Chi bộ 1"}), "đều đã có trong phần mềm."),
        (sheet(*({"STT": n, "Chi bộ": n} for n in range(2, 203))), "hơn 200 dòng."),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(read, cell, content, said):
    answer = read(content)
    assert answer.status_code == 422
    assert said in answer.context["form"].errors["file"][0]


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("leader", 403)])
def test_outsider_gets_404_and_leader_403(client, url, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url).status_code == status


def test_a_cell_has_none_below(client, office, cell):
    client.force_login(office)
    assert client.get(reverse("upkeep:cells_read", args=[cell.code])).status_code == 404
