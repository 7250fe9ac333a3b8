"""One prepares, another confirms: nobody confirms their own figures, and what is confirmed is what was proposed."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed, Stale
from accounts.models import AuditEvent, User
from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.demo.base import write_person
from scoring.domain.confirm_index import confirm_index
from scoring.domain.propose_index import propose_index, return_index
from scoring.models import IndexImport, IndexResult, Ranking
from tests.scoring.conftest import IMPORTING

ROWS = [(1, "UBND xã Tân An", 91, 90.8, 1), (2, "UBND xã Châu Phong", 88.5, 87.9, 2)]


@pytest.fixture
def desk(results):
    """The file, its preview, and the people: the officer, a second officer to come, the head, the chairman."""
    results.row, results.preview = results.ready(*ROWS)
    results.head = User.objects.get(username="truong-phong")
    return results


def propose(desk, by=None):
    given = {"prepared": desk.preview.prepared, "by": by or desk.world.officer, "at": IMPORTING}
    return propose_index(index_import=desk.row, **given).index_import


def confirm(desk, by, prepared=None):
    prepared = prepared or desk.preview.prepared
    return confirm_index(index_import=desk.row, prepared=prepared, by=by, at=IMPORTING)


def second_officer(desk) -> User:
    unit = desk.world.campaign.standing_unit
    return write_person("can-bo-2", "Lê Thị Hoa", unit, Role.STANDING_OFFICER, "Chuyên viên")


def test_a_proposal_writes_nothing_yet(desk):
    row = propose(desk)
    assert (row.state, row.proposed_by, row.proposed_at) == ("proposed", desk.world.officer, IMPORTING)
    assert not IndexResult.objects.exists() and not Ranking.objects.exists()
    event = AuditEvent.objects.filter(kind="index.proposed").get()
    assert event.sentence == "Đề nghị xác nhận kết quả năm 2023 của 2 đơn vị từ tệp «ket-qua.xlsx»."


def test_the_head_of_an_office_of_one_confirms(desk):
    propose(desk)
    with pytest.raises(NotAllowed, match="không có cán bộ nào khác: bước xác nhận .* do thủ trưởng"):
        confirm(desk, desk.world.officer)
    report = confirm(desk, desk.head)
    assert (report.index_import.confirmed_by, report.written) == (desk.head, 2)
    assert "người đề nghị: Đặng Thu Trang" in AuditEvent.objects.get(kind="index.confirmed").sentence
    assert broken_links() == []


def test_where_there_is_another_officer_it_is_not_the_head(desk):
    other = second_officer(desk)
    propose(desk)
    with pytest.raises(NotAllowed, match="một cán bộ khác của .* thực hiện \\(Lê Thị Hoa\\)"):
        confirm(desk, desk.head)
    assert confirm(desk, other).index_import.confirmed_by == other


def test_with_nobody_to_confirm_it_is_not_even_proposed(desk):
    Membership.objects.filter(role=Role.UNIT_HEAD).update(valid_to=date(2023, 1, 1))
    with pytest.raises(DomainError, match="Chưa có ai giữ vai trò «Thủ trưởng"):
        propose(desk)
    desk.row.refresh_from_db()
    assert desk.row.state == "preview"


def test_an_unproposed_file_is_not_confirmed(desk):
    with pytest.raises(DomainError, match="Chờ xác nhận"):
        confirm(desk, desk.head)
    assert not IndexResult.objects.exists()


def test_only_what_was_proposed_is_confirmed(desk):
    propose(desk)
    line = desk.preview.prepared.lines[0]
    other = replace(desk.preview.prepared, lines=[replace(line, value=line.value + 1)])
    with pytest.raises(Stale, match="khác lúc đề nghị"):
        confirm(desk, desk.head, other)
    assert not IndexResult.objects.exists()


def test_it_is_given_back_with_a_reason_or_taken_back_without(desk):
    propose(desk)
    with pytest.raises(DomainError, match="lý do trả lại"):
        return_index(index_import=desk.row, reason=" ", by=desk.head, at=IMPORTING)
    with pytest.raises(NotAllowed):
        return_index(index_import=desk.row, reason="x", by=desk.world.member(1), at=IMPORTING)
    row = return_index(index_import=desk.row, reason="Sai năm", by=desk.head, at=IMPORTING)
    assert (row.state, row.returned_reason, row.proposed_by) == ("preview", "Sai năm", None)
    row = propose(desk)
    assert row.returned_reason == ""
    assert return_index(index_import=row, reason="", by=desk.world.officer, at=IMPORTING).state == "preview"
    with pytest.raises(DomainError, match="Chờ xác nhận"):
        return_index(index_import=row, reason="", by=desk.world.officer, at=IMPORTING)


def test_the_database_refuses_the_same_person_twice(desk):
    propose(desk)
    broken = {"state": "confirmed", "confirmed_at": IMPORTING, "confirmed_by": desk.world.officer}
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexImport.objects.filter(pk=desk.row.pk).update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexImport.objects.filter(pk=desk.row.pk).update(proposed_by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexImport.objects.filter(pk=desk.row.pk).update(state="preview")


def test_the_same_file_while_it_waits_leads_to_the_proposal(desk):
    row = propose(desk)
    assert desk.upload(desk.file(*ROWS)) == row
