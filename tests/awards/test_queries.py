from awards.enums import NominationState
from awards.models import Nomination
from awards.queries import nomination_list, nominations_visible_to
from campaigns.access import access_of
from tests.dossier_makers import IN_TIME, opened


def seen_by(user):
    return set(nominations_visible_to(access_of(user, IN_TIME)).values_list("unit__code", flat=True))


def test_each_sees_what_is_theirs(tan_chau):
    mine, other = opened(tan_chau), opened(tan_chau, "30388")
    officer, member = tan_chau.officer, tan_chau.member(1)
    assert seen_by(mine.person) == {"30397"} and seen_by(other.person) == {"30388"}
    assert seen_by(officer) == set() and seen_by(member) == set()
    Nomination.objects.filter(unit=mine.unit).update(state=NominationState.SENT)
    assert seen_by(officer) == {"30397"} and seen_by(member) == set()
    Nomination.objects.filter(unit=mine.unit).update(state=NominationState.ACCEPTED)
    assert seen_by(officer) == {"30397"} and seen_by(member) == {"30397"}
    Nomination.objects.filter(unit=mine.unit).update(state=NominationState.WITHDRAWN)
    assert seen_by(mine.person) == set()


def test_filters_and_folded_search(tan_chau):
    desk = opened(tan_chau)
    desk.add_person("Lê Thị Ngọc Ánh", honorific="ba")
    desk.add_person("Trần Minh Khoa")
    rows = Nomination.objects.all()
    assert [row.name for row in nomination_list(rows, q="ngoc anh")] == ["Lê Thị Ngọc Ánh"]
    assert [row.subject for row in nomination_list(rows, subject="tap_the")] == ["tap_the"]
    people = [row.name for row in nomination_list(rows, subject="ca_nhan", group="phuong-xa", state="draft")]
    assert people == ["Lê Thị Ngọc Ánh", "Trần Minh Khoa"]
    assert not nomination_list(rows, group="phong-ban") and not nomination_list(rows, state="nonsense")
