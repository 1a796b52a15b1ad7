"""The checklist of papers of a case."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Case, CasePaper
from cases.procedures import EXEMPTION
from tests.cases.test_case import refused
from tests.conftest import day, make_member
from tests.scans import scan


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "papers"


@pytest.fixture
def case(cell):
    return Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None)


def receive(case, code="1-KNĐ", on="2020-02-01", **scanned):
    return case.receive(code, received_on=day(on), by=None, **scanned)


def test_a_paper_is_received_with_or_without_a_scan(case, files):
    assert receive(case, "1-KNĐ").scan.name == ""
    paper = receive(case, "2-KNĐ", scan=scan())
    assert [file.name for file in files.iterdir()] == [paper.scan.name.removeprefix("papers/")]
    assert paper.file_name == "2-KNĐ-2020-02-01.pdf"


def test_the_same_paper_is_not_received_twice(case):
    receive(case)
    with pytest.raises(ValidationError):
        receive(case)
    assert CasePaper.objects.count() == 1


def test_a_day_to_come_another_paper_or_another_file_is_refused(case):
    assert list(refused(lambda: receive(case, on="2999-01-01"))) == ["received_on"]
    with pytest.raises(ValidationError):
        receive(case, "13-KNĐ")
    portrait = SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff")
    assert list(refused(lambda: receive(case, scan=portrait))) == ["scan"]
    assert CasePaper.objects.count() == 0


def test_a_scan_of_a_paper_about_health_is_refused(cell):
    case = Case.objects.start(
        kind=EXEMPTION.code, member=make_member(unit=cell), on=day("2020-01-10"), by=None
    )
    assert list(refused(lambda: receive(case, "YT", scan=scan()))) == ["scan"]
    assert receive(case, "YT").code == "YT"


def test_a_stopped_case_takes_no_paper(case):
    case.stop(on=day("2020-02-01"), reason="Chuyển công tác", by=None)
    assert "" in refused(lambda: receive(case))


def test_taken_back_neither_the_line_nor_the_scan_stays(
    case, files, django_capture_on_commit_callbacks
):
    paper = receive(case, scan=scan())
    with django_capture_on_commit_callbacks(execute=True):
        paper.take_back(by=None)
    assert (CasePaper.objects.count(), list(files.iterdir())) == (0, [])
