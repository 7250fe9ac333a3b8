"""A unit is renamed between two years of a campaign: lists of the first keep the old name, those of the second not."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from campaigns.domain.change_unit import change_unit
from campaigns.domain.register_unit import register_unit
from campaigns.domain.undo_unit_change import undo_unit_change
from campaigns.models import Round, Unit, UnitChange
from campaigns.organisation import call_as_then, last_day_of
from dossiers.demo.base import moment
from scoring.models import IndexImport, Ranking
from tests.excel_reading import rows_of
from tests.history_makers import given, words
from tests.proposal_makers import complete, ranked
from tests.succession_makers import basis, province_above

NOW, DAY = moment(2024, 12, 20, 9), date(2024, 3, 1)
OLD, NEW = "UBND phường Long Thạnh", "UBND phường Tân Thạnh"
BOTH = f"{OLD} (nay là {NEW})"


@pytest.fixture
def world(tan_chau):
    """A campaign of two years with a ranking of each; Long Thạnh has a new name since March of the second."""
    campaign = tan_chau.campaign
    register_unit(
        campaign=campaign, unit=tan_chau.unit("30376"), by=tan_chau.person_of(tan_chau.unit("30376")),
        at=moment(2023, 8, 3),
    )  # fmt: skip
    complete(tan_chau, "30376")
    again(ranked(tan_chau))
    type(campaign).objects.filter(pk=campaign.pk).update(period_end=date(2024, 12, 31))
    Round.objects.create(
        campaign=campaign, position=2, code="nam-2024", kind="nam", name="Xét năm 2024", first_year=2024,
        last_year=2024, clause="x",
    )  # fmt: skip
    province_above(campaign.issuer)
    tan_chau.admin = User.objects.get(username="quan-tri-tinh")
    rename(tan_chau, "30376", NEW)
    return tan_chau


def rename(world, code: str, name: str) -> UnitChange:
    unit = world.unit(code)
    long = name.replace("UBND", "Ủy ban nhân dân")
    return change_unit(
        unit=unit,
        name=long,
        short_name=name,
        basis=basis(DAY, issued_on=date(2024, 2, 1)),
        by=world.admin,
        at=moment(2024, 3, 2),
    )


def again(first: Ranking) -> None:
    """The same results for 2024."""
    source = IndexImport.objects.get(pk=first.index_import_id)
    source.pk, source.year, source.sha256 = None, 2024, "1" * 64
    source.save()
    ranking = Ranking.objects.create(
        campaign=first.campaign, year=2024, index_import=source, inputs_sha256="1" * 64, computed_at=NOW
    )
    for row in first.standings.all():
        row.pk, row.ranking = None, ranking
        if row.result:
            row.result.pk, row.result.index_import = None, source
            row.result.save()
            row.result_id = row.result.pk
        row.save()


def pages(world) -> dict[str, str]:
    """Page -> its address in the first year's round."""
    slug, dot = world.campaign.slug, world.campaign.rounds.first().code
    at = f"/phong-trao/{slug}"
    return {
        "ranking": f"{at}/ket-qua/?dot={dot}",
        "dossiers": f"/ho-so/?phong-trao={slug}&dot={dot}",
        "nominations": f"/ho-so/de-nghi/?phong-trao={slug}",
        "proposals": f"{at}/de-xuat/?dot={dot}",
        "awarding": f"{at}/khen-thuong/?dot={dot}",
        "registrations": f"{at}/dang-ky/",
    }


def test_lists_of_the_first_year_keep_the_name_and_those_of_the_second_have_the_new_one(world):
    desk = world.browser(world.officer, NOW)
    for name, path in pages(world).items():
        answer = desk.get(path)
        assert answer.status_code == 200, name
        assert BOTH in words(answer) or name == "awarding", name
        later = words(desk.get(path.replace(f"dot={world.campaign.rounds.first().code}", "dot=nam-2024")))
        if "dot=" in path:
            assert OLD not in later, name
            assert NEW in later or name not in ("ranking", "dossiers"), name


def test_workbooks_say_both_names(world):
    desk, found = world.browser(world.officer, NOW), pages(world)
    for name, word in (
        ("ranking", "xuat=excel"),
        ("nominations", "xuat=xlsx"),
        ("registrations", "xuat=excel"),
    ):
        text = str(rows_of(desk.get(f"{found[name]}{'&' if '?' in found[name] else '?'}{word}")))
        assert BOTH in text, name
    text = str(rows_of(desk.get(f"{found['dossiers']}&xuat=xlsx")))
    assert "Ủy ban nhân dân phường Long Thạnh (nay là Ủy ban nhân dân phường Tân Thạnh)" in text


def test_awards_of_the_past_are_listed_under_the_name_of_their_day(world):
    given(world, "30397", "Võ Hoàng Ân")
    rename(world, "30397", "UBND xã Mới")
    text = words(world.browser(world.officer, NOW).get("/khen-thuong-da-nhan/"))
    assert "(nay là UBND xã Mới)" in text


def test_one_query_more_however_many_were_renamed(world):
    desk, path = world.browser(world.officer, NOW), pages(world)["ranking"]
    later = path.replace(f"dot={world.campaign.rounds.first().code}", "dot=nam-2024")
    for code, name in (("30397", "UBND xã A"), ("30388", "UBND xã B")):
        counts = {}
        for address in (path, later):
            with CaptureQueriesContext(connection) as queries:
                desk.get(address)
            counts[address] = sum("campaigns_unitperiod" in row["sql"] for row in queries)
        assert counts == {path: 1, later: 0}
        rename(world, code, name)


def test_an_undone_change_leaves_no_old_name(world):
    change = UnitChange.objects.get()
    undo_unit_change(change=change, reason="Ghi nhầm", by=world.admin, at=NOW)
    unit = world.unit("30376")
    assert unit.changed_until is None and str(unit) == OLD
    assert "nay là" not in words(world.browser(world.officer, NOW).get(pages(world)["ranking"]))


def test_only_what_a_page_speaks_of_is_called_otherwise(world):
    unit = world.unit("30376")
    call_as_then([(unit, date(2024, 2, 29)), (None, DAY)])
    assert (str(unit), str(world.unit("30376"))) == (BOTH, NEW)
    call_as_then([(unit, DAY)])
    assert unit.changed_until == date(2024, 2, 29) and str(Unit.objects.get(pk=unit.pk)) == NEW
    assert last_day_of(2023, DAY) == date(2023, 12, 31) and last_day_of(2024, DAY) == DAY
