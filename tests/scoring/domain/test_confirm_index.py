from dataclasses import replace
from decimal import Decimal

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed, Stale
from accounts.text import name_key
from awards.enums import NominationState
from awards.models import Award, AwardQuota, AwardRecord, Nomination
from campaigns.models import UnitAlias
from scoring.domain.confirm_index import confirm_index, undo_index
from scoring.domain.index_imports import decide_names
from scoring.importers import uploads
from scoring.importers.changes import changes_against
from scoring.models import IndexImport, IndexResult, Ranking
from tests.scoring.conftest import IMPORTING
from tests.scoring.import_makers import confirm_by_two

AN, PHONG, VINH = "UBND xã Tân An", "UBND xã Châu Phong", "UBND xã Vĩnh Xương"
ROWS = [(1, AN, 91, 90.8, 1), (2, PHONG, 88.5, 87.9, 2)]


def confirm(results, row, preview, by=None):
    return confirm_by_two(row, preview.prepared, by=by or results.world.officer, at=IMPORTING)


def confirmed(results, *rows, **options):
    return confirm(results, *results.ready(*rows, **options))


def award_a_place(world) -> None:
    unit, officer = world.unit("30388"), world.officer
    nomination = Nomination.objects.create(
        campaign=world.campaign,
        round=world.campaign.rounds.get(),
        unit=unit,
        group=world.campaign.members.get(unit=unit).group,
        award=Award.objects.get(campaign=world.campaign),
        subject="tap_the",
        name=unit.name,
        state=NominationState.AWARDED,
        created_by=officer,
        created_at=IMPORTING,
        search_key="x",
        sort_key="1",
    )
    AwardRecord.objects.create(
        campaign=world.campaign,
        round=nomination.round,
        nomination=nomination,
        quota=AwardQuota.objects.filter(subject="tap_the").first(),
        place=1,
        marked_at=IMPORTING,
        marked_by=officer,
    )


def test_results_are_written_with_their_places(results):
    report = confirmed(results, *ROWS)
    assert (report.written, report.changed) == (2, True)
    row = IndexResult.objects.get(unit__code="30388")
    assert (row.value, row.raw, row.row, row.cell, row.printed_rank) == (Decimal("90.8"), "90.8", 3, "D3", 1)
    assert row.parts == {"Nhận thức số": "91"}
    assert report.index_import.state == "confirmed"
    assert [(s.unit.code, s.rank) for s in report.ranking.standings.filter(rank__isnull=False)] == [
        ("30388", 1),
        ("30397", 2),
    ]
    assert report.ranking.standings.count() == 27
    assert broken_links() == []


def test_one_problem_and_nothing_is_written(results):
    row, preview = results.ready(ROWS[0], (2, PHONG, 88, "tám mươi", 2), (3, "UBND xã Lạ", 1, 2, 3))
    with pytest.raises(DomainError) as refused:
        confirm(results, row, preview)
    assert "Trang tính «Kết quả», hàng 4: ô D4: «tám mươi» không phải là số" in refused.value.message
    assert "không tìm thấy đơn vị «UBND xã Lạ»" in refused.value.message
    assert not IndexResult.objects.exists() and not Ranking.objects.exists()
    row.refresh_from_db()
    assert row.state == "preview"


def test_only_the_standing_body_confirms(results):
    row, preview = results.ready(*ROWS)
    for stranger in (results.world.person_of(results.world.unit("30388")), results.world.member(1)):
        with pytest.raises(NotAllowed):
            confirm(results, row, preview, by=stranger)
    assert not IndexResult.objects.exists()


def test_a_plan_of_other_choices_is_stale(results):
    row, preview = results.ready(*ROWS)
    results.with_scale(row, "points", 200)
    with pytest.raises(Stale):
        confirm(results, row, preview)
    assert not IndexResult.objects.exists()


def test_a_decided_name_is_known_from_then_on(results):
    world = results.world
    misspelt = "UBND xã Vỉnh Xương"
    row, preview = results.ready(ROWS[0], (2, misspelt, 80, 81, 2))
    assert [name.suggestions[0][1] for name in preview.plan.unmatched] == ["Ủy ban nhân dân xã Vĩnh Xương"]
    answer = {preview.plan.unmatched[0].key: world.unit("30382").pk}
    row = decide_names(index_import=row, decisions=answer, by=world.officer, at=IMPORTING)
    confirm(results, row, uploads.preview_of(row, uploads.open_import(row)))
    alias = UnitAlias.objects.get(name=misspelt)
    assert (alias.unit.code, alias.name_key, alias.accepted_by) == (
        "30382",
        name_key(misspelt),
        world.officer,
    )
    next_row, next_preview = results.ready((1, misspelt, 80, 82, 1))
    assert [line.how for line in next_preview.plan.lines] == ["alias"]


def test_a_skipped_name_is_left_out(results):
    row, preview = results.ready(ROWS[0], (2, "Công ty Bưu chính", 80, 81, 2))
    answer = {preview.plan.unmatched[0].key: "skip"}
    row = decide_names(index_import=row, decisions=answer, by=results.world.officer, at=IMPORTING)
    report = confirm(results, row, uploads.preview_of(row, uploads.open_import(row)))
    assert report.written == 1
    assert not UnitAlias.objects.exists()


def test_the_same_file_twice_changes_nothing(results):
    first = confirmed(results, *ROWS)
    again = confirmed(results, *ROWS)
    assert (again.changed, again.index_import, again.ranking) == (False, first.index_import, first.ranking)
    assert IndexImport.objects.count() == 1
    assert IndexResult.objects.count() == 2


def test_a_correction_supersedes(results):
    first = confirmed(results, *ROWS)
    row, preview = results.ready(ROWS[0], (2, PHONG, 88.5, 95, 2), (3, VINH, 1, 2, 3))
    changes = changes_against(first.index_import, preview.plan.lines, {})
    assert [(change.old, change.new) for change in changes] == [
        (Decimal("87.9"), Decimal(95)),
        (None, Decimal(2)),
    ]
    second = confirm(results, row, preview)
    first.index_import.refresh_from_db()
    assert first.index_import.state == "superseded"
    current = Ranking.objects.get(is_current=True)
    assert current == second.ranking
    assert current.standings.get(rank=1).unit.code == "30397"


def test_another_year_stands_beside(results):
    confirmed(results, *ROWS)
    confirmed(results, *ROWS, year=2022)
    assert IndexImport.objects.filter(state="confirmed").count() == 2
    assert Ranking.objects.filter(is_current=True).count() == 2


def test_undo_brings_the_earlier_one_back(results):
    first = confirmed(results, *ROWS)
    second = confirmed(results, ROWS[0], (2, PHONG, 88.5, 95, 2))
    officer = results.world.officer
    earlier = undo_index(index_import=second.index_import, reason="Nhầm tệp", by=officer, at=IMPORTING)
    assert earlier == first.index_import
    assert [row.state for row in IndexImport.objects.order_by("pk")] == ["confirmed", "undone"]
    assert Ranking.objects.get(is_current=True).standings.get(rank=1).unit.code == "30388"
    assert undo_index(index_import=earlier, reason="Cũng nhầm", by=officer, at=IMPORTING) is None
    assert not Ranking.objects.filter(is_current=True).exists()
    assert IndexResult.objects.count() == 4


def test_undo_asks_for_a_reason_and_the_right_person(results):
    row = confirmed(results, *ROWS).index_import
    with pytest.raises(DomainError, match="lý do"):
        undo_index(index_import=row, reason="  ", by=results.world.officer, at=IMPORTING)
    with pytest.raises(NotAllowed):
        undo_index(index_import=row, reason="Nhầm", by=results.world.member(1), at=IMPORTING)
    waiting, _ = results.ready(ROWS[0])
    with pytest.raises(DomainError, match="không ở trạng thái đã ghi nhận"):
        undo_index(index_import=waiting, reason="Nhầm", by=results.world.officer, at=IMPORTING)
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_nothing_moves_under_awards(results):
    first = confirmed(results, *ROWS)
    award_a_place(results.world)
    with pytest.raises(DomainError, match="Không hủy kết quả được"):
        undo_index(index_import=first.index_import, reason="Nhầm", by=results.world.officer, at=IMPORTING)
    row, preview = results.ready(ROWS[0])
    with pytest.raises(DomainError, match="Không thay kết quả được"):
        confirm(results, row, preview)
    first.index_import.refresh_from_db()
    assert first.index_import.state == "confirmed"
    assert Ranking.objects.get(is_current=True) == first.ranking


def test_an_import_without_scale_is_not_confirmed(results):
    row = results.upload(results.file(*ROWS))
    _, preview = results.ready(*ROWS)
    prepared = replace(preview.prepared, lines=preview.prepared.lines)
    row = results.with_scale(row, "")
    with pytest.raises((DomainError, Stale)):
        confirm_index(index_import=row, prepared=prepared, by=results.world.officer, at=IMPORTING)
    assert not IndexResult.objects.exists()
