"""How names in the head and subjects are broken into lines."""

import pytest

from papers.layout import HEAD_SIGNS, SUBJECT_SIGNS, even_lines


@pytest.mark.parametrize(
    ("text", "longest", "lines"),
    [
        ("", HEAD_SIGNS, [""]),
        ("CHI BỘ 1", HEAD_SIGNS, ["CHI BỘ 1"]),
        ("ĐẢNG BỘ ỦY BAN NHÂN DÂN TỈNH", HEAD_SIGNS, ["ĐẢNG BỘ ỦY BAN", "NHÂN DÂN TỈNH"]),
        (
            "ĐẢNG ỦY TRUNG TÂM KIỂM SOÁT BỆNH TẬT TỈNH BẮC GIANG",
            HEAD_SIGNS,
            ["ĐẢNG ỦY TRUNG TÂM", "KIỂM SOÁT BỆNH TẬT", "TỈNH BẮC GIANG"],
        ),
        (
            "Kết quả công tác xây dựng Đảng năm 2025, phương hướng, nhiệm vụ năm 2026",
            SUBJECT_SIGNS,
            ["Kết quả công tác xây dựng Đảng năm 2025,", "phương hướng, nhiệm vụ năm 2026"],
        ),
        ("A" * 40, HEAD_SIGNS, ["A" * 40]),
    ],
)
def test_lines_are_few_and_of_like_length(text, longest, lines):
    assert even_lines(text, longest) == lines
