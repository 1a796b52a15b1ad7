"""Papers and clips by topic."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from meetings.models import LibraryItem
from tests.scans import scan

URL, ADD = reverse("meetings:library_list"), reverse("meetings:library_add")
CLIP = {"title": "Học tập Bác", "topic": "Hồ Chí Minh", "kind": "clip", "url": "https://vi.du/xem"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def shared(committee):
    return put(committee)


@pytest.fixture
def by_secretary(client, secretary):
    client.force_login(secretary)
    return client


def put(unit, **facts) -> LibraryItem:
    return LibraryItem.objects.add(unit=unit, by=None, **CLIP | facts)


def paper(unit, title="Tài liệu", **facts) -> LibraryItem:
    return put(unit, title=title, kind="paper", url="", file=scan(), **facts)


def refusal(unit, **facts):
    with pytest.raises(ValidationError) as refused:
        put(unit, **facts)
    return refused.value.message_dict


def listed(client, **query):
    return [str(row) for row in client.get(URL, query).context["page"]]


def address(name, item):
    return reverse(f"meetings:library_{name}", args=[item.pk])


@pytest.mark.parametrize(
    "url",
    [
        "http://vi.du/xem",
        "javascript:alert(1)",
        "ftp://vi.du",
        "//vi.du",
        "https://",
        "https://vi.du xem",
        "data:text/html,x",
    ],
)
def test_only_https_addresses(committee, url):
    assert refusal(committee, url=url).keys() == {"url"}


def test_no_name_before_the_host(committee):
    message = {"url": ["Địa chỉ không được kèm tên đăng nhập."]}
    assert refusal(committee, url="https://youtube.com@vi.du/x") == message


def test_the_host_is_shown_as_the_browser_resolves_it(committee):
    hosts = [put(committee, url=url).host for url in ("https://VI.du:8443/x", "https://уоutube.com/x")]
    assert (hosts[0], hosts[1][:4]) == ("vi.du", "xn--")


def test_a_file_or_an_address_and_not_both(committee):
    assert refusal(committee, kind="paper", url="").keys() == {"file"}
    assert refusal(committee, file=scan()).keys() == {"__all__"}
    assert refusal(committee, url="", file=scan()).keys() == {"url"}
    assert paper(committee).content() == scan().read()


def test_found_by_beginnings_of_words_without_marks(committee):
    put(committee, text="Về sức khỏe nhân dân")
    told = {q: LibraryItem.objects.matching(q).count() for q in ("hoc tap", "HỒ chi", "suc khoe", "ap")}
    assert told == {"hoc tap": 1, "HỒ chi": 1, "suc khoe": 1, "ap": 0}
    assert LibraryItem.objects.matching(" %_ ").count() == 1


def test_topics_in_the_order_of_the_alphabet(committee):
    for topic in ("Y tế", "Đạo đức", "An ninh", "Y tế"):
        put(committee, topic=topic)
    assert LibraryItem.objects.topics() == ["An ninh", "Đạo đức", "Y tế"]


def test_read_from_below_and_not_from_beside(shared, cell, second_cell, secretary, outsider, office):
    own, other = put(cell, title="Của chi bộ 1"), put(second_cell, title="Của chi bộ 2")
    seen = [set(LibraryItem.objects.visible_to(user)) for user in (secretary, office, outsider)]
    assert seen == [{shared, own}, {shared, own, other}, set()]


def test_withdrawn_once_for_a_reason(shared, office):
    with pytest.raises(ValidationError):
        shared.withdraw(reason=" ", by=office)
    shared.withdraw(reason="Đã cũ", by=office)
    assert list(LibraryItem.objects.kept()) == []
    with pytest.raises(ValidationError) as refused:
        shared.withdraw(reason="Lại", by=office)
    assert refused.value.messages == ["Tài liệu này đã rút."]


def test_the_list_by_words_topic_kind_and_shelf(by_secretary, shared, cell):
    paper(cell, "Tài liệu y tế", topic="Y tế")
    assert listed(by_secretary) == ["Tài liệu y tế", "Học tập Bác"]
    narrowed = [{"q": "hoc"}, {"topic": "Y tế"}, {"kind": "clip"}, {"unit": cell.code}, {"topic": "x"}]
    assert [listed(by_secretary, **query) for query in narrowed] == [
        ["Học tập Bác"],
        ["Tài liệu y tế"],
        ["Học tập Bác"],
        ["Tài liệu y tế"],
        ["Tài liệu y tế", "Học tập Bác"],
    ]


def test_a_link_names_its_host_and_gives_nothing_away(by_secretary, shared):
    page = by_secretary.get(URL).text
    assert 'href="https://vi.du/xem" rel="noopener noreferrer" target="_blank"' in page
    assert "tại vi.du, mở trang khác" in page


def test_an_empty_library_says_what_to_do(by_secretary):
    assert "Bấm “Tải tài liệu lên”" in by_secretary.get(URL).text


def test_a_secretary_fills_the_own_shelf_only(by_secretary, cell, committee):
    by_secretary.post(ADD, CLIP | {"unit": committee.pk})
    assert LibraryItem.objects.count() == 0
    by_secretary.post(ADD, CLIP | {"unit": cell.pk})
    assert [(row.unit, row.url) for row in LibraryItem.objects.all()] == [(cell, CLIP["url"])]


def test_what_is_wrong_stands_at_its_field(by_secretary, cell):
    response = by_secretary.post(ADD, CLIP | {"unit": cell.pk, "url": "http://vi.du"})
    message = "Ghi địa chỉ đầy đủ, bắt đầu bằng https://"
    assert (response.status_code, response.context["form"].errors) == (422, {"url": [message]})


def test_a_download_is_logged(by_secretary, committee, secretary):
    item = paper(committee)
    response = by_secretary.get(address("download", item))
    assert b"".join(response.streaming_content) == scan().read()
    event = AuditEvent.objects.get(action="library.download")
    assert (event.by, event.record_id) == (secretary, str(item.pk))


def test_a_withdrawn_file_is_gone(by_secretary, committee):
    item = paper(committee)
    item.withdraw(reason="Đã cũ", by=None)
    assert by_secretary.get(address("download", item)).status_code == 404


def test_the_cell_does_not_clear_the_shelf_of_the_committee(by_secretary, shared, cell):
    assert by_secretary.get(address("withdraw", shared)).status_code == 403
    own = put(cell)
    by_secretary.post(address("withdraw", own), {"reason": "Đã cũ"})
    assert listed(by_secretary) == [str(shared)]


def test_an_outsider_finds_nothing(client, outsider, committee):
    item = paper(committee)
    client.force_login(outsider)
    assert [client.get(address(name, item)).status_code for name in ("download", "withdraw")] == [
        404,
        404,
    ]


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_who_sees_no_persons_gets_403(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(url).status_code for url in (URL, ADD)] == [403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(by_secretary, committee, count, django_assert_num_queries):
    for number in range(count):
        put(committee, title=str(number))
    by_secretary.get(URL)
    with django_assert_num_queries(7):
        by_secretary.get(URL)


def test_what_was_kept_before_is_found_by_the_new_key(committee):
    item = put(committee, title="Ðảng viên mới")
    LibraryItem.objects.update(search_key=" ðang vien moi ho chi minh ")
    import_module("meetings.migrations.0006_library_keys").give_new_keys(apps, None)
    assert LibraryItem.objects.get().search_key == " dang vien moi ho chi minh " == item.search_key
