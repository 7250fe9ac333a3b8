"""The proposed list of Tân Châu: the line, the tie, the excluded ones, the next in line, people of the first."""

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.models import AwardQuota, Condition, Nomination
from campaigns.models import Registration
from dossiers.domain.attest_conditions import attest_conditions, conditions_to_attest
from dossiers.domain.choose_tie import choose_tie, drop_tie_choice, tie_hints
from dossiers.domain.judge_nominations import judge_nominations
from dossiers.domain.propose import propose
from dossiers.models import Document, Dossier
from scoring.models import Attestation, TieChoice, Verdict
from scoring.ranking import Status
from tests.council_makers import opened
from tests.proposal_makers import JUDGED, SCORES, attested, complete, ranked

FIRST, SECOND, TIE_A, TIE_B, FIFTH, SIXTH = SCORES


@pytest.fixture
def six(tan_chau):
    """Six communes with results, each with a complete collective nomination; a tie at the line."""
    ranked(tan_chau)
    return {code: complete(tan_chau, code) for code in SCORES}


def table_of(world, subject="tap_the", at=JUDGED):
    tables = propose(campaign=world.campaign, at=at).tables
    return next(one for one in tables if one.quota.group.code == "phuong-xa" and one.quota.subject == subject)


def statuses(table):
    return {row.unit.code: row.line.status for row in table.rows}


def quota(world, subject="tap_the"):
    return AwardQuota.objects.get(award__campaign=world.campaign, group__code="phuong-xa", subject=subject)


def test_two_are_proposed_and_the_tie_at_the_line_waits(tan_chau, six):
    table = table_of(tan_chau)
    found = statuses(table)
    assert found[FIRST] == found[SECOND] == Status.PROPOSED
    assert found[TIE_A] == found[TIE_B] == Status.TIE_AT_LINE
    assert found[FIFTH] == found[SIXTH] == Status.NEXT
    assert table.cut.free == 1
    said = {row.unit.code: row.judgement.outcome for row in table.rows if row.judgement}
    assert said == {
        FIRST: "met",
        SECOND: "met",
        TIE_A: "needs_person",
        TIE_B: "needs_person",
        FIFTH: "not_met",
        SIXTH: "not_met",
    }


def test_a_named_person_chooses_and_the_other_is_next(tan_chau, six):
    choice = choose_tie(
        quota=quota(tan_chau),
        unit=tan_chau.unit(TIE_B),
        ground="Có mô hình được tỉnh nhân rộng",
        by=tan_chau.officer,
        at=JUDGED,
    )
    table = table_of(tan_chau)
    assert statuses(table)[TIE_B] == Status.PROPOSED
    assert statuses(table)[TIE_A] == Status.NEXT
    outcomes = {row.unit.code: row.judgement.outcome for row in table.rows if row.judgement}
    assert (outcomes[TIE_B], outcomes[TIE_A]) == ("met", "not_met")
    assert (choice.by, choice.at) == (tan_chau.officer, JUDGED)
    assert "mô hình" in AuditEvent.objects.get(kind="tie.chosen").sentence


@pytest.mark.parametrize("ground", ["", "   "])
def test_a_choice_needs_a_ground(tan_chau, six, ground):
    with pytest.raises(DomainError, match="căn cứ"):
        choose_tie(
            quota=quota(tan_chau), unit=tan_chau.unit(TIE_A), ground=ground, by=tan_chau.officer, at=JUDGED
        )
    assert not TieChoice.objects.exists()


def test_only_a_tied_unit_may_be_chosen_and_only_one_for_one_place(tan_chau, six):
    def choose(code, by=None):
        return choose_tie(
            quota=quota(tan_chau), unit=tan_chau.unit(code), ground="x", by=by or tan_chau.officer, at=JUDGED
        )

    for code in (FIRST, FIFTH):
        with pytest.raises(DomainError, match="không ở trong nhóm đồng hạng"):
            choose(code)
    with pytest.raises(NotAllowed):
        choose(TIE_A, by=tan_chau.person_of(tan_chau.unit(TIE_A)))
    choose(TIE_A)
    with pytest.raises(DomainError, match="không ở trong nhóm đồng hạng"):
        choose(TIE_B)
    assert [row.unit.code for row in TieChoice.objects.all()] == [TIE_A]


def test_a_choice_can_be_taken_back_until_the_ballot_opens(tan_chau, six):
    def choose():
        return choose_tie(
            quota=quota(tan_chau), unit=tan_chau.unit(TIE_A), ground="x", by=tan_chau.officer, at=JUDGED
        )

    with pytest.raises(DomainError, match="lý do"):
        drop_tie_choice(choice=choose(), by=tan_chau.officer, at=JUDGED, reason=" ")
    drop_tie_choice(choice=TieChoice.objects.get(), by=tan_chau.officer, at=JUDGED, reason="Chọn nhầm")
    assert statuses(table_of(tan_chau))[TIE_A] == Status.TIE_AT_LINE
    kept = choose()
    opened(tan_chau)
    with pytest.raises(DomainError, match="đã mở bỏ phiếu"):
        drop_tie_choice(choice=kept, by=tan_chau.officer, at=JUDGED, reason="Chọn nhầm")
    assert TieChoice.objects.exists()


def test_an_excluded_one_keeps_its_place_and_the_next_moves_up(tan_chau, six):
    Registration.objects.filter(unit__code=SECOND).delete()
    table = table_of(tan_chau)
    found = statuses(table)
    assert found[SECOND] == Status.INELIGIBLE
    assert found[TIE_A] == found[TIE_B] == Status.PROPOSED
    rows = {row.unit.code: row for row in table.rows}
    assert rows[SECOND].line.rank == 2
    assert [one.rule for one in rows[SECOND].judgement.findings if one.outcome == "not_met"] == ["registered"]
    assert rows[TIE_A].judgement.outcome == "met"
    assert "1 đơn vị xếp trên không được xét" in str(rows[TIE_A].judgement.as_data())


def test_one_of_the_tied_falls_out_and_no_choice_is_needed(tan_chau, six):
    Dossier.objects.filter(unit__code=TIE_A).update(first_sent_at="2023-12-10T00:00:01+07:00")
    table = table_of(tan_chau)
    assert statuses(table)[TIE_A] == Status.INELIGIBLE
    assert statuses(table)[TIE_B] == Status.PROPOSED
    assert not table.cut.needs_choice


def test_a_missing_paper_is_named(tan_chau, six):
    Document.objects.get(dossier__unit__code=FIRST, kind="bang_diem").versions.all().delete()
    row = table_of(tan_chau).rows[0]
    assert row.line.status == Status.INELIGIBLE
    wrong = [one for one in row.judgement.findings if one.outcome == "not_met"]
    assert [one.rule for one in wrong] == ["dossier_complete"]
    assert "Bảng điểm thi đua" in wrong[0].reason and "3/4" in wrong[0].reason


def test_units_without_nomination_wait_before_the_deadline_and_are_passed_over_after_it(tan_chau):
    ranked(tan_chau)
    for code in (FIRST, SECOND, FIFTH):
        complete(tan_chau, code)
    on_the_last_day = JUDGED.replace(day=9)
    assert statuses(table_of(tan_chau, at=on_the_last_day))[TIE_A] == Status.TIE_AT_LINE
    after = statuses(table_of(tan_chau))
    assert after[TIE_A] == after[TIE_B] == Status.INELIGIBLE
    assert after[FIFTH] == Status.PROPOSED
    others = [code for code in after if code not in SCORES]
    assert len(others) == 8 and {after[code] for code in others} == {Status.UNRANKED}


def test_what_a_unit_has_not_sent_is_shown_to_nobody(tan_chau, six):
    complete(tan_chau, FIRST, "ca_nhan", "Người Còn Soạn", state="draft")
    Nomination.objects.filter(unit__code=SECOND).update(state="draft")
    tables = propose(campaign=tan_chau.campaign, at=JUDGED).tables
    shown = {row.nomination.name for table in tables for row in table.rows if row.nomination}
    assert "Người Còn Soạn" not in shown and six[SECOND].name not in shown
    assert statuses(table_of(tan_chau))[SECOND] == Status.INELIGIBLE


def test_a_dossier_that_was_given_back_holds_its_place_until_it_comes_again(tan_chau, six):
    Nomination.objects.filter(unit__code=SECOND).update(state="draft")
    Dossier.objects.filter(unit__code=SECOND).update(
        state="returned", returned_reason="Thiếu chữ ký", accepted_at=None, accepted_by=None
    )
    assert statuses(table_of(tan_chau))[SECOND] == Status.PENDING


def test_people_come_from_the_first_units_in_the_order_of_rank_and_priority(tan_chau, six):
    people = [
        complete(tan_chau, SECOND, "ca_nhan", "Nguyễn B", priority=1),
        complete(tan_chau, FIRST, "ca_nhan", "Nguyễn A2", priority=2),
        complete(tan_chau, FIRST, "ca_nhan", "Nguyễn A1", priority=1),
        complete(tan_chau, FIFTH, "ca_nhan", "Nguyễn E", priority=1),
    ]
    for person in people:
        attested(tan_chau, person)
    table = table_of(tan_chau, "ca_nhan")
    assert [row.nomination.name for row in table.rows] == [
        "Nguyễn A1",
        "Nguyễn A2",
        "Nguyễn B",
        "Nguyễn E",
    ]
    assert [row.line.status for row in table.rows] == [Status.PROPOSED] * 3 + [Status.NEXT]
    # Two better placed units put nobody forward, so the fifth unit's people are considered in third place.
    assert "vị trí 3" in table.rows[3].judgement.findings[4].reason
    assert {unit.code for unit in table.silent} == {TIE_A, TIE_B}


def test_people_of_tied_units_wait_for_a_choice(tan_chau, six):
    for code, name in ((FIRST, "A"), (SECOND, "B"), (TIE_A, "C"), (TIE_B, "D")):
        attested(tan_chau, complete(tan_chau, code, "ca_nhan", name))
    assert [row.nomination.name for row in table_of(tan_chau, "ca_nhan").tied] == ["D", "C"]
    choose_tie(
        quota=quota(tan_chau, "ca_nhan"),
        unit=tan_chau.unit(TIE_B),
        ground="Cá nhân nữ",
        by=tan_chau.officer,
        at=JUDGED,
    )
    found = {row.nomination.name: row.line.status for row in table_of(tan_chau, "ca_nhan").rows}
    assert found["D"] == Status.PROPOSED and found["C"] != Status.PROPOSED
    # The choice was for the people, not for the collectives.
    assert statuses(table_of(tan_chau))[TIE_B] == Status.TIE_AT_LINE


def test_a_person_waits_for_the_qualitative_criteria(tan_chau, six):
    person = complete(tan_chau, FIRST, "ca_nhan", "A")
    assert table_of(tan_chau, "ca_nhan").rows[0].line.status == Status.PENDING
    answers = {one.pk: True for one in conditions_to_attest(person)}
    assert len(answers) == 3
    attest_conditions(
        nomination=person, answers=answers, document="Báo cáo 12", by=tan_chau.officer, at=JUDGED
    )
    row = table_of(tan_chau, "ca_nhan").rows[0]
    assert row.line.status == Status.PROPOSED and row.judgement.outcome == "met"
    Condition.objects.filter(pk=min(answers)).update(text="Tham gia rất tích cực")
    changed = table_of(tan_chau, "ca_nhan").rows[0]
    assert changed.judgement.outcome == "needs_person"  # the yes was to other words
    attest_conditions(
        nomination=person,
        answers={**answers, min(answers): False},
        document="Báo cáo 12",
        by=tan_chau.officer,
        at=JUDGED,
    )
    assert table_of(tan_chau, "ca_nhan").rows[0].line.status == Status.INELIGIBLE
    assert Attestation.objects.count() == 3


def test_attesting_is_refused_without_document_or_answer_by_others_and_after_opening(tan_chau, six):
    person = complete(tan_chau, FIRST, "ca_nhan", "A")
    answers = {one.pk: True for one in conditions_to_attest(person)}

    def attest(by=None, document="Báo cáo", said=answers, one=person):
        attest_conditions(
            nomination=one, answers=said, document=document, by=by or tan_chau.officer, at=JUDGED
        )

    with pytest.raises(DomainError, match="văn bản làm căn cứ"):
        attest(document=" ")
    with pytest.raises(DomainError, match="cả 3 tiêu chuẩn"):
        attest(said={})
    with pytest.raises(NotAllowed):
        attest(by=tan_chau.person_of(person.unit))
    with pytest.raises(DomainError, match="không có tiêu chuẩn định tính"):
        attest(one=six[FIRST])
    opened(tan_chau)
    with pytest.raises(DomainError, match="đã mở bỏ phiếu"):
        attest()
    assert not Attestation.objects.exists()


def test_verdicts_are_kept_once_and_again_when_something_changes(tan_chau, six):
    first = judge_nominations(campaign=tan_chau.campaign, by=tan_chau.officer, at=JUDGED)
    assert len(first) == 6
    assert judge_nominations(campaign=tan_chau.campaign, by=tan_chau.officer, at=JUDGED) == []
    kept = Verdict.objects.get(nomination=six[FIRST])
    assert kept.outcome == "met" and kept.campaign_version.number == 1 and kept.judged_at == JUDGED
    assert [one["clause"] for one in kept.findings] == [
        "mục IV.2",
        "mục IV.2",
        "mục IV.2",
        "mục IV.3",
        "mục III.2.a",
    ]
    assert kept.facts["registered_on"] == "2023-08-10" and kept.facts["rank"] == 1
    Registration.objects.filter(unit__code=SECOND).delete()
    again = judge_nominations(campaign=tan_chau.campaign, by=tan_chau.officer, at=JUDGED)
    # The excluded one, and the two who move up in its place, and those whose place counts from it.
    assert {one.nomination.unit.code for one in again} >= {SECOND, TIE_A, TIE_B}
    assert FIRST not in {one.nomination.unit.code for one in again}
    assert Verdict.objects.filter(nomination=six[SECOND]).count() == 2


def test_drafts_get_no_verdict_and_only_the_standing_body_judges(tan_chau):
    ranked(tan_chau)
    complete(tan_chau, FIRST, state="draft")
    assert judge_nominations(campaign=tan_chau.campaign, by=tan_chau.officer, at=JUDGED) == []
    with pytest.raises(NotAllowed):
        judge_nominations(campaign=tan_chau.campaign, by=tan_chau.person_of(tan_chau.unit(FIRST)), at=JUDGED)


def test_the_hint_about_women_is_marked_by_its_day():
    before, after = tie_hints(JUDGED.date()), tie_hints(JUDGED.date().replace(year=2026))
    assert "chỉ áp dụng từ 01/7/2025" in before[-1]
    assert "70%" in after[0] and "chỉ áp dụng" not in after[0]
