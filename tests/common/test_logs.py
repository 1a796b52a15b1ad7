"""What stands in the log of a request."""

import logging

from django.http import HttpRequest
from django.urls import reverse
from django.utils.log import log_response

ACCOUNTS = reverse("cells:account_list")


def test_a_refusal_is_one_line_without_a_traceback(client, office, caplog):
    client.force_login(office)
    assert client.get(ACCOUNTS).status_code == 403
    [refused] = [one for one in caplog.records if one.name == "django.request"]
    assert (refused.getMessage(), refused.exc_info) == (
        f"Forbidden (Permission denied): {ACCOUNTS}",
        None,
    )


def test_a_fault_of_the_program_keeps_its_traceback(caplog):
    response, fault = type("Answer", (), {"status_code": 500})(), ValueError("x")
    with caplog.at_level(logging.ERROR):
        log_response("Failed", response=response, request=HttpRequest(), exception=fault)
    assert caplog.records[0].exc_info[1] is fault
