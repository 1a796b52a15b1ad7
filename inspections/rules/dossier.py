"""Hồ sơ một cuộc kiểm tra, giám sát: the twelve papers that it is kept by.

The lists as ward cells keep them under 08-HD/TW of 2025 (KT1–KT12, GS1–GS12; reported, not read in the
guidance itself). A denunciation, signs of violation and a complaint have papers of their own beside
these; whose titles no open text gave, and which stay with the inspection committee.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DossierPaper:
    code: str
    title: str


def _list_of(symbol: str, act: str) -> list[DossierPaper]:
    titles = [
        f"Kế hoạch {act}",
        f"Lịch {act} (kế hoạch chi tiết)",
        "Đề cương gợi ý báo cáo",
        f"Biên bản triển khai cuộc {act}",
        f"Báo cáo của đối tượng {act}",
        "Biên bản làm việc",
        "Biên bản thẩm tra, xác minh",
        f"Báo cáo kết quả {act}",
        "Trích biên bản họp cấp ủy, chi bộ",
        f"Thông báo kết luận {act}",
        "Biên bản công bố thông báo kết luận",
        "Mục lục hồ sơ",
    ]
    return [DossierPaper(f"{symbol}{n}", title) for n, title in enumerate(titles, start=1)]


OF_INSPECTION = _list_of("KT", "kiểm tra")
OF_SUPERVISION = _list_of("GS", "giám sát")
