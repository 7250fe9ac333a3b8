"""A plan that is not launched yet, beside last year's results in the one that is."""

from awards.domain.load_plan import load_plan
from awards.packs_schema import read_pack
from campaigns.models import Campaign
from tests.scoring.conftest import IMPORTING
from tests.scoring.import_makers import confirm_by_two

ROWS = [
    (1, "UBND phường Long Thạnh", 97.5, 96.4, 1),
    (2, "UBND xã Phú Vĩnh", 92, 93.75, 2),
    (3, "UBND phường Long Sơn", 90, 91.25, 3),
    (4, "UBND phường Long Phú", 90, 91.25, 3),
    (5, "UBND xã Tân An", 90, 90.8, 5),
]


def imported(results, *rows, year: int = 2022):
    row, preview = results.ready(*rows, year=year)
    return confirm_by_two(row, preview.prepared, by=results.world.officer, at=IMPORTING)


def draft_beside(results) -> Campaign:
    """A second plan of the same bodies, not launched, and last year's results in the launched one."""
    imported(results, *ROWS)
    pack = {**read_pack("tan_chau_2023"), "slug": "phuong-an", "title": "Phong trào đang chuẩn bị"}
    campaign = load_plan(pack=pack, criteria_set=results.world.campaign.criteria_set).campaign
    assert campaign is not None
    return campaign
