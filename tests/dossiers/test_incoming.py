from dossiers.domain.send_dossier import send_dossier
from dossiers.incoming import incoming, state_counts, whereabouts
from tests.dossier_makers import IN_TIME, opened, ready, register


def names(rows):
    return [row.unit.code for row in rows]


def test_each_silence_has_its_own_name(tan_chau):
    desk = ready(tan_chau)
    opened(tan_chau, "30388")
    register(tan_chau, "30382")
    send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    rows = incoming(tan_chau.campaign)
    assert state_counts(rows) == {
        "not_registered": 24,
        "not_scored": 1,
        "not_sent": 1,
        "sent": 1,
        "returned": 0,
        "accepted": 0,
    }
    (row,) = whereabouts(rows, state="sent")
    assert (row.unit.code, row.where_label, row.receipt_number) == (
        "30397",
        "Đã gửi, chưa ai kiểm tra",
        "TC2023-0001",
    )
    assert row.dossier_id == desk.dossier.pk
    assert names(whereabouts(rows, state="not_sent")) == ["30388"]
    assert len(whereabouts(rows, state="missing")) == 26
    assert names(whereabouts(rows, q="chau phong", group="phuong-xa")) == ["30397"]
    assert names(whereabouts(rows, q="chau phong", group="phong-ban")) == []
