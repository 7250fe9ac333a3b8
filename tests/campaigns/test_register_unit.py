import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from campaigns.domain.register_unit import register_unit
from campaigns.models import Registration
from campaigns.queries import unregistered_units
from dossiers.demo.base import moment


def test_a_unit_registers_once(tan_chau):
    unit = tan_chau.unit("30397")
    at = moment(2023, 8, 2)
    register_unit(campaign=tan_chau.campaign, unit=unit, by=tan_chau.person_of(unit), at=at)
    assert Registration.objects.get().registered_at == at
    assert unregistered_units(tan_chau.campaign).count() == 26
    assert AuditEvent.objects.first().sentence.startswith("UBND xã Châu Phong đăng ký")
    assert broken_links() == []
    with pytest.raises(DomainError, match="đã đăng ký"):
        register_unit(campaign=tan_chau.campaign, unit=unit, by=tan_chau.person_of(unit), at=at)
    assert Registration.objects.count() == 1


def test_someone_else_can_not_register_the_unit(tan_chau):
    unit, other = tan_chau.unit("30397"), tan_chau.unit("30388")
    with pytest.raises(NotAllowed):
        register_unit(
            campaign=tan_chau.campaign, unit=unit, by=tan_chau.person_of(other), at=moment(2023, 8, 2)
        )
    assert not Registration.objects.exists()


def test_after_the_period_it_is_too_late(tan_chau):
    unit = tan_chau.unit("30397")
    with pytest.raises(DomainError, match="31/12/2023"):
        register_unit(
            campaign=tan_chau.campaign, unit=unit, by=tan_chau.person_of(unit), at=moment(2024, 1, 1, 0, 1)
        )
    assert not Registration.objects.exists()
