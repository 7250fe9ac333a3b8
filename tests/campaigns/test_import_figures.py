"""The import as one act: everything or nothing, named in the trail."""

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from campaigns.domain.import_figures import import_figures
from campaigns.domain.record_figures import TypedTasks
from campaigns.models import UnitFigure
from tests.yearly_makers import IN_2024, lengthen


def bring(world, **changes):
    """One line of a file."""
    lengthen(world.campaign)
    values = {
        "year": 2023, "lines": [TypedTasks(world.unit("30397"), 40, 38, "Báo cáo 1")], "problems": [],
        "filename": "so-lieu.xlsx", "sha256": "ab" * 32, "by": world.officer, "at": IN_2024,
    }  # fmt: skip
    return import_figures(campaign=world.campaign, **{**values, **changes})


def test_the_file_is_named_in_the_trail(tan_chau):
    assert bring(tan_chau) == 1
    event = AuditEvent.objects.get(kind="figures.imported")
    assert event.changes == {
        "year": 2023,
        "file": "so-lieu.xlsx",
        "sha256": "ab" * 32,
        "units": {"30397": {"tasks": [None, "38/40"], "document": [None, "Báo cáo 1"]}},
    }
    assert UnitFigure.objects.count() == 2


def test_any_problem_means_that_nothing_is_written(tan_chau):
    with pytest.raises(DomainError, match=r"còn 2 lỗi\. Hàng 4: sai"):
        bring(tan_chau, problems=["Hàng 4: sai.", "Hàng 5: sai."])
    assert not UnitFigure.objects.exists()


def test_only_the_office(tan_chau):
    with pytest.raises(NotAllowed):
        bring(tan_chau, by=tan_chau.person_of(tan_chau.unit("30397")))
    assert not UnitFigure.objects.exists()
