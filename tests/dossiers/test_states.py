import pytest

from accounts.errors import DomainError
from dossiers.domain.accept_dossier import accept_dossier
from dossiers.domain.return_dossier import return_dossier
from dossiers.domain.send_dossier import send_dossier
from dossiers.enums import DossierState
from dossiers.models import Dossier
from dossiers.states import STEPS, states_diagram
from tests.dossier_makers import IN_TIME, opened

VERBS = {
    DossierState.SENT: lambda dossier, by: send_dossier(dossier=dossier, by=by, at=IN_TIME),
    DossierState.RETURNED: lambda dossier, by: return_dossier(
        dossier=dossier, reason="Thiếu số liệu.", by=by, at=IN_TIME
    ),
    DossierState.ACCEPTED: lambda dossier, by: accept_dossier(dossier=dossier, by=by, at=IN_TIME),
}


def test_the_table_names_every_state_and_leads_only_to_states():
    assert set(STEPS) == set(DossierState)
    assert {after for steps in STEPS.values() for after in steps} == set(VERBS)


def test_the_diagram_is_the_table():
    drawn = {line.strip() for line in states_diagram().splitlines() if "-->" in line and "[*]" not in line}
    wanted = {
        f"{before.value} --> {after.value}: {step.label} "
        f"({'đơn vị' if step.owner == 'unit' else 'cơ quan thường trực'})"
        for before, steps in STEPS.items()
        for after, step in steps.items()
    }
    assert drawn == wanted and len(drawn) == 4
    assert states_diagram().startswith("stateDiagram-v2\n    [*] --> draft")


@pytest.mark.parametrize("to", VERBS)
def test_from_accepted_there_is_no_way(tan_chau, to):
    desk = opened(tan_chau)
    values = {
        "sent_at": IN_TIME,
        "sent_by": desk.person,
        "accepted_at": IN_TIME,
        "accepted_by": tan_chau.officer,
    }
    Dossier.objects.update(state=DossierState.ACCEPTED, **values)
    by = desk.person if to == DossierState.SENT else tan_chau.officer
    with pytest.raises(DomainError, match="Đã tiếp nhận"):
        VERBS[to](Dossier.objects.get(), by)
