"""Correcting which column is which field."""

import pytest
from django.urls import reverse

from tests.upkeep.imports.batches import PERSON, bring_in, sheet, take_over
from upkeep.imports import telling
from upkeep.models import ImportBatch


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def batch(committee, cell, office):
    return bring_in(committee, office, sheet(PERSON))


def post(client, user, batch, **columns):
    client.force_login(user)
    return client.post(reverse("upkeep:import_columns", args=[batch.pk]), columns)


def test_each_column_shows_its_heading_its_values_and_the_guess(client, office, batch):
    client.force_login(office)
    form = client.get(reverse("upkeep:import_columns", args=[batch.pk])).context["form"]
    field = form.fields["B"]
    assert (field.label, field.initial) == ("Cột B: Ngày sinh", "born_on")
    assert field.help_text == "Ví dụ trong tệp: 02/10/1985"


def test_the_choice_is_kept_and_the_file_judged_again(client, office, batch):
    response = post(client, office, batch, A="full_name", B="born_on")
    row = ImportBatch.objects.get()
    assert response.url == reverse("upkeep:import_detail", args=[batch.pk])
    assert (row.mapping, row.state) == ({"full_name": "A", "born_on": "B"}, "queued")


def test_the_choice_is_used_for_the_next_workbook_of_these_titles(
    client, committee, cell, office, batch
):
    chosen = {name: letter for name, letter in batch.mapping.items() if name != "official_on"}
    post(client, office, batch, **{letter: name for name, letter in chosen.items()})
    again = bring_in(committee, office, sheet(PERSON | {"Họ và tên": "Lê Thị Hoa"}))
    assert again.mapping == chosen
    assert telling.AS_BEFORE in again.told
    for other in (sheet(PERSON | {"Dân tộc": "Kinh"}), sheet(dict(reversed(PERSON.items())))):
        assert "official_on" in bring_in(committee, office, other).mapping


def test_the_choice_of_a_committee_counts_for_its_cells_and_no_other_kind(
    client, committee, cell, office, batch
):
    post(client, office, batch, A="full_name", B="born_on")
    assert bring_in(cell, office, sheet(PERSON)).mapping == {"full_name": "A", "born_on": "B"}
    assert len(bring_in(committee, office, sheet(PERSON), kind="candidates").mapping) > 2


def test_one_field_in_two_columns_is_refused_at_the_second(client, office, batch):
    response = post(client, office, batch, A="full_name", B="born_on", F="born_on")
    assert response.status_code == 422
    assert response.context["form"].errors == {"F": ["Đã chọn điều này cho cột B."]}


def test_the_name_is_needed(client, office, batch):
    response = post(client, office, batch, B="born_on")
    assert response.context["form"].non_field_errors() == ["Chọn cột nào là Họ và tên."]


def test_a_field_that_is_not_ours_is_refused(client, office, batch):
    assert list(post(client, office, batch, A="full_name", B="user").context["form"].errors) == ["B"]


def test_what_was_taken_over_has_no_columns_to_correct(client, office, batch):
    take_over(batch, office)
    post(client, office, batch, A="full_name")
    assert ImportBatch.objects.get().is_applied


def test_outsider_gets_404(client, outsider, batch):
    assert post(client, outsider, batch, A="full_name").status_code == 404
