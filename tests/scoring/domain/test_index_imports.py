import pytest
from django.core.files.storage import default_storage

from accounts.errors import DomainError, NotAllowed
from campaigns.models import UnitAlias
from scoring.domain.index_imports import (
    choices_mark,
    decide_names,
    discard_index,
    forget_name,
    set_columns,
)
from scoring.importers import uploads
from scoring.models import IndexImport
from tests.scoring.conftest import IMPORTING
from tests.scoring.import_makers import confirm_by_two

ROW = (1, "UBND xã Tân An", 90, 90.8, 1)


def test_the_file_and_its_hash_are_kept(results):
    data = results.file(ROW)
    row = results.upload(data)
    assert (row.state, row.filename, row.size, row.scale) == ("preview", "ket-qua.xlsx", len(data), "")
    assert default_storage.open(row.file.name).read() == data
    assert row.columns["roles"] == {"name": 1, "code": None, "value": 3, "rank": 4}


def test_the_same_file_leads_to_the_open_preview(results):
    row = results.upload(results.file(ROW))
    assert results.upload(default_storage.open(row.file.name).read(), name="khac.xlsx") == row
    assert IndexImport.objects.count() == 1
    assert results.upload(default_storage.open(row.file.name).read(), year=2022) != row


def test_only_the_standing_body_uploads_and_chooses(results):
    world = results.world
    row = results.upload(results.file(ROW))
    for stranger in (world.person_of(world.unit("30388")), world.member(1)):
        with pytest.raises(NotAllowed):
            results.upload(results.file(ROW, title="khác"), by=stranger)
        with pytest.raises(NotAllowed):
            set_columns(
                index_import=row,
                sheet_name=row.sheet_name,
                columns={},
                scale="one",
                scale_maximum=None,
                by=stranger,
                at=IMPORTING,
            )
        with pytest.raises(NotAllowed):
            decide_names(index_import=row, decisions={"x": "skip"}, by=stranger, at=IMPORTING)
        with pytest.raises(NotAllowed):
            discard_index(index_import=row, by=stranger, at=IMPORTING)
    row.refresh_from_db()
    assert (row.scale, row.decisions) == ("", {})
    assert IndexImport.objects.count() == 1


def test_points_need_their_maximum(results):
    row = results.upload(results.file(ROW))
    with pytest.raises(DomainError, match="điểm tối đa"):
        results.with_scale(row, "points")
    with pytest.raises(DomainError, match="thang điểm"):
        results.with_scale(row, "furlong")
    assert results.with_scale(row, "points", 1000).scale_maximum == 1000
    assert results.with_scale(row, "percent", 1000).scale_maximum is None


def test_a_name_is_given_to_a_unit_of_the_campaign_only(results):
    row = results.upload(results.file(ROW))
    world = results.world
    with pytest.raises(DomainError, match="không thuộc đối tượng"):
        decide_names(
            index_import=row, decisions={"x": world.unit("tan-chau").pk}, by=world.officer, at=IMPORTING
        )
    decide_names(index_import=row, decisions={"x": world.unit("30388").pk}, by=world.officer, at=IMPORTING)
    row = decide_names(index_import=row, decisions={"y": "skip"}, by=world.officer, at=IMPORTING)
    assert row.decisions == {"x": world.unit("30388").pk, "y": "skip"}


def test_the_mark_follows_every_choice(results):
    row = results.upload(results.file(ROW))
    marks = {choices_mark(row)}
    marks.add(choices_mark(results.with_scale(row, "percent")))
    marks.add(choices_mark(results.with_scale(row, "points", 200)))
    officer = results.world.officer
    marks.add(choices_mark(decide_names(index_import=row, decisions={"y": "skip"}, by=officer, at=IMPORTING)))
    assert len(marks) == 4


def test_an_unconfirmed_file_is_thrown_away(results, django_capture_on_commit_callbacks):
    row = results.upload(results.file(ROW))
    name = row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        discard_index(index_import=row, by=results.world.officer, at=IMPORTING)
    assert not IndexImport.objects.exists()
    assert not default_storage.exists(name)


def test_an_answer_is_remembered_and_can_be_forgotten(results):
    world, name = results.world, "UBND xã Vỉnh Xương"
    row, preview = results.ready((1, name, 80, 81, 1))
    answer = {preview.plan.unmatched[0].key: world.unit("30382").pk}
    row = decide_names(index_import=row, decisions=answer, by=world.officer, at=IMPORTING)
    preview = uploads.preview_of(row, uploads.open_import(row))
    confirm_by_two(row, preview.prepared, by=world.officer, at=IMPORTING)
    row, preview = results.ready((1, name, 80, 82, 1))
    assert [line.how for line in preview.plan.lines] == ["alias"]
    row = forget_name(index_import=row, name=name, by=world.officer, at=IMPORTING)
    assert row.decisions == {} and not UnitAlias.objects.filter(name=name).exists()
    assert uploads.preview_of(row, uploads.open_import(row)).plan.unmatched[0].raw_name == name
    with pytest.raises(DomainError, match="không phải là tên đã được chọn"):
        forget_name(index_import=row, name=name, by=world.officer, at=IMPORTING)


def test_a_name_of_the_units_own_page_is_not_forgotten_here(results):
    world, unit = results.world, results.world.unit("30382")
    UnitAlias.objects.create(
        unit=unit, name="Vĩnh X", name_key="vĩnh x", accepted_by=world.member(1), accepted_at=IMPORTING
    )
    row, _ = results.ready((1, "Vĩnh X", 80, 81, 1))
    with pytest.raises(DomainError, match="ghi ở trang của UBND xã Vĩnh Xương"):
        forget_name(index_import=row, name="Vĩnh X", by=world.officer, at=IMPORTING)
    with pytest.raises(NotAllowed):
        forget_name(index_import=row, name="Vĩnh X", by=world.member(1), at=IMPORTING)
    assert UnitAlias.objects.filter(name="Vĩnh X").exists()
