import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.nominate import edit_nomination, nominate, withdraw_nomination
from awards.enums import Honorific, NominationState
from awards.models import Award, Nomination
from tests.dossier_makers import OPENED, register


@pytest.fixture
def desk(tan_chau):
    unit, person = register(tan_chau, "30397")
    return tan_chau, unit, person


def put_forward(desk, subject="ca_nhan", by=None, **values):
    world, unit, person = desk
    if subject == "ca_nhan":
        values = {"name": "Trần Minh Khoa", "honorific": "ong", "position_title": "Công chức", **values}
    return nominate(
        campaign=world.campaign,
        unit=unit,
        award=Award.objects.get(campaign=world.campaign),
        subject=subject,
        by=by or person,
        at=OPENED,
        **values,
    )


def test_a_person_is_put_forward_with_keys_to_find_and_sort_by(desk):
    row = put_forward(desk, name="  Lê Thị  Ngọc Ánh ", honorific=Honorific.BA)
    assert (row.name, row.state, row.group.code) == ("Lê Thị Ngọc Ánh", NominationState.DRAFT, "phuong-xa")
    assert "le thi ngoc anh" in row.search_key and "chau phong" in row.search_key
    assert row.sort_key < put_forward(desk, name="Trần Bình").sort_key  # by given name: Ánh before Bình
    assert AuditEvent.objects.filter(kind="nomination.created").count() == 2 and broken_links() == []


def test_the_collective_bears_the_units_name_and_comes_once(desk):
    row = put_forward(desk, subject="tap_the", summary="Tốt")
    assert (row.name, row.honorific) == ("Ủy ban nhân dân xã Châu Phong", "")
    with pytest.raises(DomainError, match="mỗi đơn vị một tập thể"):
        put_forward(desk, subject="tap_the")
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"honorific": ""}, "honorific"),
        ({"position_title": ""}, "position_title"),
        ({"summary": "x" * 1501}, "summary"),
    ],
)
def test_what_is_missing_is_said_at_its_field(desk, values, field):
    with pytest.raises(DomainError) as refused:
        put_forward(desk, **values)
    assert refused.value.field == field
    assert not Nomination.objects.exists()


def test_the_same_person_comes_once(desk):
    put_forward(desk)
    with pytest.raises(DomainError, match="chỉ đề nghị một lần"):
        put_forward(desk, name="TRẦN MINH KHOA".title())
    put_forward(desk, position_title="Trưởng ấp")
    assert Nomination.objects.count() == 2


def test_someone_else_and_an_unregistered_unit_are_refused(desk):
    world, _, _ = desk
    other = world.unit("30388")
    with pytest.raises(NotAllowed):
        put_forward(desk, by=world.person_of(other))
    with pytest.raises(DomainError, match="chưa đăng ký"):
        put_forward((world, other, world.person_of(other)))
    assert not Nomination.objects.exists()


def test_editing_keeps_the_old_value_in_the_trail(desk):
    row = put_forward(desk)
    _, _, person = desk
    values = {"name": "Trần Minh Khôi", "honorific": "ong", "position_title": "Công chức"}
    edit_nomination(nomination=row, by=person, at=OPENED, **values)
    event = AuditEvent.objects.get(kind="nomination.edited")
    assert event.changes == {"name": ["Trần Minh Khoa", "Trần Minh Khôi"]}
    edit_nomination(nomination=row, by=person, at=OPENED, **values)
    assert AuditEvent.objects.filter(kind="nomination.edited").count() == 1


def test_a_sent_one_is_not_edited_or_withdrawn(desk):
    row = put_forward(desk)
    _, _, person = desk
    Nomination.objects.filter(pk=row.pk).update(state=NominationState.SENT)
    for act in (edit_nomination, withdraw_nomination):
        with pytest.raises(DomainError, match="đã gửi"):
            act(nomination=row, by=person, at=OPENED)


def test_a_withdrawn_collective_comes_back_in_its_row(desk):
    row = put_forward(desk, subject="tap_the")
    withdraw_nomination(nomination=row, by=desk[2], at=OPENED)
    row.refresh_from_db()
    assert row.state == NominationState.WITHDRAWN
    assert put_forward(desk, subject="tap_the").pk == row.pk
    assert Nomination.objects.get().state == NominationState.DRAFT
