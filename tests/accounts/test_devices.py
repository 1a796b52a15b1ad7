"""Browsers and machines in words."""

import pytest

from accounts.templatetags.devices import device

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Safari/537.36", "Chrome trên máy tính Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Edg/140", "Microsoft Edge trên máy tính Windows"),
        (f"Mozilla/5.0 (Linux; Android 14) {CHROME} Mobile", "Chrome trên điện thoại Android"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0", "Firefox trên máy tính Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari trên điện thoại iPhone",
        ),
        ("", "Trình duyệt khác trên thiết bị khác"),
    ],
)
def test_device(user_agent, words):
    assert device(user_agent) == words
