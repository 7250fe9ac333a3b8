from dataclasses import replace

import pytest

from awards.models import Nomination
from campaigns.models import Registration
from dossiers.checks import completeness, cross_checks
from dossiers.domain.open_dossier import edit_nominee, record_meeting
from dossiers.models import AchievementReport
from dossiers.papers.facts import load_facts
from dossiers.queries import required_papers
from scoring.models import ScoreSheet
from tests.dossier_makers import WRITTEN, minutes, ready


@pytest.fixture
def desk(tan_chau):
    return ready(tan_chau)


def missing(desk):
    return [line.sentence for line in completeness(desk.dossier) if not line.ok]


def crossed(desk):
    facts = load_facts(desk.dossier)
    return cross_checks(facts, required_papers(desk.dossier, facts))


def test_a_ready_dossier_lacks_nothing_and_its_papers_agree(desk):
    assert missing(desk) == []
    assert all(line.ok for line in crossed(desk))
    said = [line.sentence for line in crossed(desk)]
    assert said == [
        "2 tên trong tờ trình, danh sách và biên bản trùng nhau.",
        "Số phiếu trong danh sách đúng như biên bản, không quá số người có mặt.",
        "Tờ trình dẫn đúng ngày họp Hội đồng 28/11/2023.",
        "Hội đồng đồng ý 80% trên tổng số 5 thành viên.",
        "2 báo cáo thành tích đúng tên, chức vụ như danh sách.",
    ]


def test_each_missing_thing_is_one_line(desk):
    Registration.objects.all().delete()
    assert missing(desk) == ["Chưa đăng ký thi đua."]


def test_a_sheet_taken_back_is_missing_and_its_paper_is_stale(desk):
    ScoreSheet.objects.update(state="draft", sent_at=None, sent_by=None, self_total=None)
    assert missing(desk)[0] == "Chưa gửi bảng điểm tự chấm."
    assert missing(desk)[1].startswith("Số liệu đã đổi, cần tạo lại: Bảng điểm")


def test_an_unwritten_report_and_an_unvoted_nominee_are_named(desk):
    AchievementReport.objects.filter(nomination__subject="ca_nhan").update(results=" ")
    desk.add_person("Lê Văn Mới", at=WRITTEN)
    found = missing(desk)
    assert "Hội đồng chưa biểu quyết về: Lê Văn Mới." in found
    assert "Chưa viết báo cáo của Trần Minh Khoa." in found and "Chưa viết báo cáo của Lê Văn Mới." in found


def test_a_post_changed_after_one_paper_was_made_is_seen(desk):
    person = desk.nominations[1]
    values = {"name": person.name, "honorific": "ong", "position_title": "Phó Chủ tịch UBND xã Châu Phong"}
    edit_nominee(dossier=desk.dossier, nomination=person, by=desk.person, at=WRITTEN, **values)
    papers = required_papers(desk.dossier)
    assert [paper.kind for paper in papers if paper.stale] == ["to_trinh", "bien_ban", "bao_cao_thanh_tich"]
    facts = load_facts(desk.dossier)
    half = [replace(paper, version=None) if paper.kind == "to_trinh" else paper for paper in papers]
    wrong = [line for line in cross_checks(facts, half) if not line.ok]
    assert [line.sentence for line in wrong] == [
        "Chức vụ của Trần Minh Khoa trong báo cáo khác danh sách: «Công chức Văn hóa - Xã hội, UBND xã Châu "
        "Phong» và «Phó Chủ tịch UBND xã Châu Phong»."
    ]


def test_a_name_changed_after_one_paper_was_made_is_seen(desk):
    Nomination.objects.filter(subject="ca_nhan").update(name="Trần Minh Khôi")
    facts = load_facts(desk.dossier)
    papers = required_papers(desk.dossier, facts)
    half = [replace(paper, version=None) if paper.kind == "bien_ban" else paper for paper in papers]
    wrong = [line for line in cross_checks(facts, half) if not line.ok]
    assert "Trần Minh Khoa, Trần Minh Khôi" in wrong[0].sentence and wrong[0].mend == "papers"


def test_votes_changed_after_the_letter_was_made_are_seen(desk):
    votes = tuple(replace(vote, agree=2, disagree=2) for vote in minutes(desk).votes)
    record_meeting(dossier=desk.dossier, minutes=minutes(desk, votes=votes), by=desk.person, at=WRITTEN)
    facts = load_facts(desk.dossier)
    papers = required_papers(desk.dossier, facts)
    half = [replace(paper, version=None) if paper.kind == "bien_ban" else paper for paper in papers]
    wrong = [line.sentence for line in cross_checks(facts, half) if not line.ok]
    assert any("khác biên bản" in sentence for sentence in wrong)
    assert any(sentence.startswith("Chưa quá nửa tổng số thành viên đồng ý") for sentence in wrong)
