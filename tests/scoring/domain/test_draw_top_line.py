"""Where the top band ends: a named person says it, once places were given nobody moves it."""

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.claim_place import claim_place
from awards.models import AwardQuota
from campaigns.models import UnitGroup
from scoring.domain.draw_top_line import draw_top_line
from scoring.models import TopLine
from tests.proposal_makers import JUDGED
from tests.shape_makers import BODIES, COMMUNES, measured, put, reshaped, without_council

SCORES = {BODIES[0]: "90", COMMUNES[0]: "97", COMMUNES[1]: "90", COMMUNES[2]: "90"}


@pytest.fixture
def ranking(tan_chau):
    return measured(tan_chau, 2023, SCORES)


def draw(world, ranking, last_rank=2, **values):
    group = UnitGroup.objects.get(campaign=world.campaign, code="phuong-xa")
    values = {"group": group, "ground": "Biên bản 3", "by": world.officer, "at": JUDGED, **values}
    return draw_top_line(ranking=ranking, last_rank=last_rank, **values)


def test_the_line_is_drawn_and_moved(tan_chau, ranking):
    draw(tan_chau, ranking, 1)
    line = draw(tan_chau, ranking, 2)
    assert TopLine.objects.get() == line and line.last_rank == 2 and line.by == tan_chau.officer
    events = AuditEvent.objects.filter(kind="top_line.drawn").order_by("number")
    assert [event.changes["last_rank"] for event in events] == [[None, 1], [1, 2]]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"ground": " "}, "căn cứ"),
        ({"last_rank": 3}, "không có đơn vị nào ở hạng 3"),
        ({"last_rank": 0}, "hạng 0"),
    ],
)
def test_what_is_wrong_is_said(tan_chau, ranking, values, said):
    with pytest.raises(DomainError, match=said):
        draw(tan_chau, ranking, **values)
    assert not TopLine.objects.exists()


def test_only_the_standing_body_in_the_current_ranking_before_places_are_given(tan_chau, ranking):
    with pytest.raises(NotAllowed):
        draw(tan_chau, ranking, by=tan_chau.person_of(tan_chau.unit(COMMUNES[0])))
    reshaped(tan_chau, {"mode": "none"})
    without_council(tan_chau)
    one = put(tan_chau, "A", COMMUNES[0])
    claim_place(nomination=one, quota=AwardQuota.objects.get(), by=tan_chau.officer, at=JUDGED)
    with pytest.raises(DomainError, match="Đã chọn khen thưởng 1"):
        draw(tan_chau, ranking)
    ranking.is_current = False
    ranking.save()
    with pytest.raises(DomainError, match="đã được thay"):
        draw(tan_chau, ranking)
