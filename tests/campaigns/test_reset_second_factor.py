"""Whoever lost the phone gets in again: by an administrator, and by two people where the role is a strong one."""

import pytest

from accounts.domain.second_factor import set_up_app
from accounts.errors import DomainError, NotAllowed, NotFound
from accounts.models import AuditEvent, FactorReset, KnownDevice, SignInSession, User
from accounts.second_factor import has_second_factor
from campaigns.domain.reset_second_factor import ask_factor_reset, confirm_factor_reset, refuse_factor_reset
from campaigns.enums import Role
from dossiers.demo.base import moment, write_person
from tests.accounts.test_second_factor_pages import code_of

AT = moment(2023, 8, 2)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def office(tan_chau):
    """Two administrators, a head and an officer of the issuing unit; everybody has an authenticator app."""
    unit = tan_chau.campaign.issuer
    rows = [("qt-1", Role.SYSTEM_ADMIN), ("qt-2", Role.SYSTEM_ADMIN), ("truong", Role.UNIT_HEAD)]
    for code, role in [*rows, ("vien-chuc", Role.UNIT_OFFICER)]:
        write_person(code, f"Người {code}", unit, role, "Công chức")
    people = {user.username: user for user in User.objects.filter(full_name__startswith="Người ")}
    for user in people.values():
        set_up_app(by=user, secret=SECRET, code=code_of(SECRET), at=AT)
    return tan_chau, people


def ask(people, who: str, by: str = "qt-1", reason: str = "Mất điện thoại"):
    return ask_factor_reset(person=people[who], reason=reason, by=people[by], at=AT)


def test_for_an_officer_one_administrator_is_enough(office):
    world, people = office
    browser = world.browser(people["vien-chuc"], at=AT)
    KnownDevice.objects.create(user=people["vien-chuc"], secret_hash="x", first_seen=AT, last_seen=AT)
    assert ask(people, "vien-chuc") is None
    assert not has_second_factor(people["vien-chuc"])
    assert not SignInSession.objects.filter(user=people["vien-chuc"]).exists()
    assert not KnownDevice.objects.exists() and browser.get("/").status_code == 302
    event = AuditEvent.objects.get(kind="factor.reset")
    assert event.actor == people["qt-1"] and "Mất điện thoại" in event.sentence


def test_for_an_administrator_a_second_person_says_yes(office):
    _, people = office
    row = ask(people, "qt-2")
    assert has_second_factor(people["qt-2"]) and FactorReset.objects.count() == 1
    for wrong in ("qt-1", "qt-2"):
        with pytest.raises(NotAllowed):
            confirm_factor_reset(reset=row, by=people[wrong], at=AT)
    with pytest.raises(NotAllowed):
        confirm_factor_reset(reset=row, by=people["vien-chuc"], at=AT)
    confirm_factor_reset(reset=row, by=people["truong"], at=AT)
    assert not has_second_factor(people["qt-2"]) and not FactorReset.objects.exists()
    assert "Người truong xác nhận" in AuditEvent.objects.get(kind="factor.reset").sentence
    with pytest.raises(DomainError):
        confirm_factor_reset(reset=row, by=people["truong"], at=AT)


def test_a_no_takes_nothing_away(office):
    _, people = office
    refuse_factor_reset(reset=ask(people, "qt-2"), by=people["truong"], at=AT)
    assert has_second_factor(people["qt-2"]) and not FactorReset.objects.exists()
    assert AuditEvent.objects.filter(kind="factor.reset_refused").count() == 1


@pytest.mark.parametrize(
    "who, by, reason, error",
    [
        ("qt-1", "qt-1", "Mất", DomainError),
        ("vien-chuc", "qt-1", "  ", DomainError),
        ("vien-chuc", "truong", "Mất", NotFound),
    ],
)
def test_what_is_refused(office, who, by, reason, error):
    with pytest.raises(error):
        ask(office[1], who, by, reason)
    assert has_second_factor(office[1][who])


def test_asking_twice_and_without_a_factor(office):
    _, people = office
    ask(people, "qt-2")
    with pytest.raises(DomainError, match="đã đề nghị gỡ rồi"):
        ask(people, "qt-2")
    ask(people, "vien-chuc")
    with pytest.raises(DomainError, match="chưa đặt"):
        ask(people, "vien-chuc")


def test_the_pages_from_asking_to_the_yes(office):
    world, people = office
    first = world.browser(people["qt-1"], at=AT)
    page = f"/nguoi-dung/{people['qt-2'].pk}/"
    assert "Gỡ yếu tố thứ hai, lý do" in first.get(page).content.decode()
    first.post(f"{page}yeu-to/", {"reason": "Mất điện thoại"})
    assert "một người thứ hai xác nhận" in first.get(page).content.decode()
    row = FactorReset.objects.get()
    assert first.post(f"/yeu-to/{row.pk}/xac-nhan/").status_code == 404
    head = world.browser(people["truong"])
    assert "Xác nhận gỡ yếu tố thứ hai" in head.get("/").content.decode()
    assert "Mất điện thoại" in head.get("/vai-tro/cho-xac-nhan/").content.decode()
    assert head.post(f"/yeu-to/{row.pk}/xac-nhan/").status_code == 302
    assert not has_second_factor(people["qt-2"])
    stranger = world.browser(world.member(1))
    assert stranger.post(f"{page}yeu-to/", {"reason": "x"}).status_code == 404
