"""The guided set-up with its first answers loses nothing of a pack that is the place's own plan."""

import pytest

from awards.domain.export_plan import export_plan, plain
from awards.packs_schema import read_pack
from campaigns.models import Campaign
from dossiers.demo.base import moment
from tests.journeys import worlds

PLACES = {
    "vinh_long_2023_2025": ("units_vinh_long.csv", "vinh-long-stttt", "vinh-long"),
    "dong_thap_2021_2025": ("units_dong_thap.csv", "dong-thap-stttt", "dong-thap"),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_first_answers_are_the_pack_s_own(client, db, name):
    file, standing, issuer = PLACES[name]
    place = worlds.settle(file, standing=standing, issuer=issuer, at=moment(2023, 4, 20))
    client.force_login(place.officer)
    address, pack = f"/phong-trao/moi/goi/{name}/", read_pack(name)
    form = client.get(address).context["form"]
    answers = {key: form[key].value() for key in form.fields}
    # The browser sends rows by their number, and nothing for a box that is not ticked.
    sent = {key: value for key, value in answers.items() if value is not None and value is not False}
    typed = {key: getattr(value, "pk", value) for key, value in sent.items()}
    answer = client.post(address, {**typed, "slug": pack["slug"]})
    assert answer.status_code == 302, answer.context["form"].errors
    assert plain(export_plan(Campaign.objects.get(slug=pack["slug"]))) == plain(pack)
