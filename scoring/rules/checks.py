"""Whether a score sheet adds up: everything to put right, each in a plain sentence."""

import itertools
from decimal import Decimal

from scoring.rules.marking import FULL, HALF, points_text


def problems_of(sheet) -> list[str]:
    """In the order of the sheet; empty when it can be used."""
    groups = list(sheet.groups.prefetch_related("items__options"))
    found = [] if sheet.kinds else ["Chưa chọn biểu dùng cho loại sinh hoạt nào."]
    if not groups:
        return [*found, "Biểu chưa có nhóm nội dung nào."]
    whole = sum((group.most for group in groups), Decimal(0))
    if whole != FULL:
        found.append(f"Tổng điểm tối đa của các nhóm là {points_text(whole)}, phải là 100.")
    for group in groups:
        found += _of_group(group)
    return found + _of_caps(sheet)


def _of_group(group) -> list[str]:
    items = list(group.items.all())
    if not items:
        return [f"Nhóm {group.position} chưa có tiêu chí nào."]
    found = []
    whole = sum((item.most for item in items), Decimal(0))
    if whole != group.most:
        found.append(
            f"Nhóm {group.position} tối đa {points_text(group.most)} điểm "
            f"nhưng các tiêu chí cộng lại là {points_text(whole)}."
        )
    for item in items:
        found += _of_item(f"{group.position}.{item.position}", item)
    return found


def _of_item(number: str, item) -> list[str]:
    options = list(item.options.all())
    found = []
    if item.most <= 0:
        found.append(f"Tiêu chí {number} chưa có điểm tối đa.")
    if any(points % HALF or points < 0 for points in [item.most, *(o.points for o in options)]):
        found.append(f"Tiêu chí {number}: điểm phải là số nguyên hoặc lẻ nửa điểm (như 2,5), không âm.")
    if not options:
        return found
    best = max(option.points for option in options)
    if best != item.most:
        found.append(
            f"Tiêu chí {number}: mức cao nhất cho {points_text(best)} điểm, "
            f"tối đa của tiêu chí là {points_text(item.most)}."
        )
    return found + _of_steps(number, item, options)


def _of_steps(number: str, item, options) -> list[str]:
    """Of a fact: every value falls into exactly one option, and more is never worth less."""
    bounds = [option.lowest for option in options if option.lowest is not None]
    if not item.fact:
        wrong = "có mốc số liệu nhưng không chọn theo số liệu nào"
        return [f"Tiêu chí {number} {wrong}."] if bounds else []
    if len(options) - len(bounds) > 1 or len(set(bounds)) < len(bounds):
        return [f"Tiêu chí {number}: mỗi mức cần một mốc số liệu riêng; chỉ mức thấp nhất để trống."]
    ordered = sorted(options, key=lambda o: (o.lowest is not None, o.lowest or 0))
    if any(a.points > b.points for a, b in itertools.pairwise(ordered)):
        return [f"Tiêu chí {number}: mốc số liệu cao hơn phải cho điểm bằng hoặc cao hơn."]
    return []


def _of_caps(sheet) -> list[str]:
    caps = sheet.caps.prefetch_related("items")
    empty = [cap for cap in caps if not cap.fact and not cap.items.all()]
    return ["Giới hạn xếp loại phải nêu tiêu chí hoặc số liệu làm điều kiện."] if empty else []
