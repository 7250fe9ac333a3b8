from campaigns.access import access_of
from dossiers.domain.accept_dossier import accept_dossier
from dossiers.domain.send_dossier import send_dossier
from dossiers.queries import dossiers_visible_to, required_papers
from tests.dossier_makers import IN_TIME, filled, opened, ready


def seen_by(user):
    return set(dossiers_visible_to(access_of(user, IN_TIME)).values_list("unit__code", flat=True))


def test_a_draft_is_its_units_own_until_it_is_sent(tan_chau):
    desk, other = ready(tan_chau), opened(tan_chau, "30388")
    officer, member = tan_chau.officer, tan_chau.member(1)
    assert (seen_by(desk.person), seen_by(other.person)) == ({"30397"}, {"30388"})
    assert (seen_by(officer), seen_by(member)) == (set(), set())
    send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    assert (seen_by(officer), seen_by(member)) == ({"30397"}, set())
    accept_dossier(dossier=desk.dossier, by=officer, at=IN_TIME)
    assert (seen_by(officer), seen_by(member)) == ({"30397"}, {"30397"})


def test_the_plans_papers_in_its_order_with_their_clause(tan_chau):
    desk = filled(tan_chau)
    papers = required_papers(desk.dossier)
    assert [paper.kind for paper in papers] == [
        "to_trinh",
        "bien_ban",
        "bao_cao_thanh_tich",
        "bao_cao_thanh_tich",
        "bang_diem",
    ]
    assert {paper.clause for paper in papers} == {"mục IV.3"}
    assert not any(paper.version or paper.problem for paper in papers)
    desk.render()
    assert all(paper.ready for paper in required_papers(desk.dossier))


def test_papers_cost_the_same_for_two_nominees_and_for_ten(tan_chau, django_assert_num_queries):
    desk = filled(tan_chau)
    with django_assert_num_queries(16):
        required_papers(desk.dossier)
    for number in range(8):
        desk.add_person(f"Nguyễn Văn {number}")
    with django_assert_num_queries(16):
        required_papers(desk.dossier)
