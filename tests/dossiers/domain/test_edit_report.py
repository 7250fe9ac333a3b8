from datetime import date

import pytest

from accounts.errors import DomainError, NotAllowed, Stale
from dossiers.domain.edit_report import OldAward, edit_report
from dossiers.models import AchievementReport
from tests.dossier_makers import WRITTEN, opened, report


@pytest.fixture
def desk(tan_chau):
    return opened(tan_chau)


def test_a_save_counts_the_version_up_and_the_same_again_does_not(desk):
    row = desk.nominations[0]
    assert report(desk, row, results="Một.", staff_count=21).version == 1
    assert report(desk, row, version=0, results="Một.").version == 1
    assert report(desk, row, version=1, results="Hai.").version == 2
    kept = AchievementReport.objects.get()
    assert (kept.results, kept.staff_count) == ("Hai.", 21)


def test_the_second_writer_is_told_and_nothing_is_overwritten(desk):
    row = desk.nominations[0]
    report(desk, row, results="Người thứ nhất.")
    with pytest.raises(Stale, match="vừa lưu báo cáo này lúc 09:00"):
        report(desk, row, version=0, results="Người thứ hai.")
    assert AchievementReport.objects.get().results == "Người thứ nhất."


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"birth_date": date(2020, 1, 1)}, "birth_date"),
        ({"staff_count": 0}, "staff_count"),
        ({"results": "x" * 20_001}, "results"),
        ({"phone": "0" * 41}, "phone"),
        ({"past_awards": [OldAward(1900, "Giấy khen")]}, "past_awards"),
        ({"past_awards": [OldAward(2024, "Giấy khen")]}, "past_awards"),
        ({"past_awards": [OldAward(2020, " ")]}, "past_awards"),
    ],
)
def test_what_can_not_be_is_refused_at_its_field(desk, values, field):
    with pytest.raises(DomainError) as refused:
        report(desk, desk.nominations[0], **values)
    assert refused.value.field == field
    assert not AchievementReport.objects.exists()


def test_past_awards_are_replaced_in_the_order_of_years(desk):
    row = desk.nominations[0]
    report(desk, row, past_awards=[OldAward(2022, "B"), OldAward(2020, "A")])
    names = [one.name for one in AchievementReport.objects.get().past_awards.all()]
    assert names == ["A", "B"]
    assert report(desk, row, version=1, past_awards=[OldAward(2020, "A"), OldAward(2022, "B")]).version == 1
    assert report(desk, row, version=1, results="Chỉ chữ.").past_awards.count() == 2


def test_another_units_person_writes_nothing(desk, tan_chau):
    other = opened(tan_chau, "30388")
    with pytest.raises(NotAllowed):
        edit_report(
            dossier=desk.dossier,
            nomination=desk.nominations[0],
            version=0,
            by=other.person,
            at=WRITTEN,
            results="x",
        )
    assert not AchievementReport.objects.exists()
