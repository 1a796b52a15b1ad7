"""The papers of a member as pages: the list, putting one in, taking one out, downloading."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Member, Paper, PaperKind
from tests.conftest import day, make_member, make_user
from tests.scans import scan


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.fixture
def kind(db):
    return PaperKind.objects.get(code="admission")


@pytest.fixture
def paper(member, kind):
    facts = {"kind": kind, "title": "Quyết định 12", "signed_on": day("2010-02-25")}
    return Paper.objects.add(member, file=scan(), by=None, **facts)


@pytest.fixture
def own(member, cell):
    user = make_user("dangvien", "member", cell)
    Member.objects.filter(pk=member.pk).update(user=user)
    return user


def url(name, pk):
    return reverse(f"members:{name}", args=[pk])


def see(client, user, member):
    client.force_login(user)
    return client.get(url("member_papers", member.pk))


def upload(client, user, member, paper_kind, **changes):
    client.force_login(user)
    typed = {
        "kind": paper_kind.pk,
        "title": "Quyết định 13",
        "signed_on": "2010-02-25",
        "file": scan(2),
    }
    return client.post(url("paper_add", member.pk), typed | changes)


def test_kept_papers_their_size_and_what_was_removed(client, office, member, paper, kind):
    facts = {"kind": kind, "title": "Nhầm", "signed_on": day("2010-02-25")}
    wrong = Paper.objects.add(member, file=scan(2), by=office, **facts)
    wrong.remove(reason="Của người khác", by=office)
    response = see(client, office, member)
    assert list(response.context["papers"]) == [paper]
    assert response.context["bytes"] == paper.size
    assert "Của người khác" in response.content.decode()


@pytest.mark.parametrize("who", ["secretary", "own"])
def test_the_own_secretary_and_the_member_read_and_change_nothing(client, who, request, member, paper):
    context = see(client, request.getfixturevalue(who), member).context
    assert (list(context["papers"]), bool(context["may_edit"])) == ([paper], False)


def test_a_leader_is_told_who_reads_them(client, leader, member, paper):
    response = see(client, leader, member)
    assert "do bộ phận giúp việc đảng ủy và bí thư chi bộ xem" in response.content.decode()
    assert "Quyết định 12" not in response.content.decode()


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_out_of_sight_is_404(client, who, request, member, paper, kind):
    user = request.getfixturevalue(who)
    assert see(client, user, member).status_code == 404
    assert upload(client, user, member, kind).status_code == 404
    for name in ("paper_download", "paper_remove"):
        assert client.get(url(name, paper.pk)).status_code == 404


@pytest.mark.parametrize("papers", [1, 3])
def test_number_of_queries(client, office, member, kind, django_assert_num_queries, papers):
    facts = {"kind": kind, "title": "Quyết định", "signed_on": day("2010-02-25")}
    for pages in range(1, papers + 1):
        Paper.objects.add(member, file=scan(pages), by=office, **facts)
    see(client, office, member)  # the first page of a session also writes it
    with django_assert_num_queries(10):
        client.get(url("member_papers", member.pk))


def test_a_scan_is_put_in(client, office, member, kind):
    response = upload(client, office, member, kind)
    assert response.headers["Location"] == url("member_papers", member.pk)
    assert (Paper.objects.get().title, Paper.objects.get().added_by) == ("Quyết định 13", office)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"file": scan(name="anh.jpg")}, "file"),
        ({"file": ""}, "file"),
        ({"kind": ""}, "kind"),
        ({"kind": "0"}, "kind"),
        ({"title": ""}, "title"),
        ({"signed_on": "2999-01-01"}, "signed_on"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_kept(client, office, member, kind, wrong, field):
    response = upload(client, office, member, kind, **wrong)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Paper.objects.exists()


def test_the_page_of_putting_in_says_what_is_refused_and_why(client, office, member):
    client.force_login(office)
    text = client.get(url("paper_add", member.pk)).content.decode()
    assert "ảnh chân dung, ảnh chụp căn cước" in text
    assert "bảo vệ dữ liệu cá nhân" in text


@pytest.mark.parametrize("who", ["secretary", "leader", "own"])
def test_only_the_office_puts_in_and_takes_out(client, who, request, member, paper, kind):
    assert upload(client, request.getfixturevalue(who), member, kind).status_code == 403
    assert client.post(url("paper_remove", paper.pk), {"reason": "Nhầm"}).status_code == 403
    assert Paper.objects.kept().get() == paper


@pytest.mark.parametrize("who", ["office", "secretary", "own"])
def test_a_download_is_a_file_and_logged(client, who, request, paper):
    user = request.getfixturevalue(who)
    client.force_login(user)
    response = client.get(url("paper_download", paper.pk))
    assert response.getvalue() == scan().read()
    assert response.headers["Content-Disposition"] == 'attachment; filename="admission-2010-02-25.pdf"'
    assert AuditEvent.objects.get(action="paper.download").by == user


def test_a_leader_does_not_download(client, leader, paper):
    client.force_login(leader)
    assert client.get(url("paper_download", paper.pk)).status_code == 403
    assert not AuditEvent.objects.filter(action="paper.download").exists()


def test_taken_out_for_a_reason(client, office, member, paper):
    client.force_login(office)
    response = client.post(url("paper_remove", paper.pk), {"reason": "Nhầm người"})
    assert response.headers["Location"] == url("member_papers", member.pk)
    assert Paper.objects.removed().get().remove_reason == "Nhầm người"
    for name in ("paper_download", "paper_remove"):
        assert client.get(url(name, paper.pk)).status_code == 404


@pytest.mark.parametrize("reason", ["   ", "x" * 301])
def test_without_a_reason_it_stays(client, office, paper, reason):
    client.force_login(office)
    response = client.post(url("paper_remove", paper.pk), {"reason": reason})
    assert list(response.context["form"].errors) == ["reason"]
    assert Paper.objects.kept().get() == paper
