"""What a browser calls itself, in words a reader knows."""

from django import template

register = template.Library()

# The first match counts: Edge and Cốc Cốc call themselves Chrome too, Chrome calls itself Safari.
BROWSERS = {
    "Edg": "Microsoft Edge",
    "coc_coc": "Cốc Cốc",
    "OPR/": "Opera",
    "SamsungBrowser": "trình duyệt Samsung",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "CriOS/": "Chrome",
    "Safari/": "Safari",
}
# Android calls itself Linux too, an iPhone "like Mac OS X".
DEVICES = {
    "iPhone": "điện thoại iPhone",
    "iPad": "máy tính bảng iPad",
    "Android": "điện thoại Android",
    "Windows": "máy tính Windows",
    "Mac OS": "máy tính Mac",
    "Linux": "máy tính Linux",
}


@register.filter
def device(user_agent: str) -> str:
    """Such as "Chrome trên máy tính Windows"."""
    browser = next((BROWSERS[mark] for mark in BROWSERS if mark in user_agent), "Trình duyệt khác")
    machine = next((DEVICES[mark] for mark in DEVICES if mark in user_agent), "thiết bị khác")
    return f"{browser} trên {machine}"
