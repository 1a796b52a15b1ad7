"""`manage.py verify_report`: ours, unchanged, and still what the records say."""

import pytest
from django.core.management import CommandError, call_command

from papers import pdf as rendering
from papers.layout import html
from papers.tasks import print_issued
from reports.models import ReportPrint
from reports.tasks import print_copy
from tests.conftest import day, make_member


@pytest.fixture
def printed(issued):
    print_issued(issued.prints.get().pk)
    issued.refresh_from_db()
    return issued


@pytest.fixture
def file(printed, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(printed.read_pdf())
    return path


def verified(path, capsys) -> str:
    call_command("verify_report", str(path))
    return capsys.readouterr().out


def test_the_file_as_it_was_made(printed, file, capsys):
    assert verified(file, capsys) == (
        "Báo cáo tổng kết năm 2025, Đảng bộ Trung tâm, số 01-BC/ĐU ngày 12/01/2026\n"
        "The file is unchanged; the records of today give the same figures.\n"
    )


def test_its_data_are_attached(printed):
    assert rendering.data_in(printed.read_pdf()) == printed.snapshot


def test_rendered_again_it_says_the_same(printed):
    assert html(printed.snapshot) == html(rendering.data_in(printed.read_pdf()))


def test_one_changed_byte_is_found(printed, file):
    content = bytearray(file.read_bytes())
    content[-10] ^= 1
    file.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("verify_report", str(file))


def test_a_file_that_was_saved_anew_is_recognised_and_refused(printed, file):
    file.write_bytes(file.read_bytes() + b"\n%changed\n")
    with pytest.raises(CommandError, match=r"^The file is not as it was made\.$"):
        call_command("verify_report", str(file))


def test_one_row_behind_it_that_changed_is_found(printed, file, cell):
    make_member("Lê Thị Hoa", unit=cell, on=day("2025-03-01"))
    with pytest.raises(CommandError) as refused:
        call_command("verify_report", str(file))
    said = str(refused.value).splitlines()
    assert "Today otherwise: Số liệu: was Đảng viên cuối kỳ: 0" in said
    assert "Today otherwise: Số liệu: is Đảng viên cuối kỳ: 1" in said
    assert any(line.startswith("Today otherwise: Phụ lục: Biến động đảng viên: is") for line in said)


def test_the_copy_without_names_is_ours_too(printed, office, tmp_path, capsys):
    copy = ReportPrint.objects.of_report(printed, by=office)
    print_copy(copy.pk)
    copy.refresh_from_db()
    path = tmp_path / "copy.pdf"
    path.write_bytes(copy.read_pdf())
    assert verified(path, capsys).startswith("Báo cáo tổng kết năm 2025")
    assert ReportPrint.objects.of_report(printed, by=office) == copy


def test_another_file_is_not_ours(db, tmp_path):
    path = tmp_path / "other.pdf"
    path.write_bytes(b"%PDF-1.7 other")
    with pytest.raises(CommandError, match="no report of this installation"):
        call_command("verify_report", str(path))


def test_a_file_that_is_not_there_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_report", str(tmp_path / "none.pdf"))
