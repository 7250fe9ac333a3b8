import pytest

from accounts.errors import DomainError, NotAllowed
from scoring.domain.rank_units import rank_units
from scoring.models import Ranking
from tests.scoring.conftest import IMPORTING
from tests.scoring.import_makers import confirm_by_two

ROWS = [
    (1, "UBND xã Tân An", 1, 90, 1),
    (2, "UBND xã Châu Phong", 1, 95, 2),
    (3, "UBND xã Vĩnh Xương", 1, 90, 3),
    (4, "UBND xã Phú Lộc", 1, 10, 4),
    (5, "Phòng Nội vụ", 1, 20, 5),
]


@pytest.fixture
def ranked(results):
    row, preview = results.ready(*ROWS)
    confirm_by_two(row, preview.prepared, by=results.world.officer, at=IMPORTING)
    return results.world


def test_groups_are_ranked_apart_with_ties_and_the_unranked_last(ranked):
    standings = Ranking.objects.get().standings.select_related("unit", "group")
    communes = [(s.unit.code, s.rank, s.tied) for s in standings if s.group.code == "phuong-xa"]
    assert communes[:4] == [
        ("30397", 1, False),
        ("30388", 2, True),
        ("30382", 2, True),
        ("30379", 4, False),
    ]
    assert len(communes) == 14
    assert all(rank is None for _, rank, _ in communes[4:])
    departments = [(s.unit.code, s.rank) for s in standings if s.group.code == "phong-ban"]
    assert departments[0] == ("tan-chau-nv", 1)


def test_the_same_inputs_give_the_same_ranking(ranked):
    before = Ranking.objects.get()
    after = rank_units(campaign=ranked.campaign, year=2023, by=ranked.officer, at=IMPORTING)
    assert after == before
    assert rank_units(campaign=ranked.campaign, year=2023, by=None, at=IMPORTING) == before


def test_another_group_membership_is_another_ranking(ranked):
    before = Ranking.objects.get()
    ranked.campaign.members.get(unit__code="30397").delete()
    after = rank_units(campaign=ranked.campaign, year=2023, by=ranked.officer, at=IMPORTING)
    assert after != before and after.inputs_sha256 != before.inputs_sha256
    before.refresh_from_db()
    assert not before.is_current
    assert before.standings.count() == 27 and after.standings.count() == 26


def test_without_results_there_is_no_ranking(tan_chau):
    with pytest.raises(DomainError, match="Chưa có kết quả năm 2023"):
        rank_units(campaign=tan_chau.campaign, year=2023, by=tan_chau.officer, at=IMPORTING)


def test_only_the_standing_body_ranks(ranked):
    with pytest.raises(NotAllowed):
        rank_units(campaign=ranked.campaign, year=2023, by=ranked.member(1), at=IMPORTING)
