"""One plan: its acts, its scan, giving it up and taking its approval back."""

from django.urls import reverse
from django.utils import timezone

from common.periods import DAY
from organisation.models import Act, Restructuring
from tests.conftest import make_member
from tests.organisation.plans import make_plan, page
from tests.scans import scan


def get(client, user, plan):
    client.force_login(user)
    return client.get(page("detail", plan.pk))


def test_the_acts_are_read_in_their_order(client, office, committee, cell, second_cell):
    plan = make_plan(committee)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.add_step(act=Act.RENAME, unit=second_cell, name="Chi bộ Hợp nhất", by=office)
    sentences = [str(step) for step in get(client, office, plan).context["steps"]]
    assert sentences == ["Sáp nhập Chi bộ 1 vào Chi bộ 2", "Đổi tên Chi bộ 2 thành Chi bộ Hợp nhất"]


def test_an_empty_plan_says_what_to_do(client, office, committee):
    assert "Chọn việc đầu tiên" in get(client, office, make_plan(committee)).content.decode()


def test_a_split_nobody_was_chosen_for_says_so(client, office, committee, cell):
    plan = make_plan(committee)
    member = make_member(unit=cell)
    step = plan.add_step(act=Act.SPLIT, unit=cell, name="Chi bộ 7", by=office)
    assert "Chưa chọn ai sang Chi bộ 7." in get(client, office, plan).content.decode()
    step.distribute({member: step}, by=office)
    assert "1 đảng viên sang Chi bộ 7." in get(client, office, plan).content.decode()


def test_what_is_done_is_read_with_what_it_changed_and_offers_no_more(
    client, office, committee, cell, second_cell
):
    make_member(unit=cell)
    plan = make_plan(committee)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.apply(by=office)
    response = get(client, office, plan)
    assert response.context["comparison"].moving == 1
    assert "Bỏ việc này" not in response.content.decode()


def test_of_what_was_founded_the_offices_are_next(client, office, committee, cell):
    plan = make_plan(committee)
    member = make_member(unit=cell)
    step = plan.add_step(act=Act.SPLIT, unit=cell, name="Chi bộ 7", by=office)
    step.distribute({member: step}, by=office)
    plan.apply(by=office)
    step.refresh_from_db()
    offices = reverse("members:unit_offices", args=[step.founded.code])
    assert offices in get(client, office, plan).content.decode()


def test_three_acts_take_no_more_queries_than_one(
    client, office, committee, cell, second_cell, django_assert_max_num_queries
):
    plan = make_plan(committee)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    get(client, office, plan)
    with django_assert_max_num_queries(12) as one:
        client.get(page("detail", plan.pk))
    for name in ("A", "B"):
        plan.add_step(act=Act.RENAME, unit=second_cell, name=name, by=office)
    with django_assert_max_num_queries(12) as three:
        client.get(page("detail", plan.pk))
    assert len(three) == len(one)
    plan.apply(by=office)
    with django_assert_max_num_queries(12):
        client.get(page("detail", plan.pk))


def test_outsider_gets_404_and_leader_403(client, outsider, leader, committee):
    plan = make_plan(committee)
    assert get(client, outsider, plan).status_code == 404
    assert get(client, leader, plan).status_code == 403


def test_the_scan_is_handed_out(client, office, leader, committee, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    plan, without = make_plan(committee, scan=scan()), make_plan(committee)
    client.force_login(office)
    response = client.get(page("scan", plan.pk))
    assert response["Content-Disposition"] == f'attachment; filename="quyet-dinh-{plan.pk}.pdf"'
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert client.get(page("scan", without.pk)).status_code == 404
    client.force_login(leader)
    assert client.get(page("scan", plan.pk)).status_code == 403


# --- giving it up, taking the approval back


def post(client, user, name, plan):
    client.force_login(user)
    return client.post(page(name, plan.pk), follow=True)


def test_a_plan_is_given_up_once(client, office, committee):
    plan = make_plan(committee)
    post(client, office, "cancel", plan)
    assert Restructuring.objects.get().state == "cancelled"
    messages = post(client, office, "cancel", plan).context["messages"]
    assert [str(message) for message in messages] == ["Kế hoạch này đã hủy."]


def test_the_approval_of_what_waits_is_taken_back(client, office, committee, cell):
    plan = make_plan(committee, on=timezone.localdate() + DAY)
    plan.add_step(act=Act.RENAME, unit=cell, name="A", by=office)
    post(client, office, "reopen", plan)
    assert Restructuring.objects.get().state == "draft"
    plan.approve(by=office)
    post(client, office, "reopen", plan)
    assert Restructuring.objects.get().state == "draft"


def test_a_reason_for_failing_stands_on_the_page(client, office, committee, cell):
    plan = make_plan(committee)
    Restructuring.objects.update(
        state="waiting", failure="Việc 1: Tổ chức đảng này đã kết thúc hoạt động."
    )
    assert (
        "Việc 1: Tổ chức đảng này đã kết thúc hoạt động." in get(client, office, plan).content.decode()
    )


def test_who_may_not_gives_nothing_up(client, outsider, leader, committee):
    plan = make_plan(committee)
    assert post(client, outsider, "cancel", plan).status_code == 404
    assert post(client, leader, "cancel", plan).status_code == 403
    assert post(client, leader, "reopen", plan).status_code == 403
    assert Restructuring.objects.get().state == "draft"
