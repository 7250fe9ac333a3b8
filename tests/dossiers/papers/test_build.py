import json

import pytest

from accounts.errors import DomainError
from dossiers.papers.build import build_paper, context_sha256
from dossiers.papers.facts import load_facts
from dossiers.papers.registry import paper_from_dict
from tests.dossier_makers import filled, opened


@pytest.fixture
def facts(tan_chau):
    return load_facts(filled(tan_chau).dossier)


def test_the_letter_is_built_from_plan_and_minutes(facts):
    paper = build_paper(facts, "to_trinh")
    assert (
        paper.letterhead.issuer == "Ủy ban nhân dân xã Châu Phong"
        and paper.letterhead.superior == "UBND thị xã Tân Châu"
    )
    assert (paper.letterhead.number_symbol, paper.letterhead.number) == ("/TTr-UBND", None)
    assert (paper.letterhead.dated, paper.letterhead.month, paper.letterhead.year) == (None, 12, 2023)
    assert paper.base_lines == (
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Căn cứ Kế hoạch số 1326/KH-UBND ngày 28 tháng 7 năm 2023 của Ủy ban nhân dân thị xã Tân Châu về phát "
        "động phong trào thi đua Chuyển đổi số thị xã Tân Châu năm 2023;",
        "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng xã Châu Phong ngày 28 tháng 11 năm 2023 (tỷ lệ "
        "đồng ý 80%).",
    )
    assert paper.counts == "01 tập thể và 01 cá nhân"
    assert paper.nominees[1].post == "Công chức Văn hóa - Xã hội, UBND xã Châu Phong"
    assert paper.nominees[1].votes_text == "04/05"
    assert paper.signature.authority_lines == ("TM. Ủy ban nhân dân", "Chủ tịch")


def test_the_minutes_name_everyone_and_who_was_away(facts):
    paper = build_paper(facts, "bien_ban")
    assert (paper.total_text, paper.present_text, paper.absent_text) == ("05", "04", "01")
    assert paper.chair == "Nguyễn Văn Hòa, Chủ tịch UBND xã, Chủ tịch Hội đồng"
    assert paper.started_text == "14 giờ 00 phút, ngày 28 tháng 11 năm 2023"
    assert [line.share for line in paper.vote_lines] == ["80%", "80%"]


def test_a_persons_report_has_no_number_and_is_confirmed_by_the_head(facts):
    person = facts.nominations[1]
    paper = build_paper(facts, "bao_cao_thanh_tich", person)
    assert paper.letterhead.number_symbol == "" and paper.signature.name == "Trần Minh Khoa"
    assert paper.confirmation.name == "Nguyễn Văn Hòa"
    own = build_paper(facts, "bao_cao_thanh_tich", facts.nominations[0])
    assert own.letterhead.number_symbol == "/BC-UBND" and own.signature.name == "Nguyễn Văn Hòa"


def test_the_sheet_adds_up(facts):
    paper = build_paper(facts, "bang_diem")
    rows = sum(len(group.rows) for group in paper.groups)
    assert paper.score_text == str(rows) and paper.maximum_text == "100" and paper.unscored == 0


@pytest.mark.parametrize("kind", ["to_trinh", "bien_ban", "bao_cao_thanh_tich", "bang_diem"])
def test_every_context_goes_to_json_and_back(facts, kind):
    nomination = facts.nominations[0] if kind == "bao_cao_thanh_tich" else None
    paper = build_paper(facts, kind, nomination)
    stored = json.loads(json.dumps(paper.to_dict()))
    assert paper_from_dict(stored) == paper
    assert context_sha256(stored) == context_sha256(paper.to_dict())


def test_what_is_missing_is_said(tan_chau):
    facts = load_facts(opened(tan_chau).dossier)
    for kind, said in [("to_trinh", "Chưa ghi cuộc họp"), ("bao_cao_thanh_tich", "chưa có phần «Thành tích")]:
        with pytest.raises(DomainError, match=said):
            build_paper(facts, kind, facts.nominations[0])


def test_facts_cost_the_same_for_one_nominee_and_for_ten(tan_chau, django_assert_num_queries):
    desk = filled(tan_chau)
    with django_assert_num_queries(12):
        load_facts(desk.dossier)
    for number in range(9):
        desk.add_person(f"Nguyễn Văn {number}")
    with django_assert_num_queries(12):
        load_facts(desk.dossier)
