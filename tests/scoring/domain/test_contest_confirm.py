from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed, Stale
from accounts.models import AuditEvent
from awards.domain.nominate_directly import withdraw_directly
from awards.models import AwardQuota, AwardRecord
from campaigns.models import Campaign, UnitAlias
from scoring.contest_queries import confirmed_contest, totals_of_contest
from scoring.domain.contest_confirm import confirm_contest, undo_contest
from scoring.domain.contest_imports import (
    decide_contest_units,
    discard_contest,
    set_contest_columns,
    upload_contest,
)
from scoring.domain.contest_nominees import nominate_contestant
from scoring.importers import contest_uploads as uploads
from scoring.models import Attempt, Contestant, ContestImport, ContestUnitTotal
from tests.scoring.contest_makers import AT, FEW, contest_file, line, many_lines


def confirm(contest, row, preview, at=AT):
    return confirm_contest(contest_import=row, prepared=preview.prepared, by=contest.officer, at=at)


def test_people_attempts_ranks_and_totals_are_written_with_their_cells(contest):
    report = contest.confirmed()
    assert (report.registered, report.people, report.attempts, report.changed) == (5, 4, 5, True)
    found = {one.account: one for one in Contestant.objects.select_related("unit")}
    first, second = found["tc001"], found["tc002"]
    assert (first.rank, first.tied, first.counted_number, first.score, first.seconds) == (1, True, 2, 20, 580)
    assert (second.rank, second.unit.code, second.honorific) == (1, "30397", "ba")
    assert found["dan01"].rank == 3 and found["dan01"].unit is None and found["dan01"].is_resident
    assert (found["tc004"].rank, found["tc004"].attempt_count) == (None, 0)
    assert Attempt.objects.get(contestant=first, number=2).cell == "H4"
    totals = {str(one.unit or "dân"): one for one in totals_of_contest(report.contest_import)}
    assert len(totals) == 4
    own = next(one for one in totals.values() if one.unit and one.unit.code == "30397")
    assert (own.registered, own.people, own.attempts, own.average, own.full) == (2, 2, 3, Decimal(20), 2)
    assert AuditEvent.objects.filter(kind="contest.confirmed").count() == 1 and broken_links() == []


@pytest.mark.parametrize(("rule", "score", "rank"), [("best", 20, 1), ("first", 18, 3), ("last", 20, 1)])
def test_the_counted_attempt_is_that_of_the_plan(contest, rule, score, rank):
    Campaign.objects.update(counted_attempt=rule)
    contest.confirmed()
    one = Contestant.objects.get(account="tc001")
    assert (one.score, one.rank) == (score, rank)
    assert ContestImport.objects.get().counted_by == rule


def test_a_plan_that_does_not_say_which_attempt_counts_writes_nothing(contest):
    Campaign.objects.update(counted_attempt="")
    with pytest.raises(DomainError, match="lượt thi nào được tính"):
        contest.confirmed()
    assert not Contestant.objects.exists() and ContestImport.objects.get().state == "preview"


def test_the_same_file_twice_changes_nothing(contest):
    first = contest.confirmed().contest_import
    before = list(Contestant.objects.values_list("pk", flat=True))
    row, preview = contest.ready(contest_file())
    path = row.file.name
    report = confirm(contest, row, preview)
    assert (report.changed, report.contest_import) == (False, first)
    assert list(Contestant.objects.values_list("pk", flat=True)) == before
    assert ContestImport.objects.count() == 1 and default_storage.exists(path)


def test_the_same_file_after_another_rule_is_counted_anew(contest):
    contest.confirmed()
    Campaign.objects.update(counted_attempt="first")
    row, preview = contest.ready(contest_file())
    assert confirm(contest, row, preview).changed
    assert Contestant.objects.get(account="tc001", contest_import=row).score == 18


def test_a_correction_supersedes_and_undoing_it_brings_the_first_back(contest):
    first = contest.confirmed().contest_import
    second = contest.confirmed(*FEW[:-1]).contest_import
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "confirmed")
    assert confirmed_contest(contest.campaign) == second
    back = undo_contest(contest_import=second, reason="Nhầm tệp", by=contest.officer, at=AT)
    assert back == first and confirmed_contest(contest.campaign) == first
    assert undo_contest(contest_import=first, reason="Nhầm cả hai", by=contest.officer, at=AT) is None
    assert confirmed_contest(contest.campaign) is None


def test_the_original_file_and_its_hash_are_kept(contest):
    data = contest_file()
    row = contest.confirmed().contest_import
    with row.file.open("rb") as file:
        assert file.read() == data
    assert len(row.sha256) == 64 and row.size == len(data)


@pytest.mark.parametrize(
    "bad",
    [
        line("tc009", "Bế Văn Tám", "UBND xã Tân An", 21),
        line("tc009", "Bế Văn Tám", "UBND xã Tân An", -1),
        line("tc009", "Bế Văn Tám", "UBND xã Tân An", "hai mươi"),
        line("tc009", "Bế Văn Tám", "UBND xã Tân An", 18, "99:99"),
        line("tc001", "Bế Văn Tám", "UBND xã Châu Phong", 18, "", 3),
        line("tc001", "Hoàng Văn An", "UBND xã Châu Phong", 20, "09:40", 2),
        line("tc009", "Bế Văn Tám", "Xã Không Có Thật", 18),
    ],
)
def test_one_bad_row_writes_nothing_at_all(contest, bad):
    row, preview = contest.ready(contest_file((*FEW, bad)))
    assert preview.prepared.problems
    with pytest.raises(DomainError, match="chưa có gì thay đổi"):
        confirm(contest, row, preview)
    assert not Contestant.objects.exists() and not Attempt.objects.exists()
    assert not ContestUnitTotal.objects.exists() and not UnitAlias.objects.exists()
    row.refresh_from_db()
    assert row.state == "preview"


def test_a_file_without_people_is_refused(contest):
    row, preview = contest.ready(contest_file(()))
    with pytest.raises(DomainError, match="không có hàng người dự thi nào"):
        confirm(contest, row, preview)


def test_answers_are_remembered_for_the_next_file(contest):
    rows = (*FEW, line("tc009", "Bế Văn Tám", "X. Tân Âm", 18), line("dan2", "Mã Thị Hoa", "Tổ 3", 17))
    row, preview = contest.ready(contest_file(rows))
    keys = {one.raw_name: one.key for one in preview.plan.unknown}
    unit = contest.unit("30388")
    answers = {keys["X. Tân Âm"]: unit.pk, keys["Tổ 3"]: "resident"}
    row = decide_contest_units(contest_import=row, decisions=answers, by=contest.officer, at=AT)
    preview = uploads.contest_preview(row, uploads.open_contest(row))
    confirm(contest, row, preview)
    assert UnitAlias.objects.get().unit == unit
    assert Contestant.objects.get(account="tc009").unit == unit
    later = (*rows, line("tc010", "Lã Văn Chín", "x. tân  âm", 11), line("dan3", "Mã Thị Lê", "Tổ 3", 17))
    _, preview = contest.ready(contest_file(later))
    assert preview.plan.can_write, preview.plan.messages
    assert preview.plan.people[-2].how == "alias" and preview.plan.people[-1].is_resident


def test_a_choice_made_meanwhile_stops_the_writing(contest):
    row, preview = contest.ready(contest_file())
    set_contest_columns(
        contest_import=row,
        sheet_name=row.sheet_name,
        columns=row.columns,
        maximum=Decimal(30),
        by=contest.officer,
        at=AT,
    )
    with pytest.raises(Stale):
        confirm(contest, row, preview)


def test_only_the_standing_body_may(contest):
    other = contest.world.person_of(contest.unit())
    with pytest.raises(NotAllowed):
        contest.upload(contest_file(), by=other)
    row, preview = contest.ready(contest_file())
    for act in (
        lambda: confirm_contest(contest_import=row, prepared=preview.prepared, by=other, at=AT),
        lambda: discard_contest(contest_import=row, by=other, at=AT),
        lambda: decide_contest_units(contest_import=row, decisions={}, by=other, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert ContestImport.objects.get().state == "preview" and not Contestant.objects.exists()


@pytest.mark.parametrize("maximum", [None, Decimal(0), Decimal(-5), Decimal(10_000_000)])
def test_the_maximum_is_chosen_and_sensible(contest, maximum):
    row = contest.upload(contest_file())
    with pytest.raises(DomainError, match="điểm tối đa"):
        set_contest_columns(
            contest_import=row, sheet_name="KQ", columns={}, maximum=maximum, by=contest.officer, at=AT
        )
    row.refresh_from_db()
    assert row.maximum is None


def test_another_kind_of_campaign_takes_no_contest_file(contest):
    Campaign.objects.update(measured_by="index")
    contest.campaign.refresh_from_db()
    with pytest.raises(DomainError, match="không xét theo kết quả cuộc thi"):
        contest.upload(contest_file())


def test_a_unit_of_another_campaign_is_no_answer(contest):
    row = contest.upload(contest_file())
    with pytest.raises(DomainError, match="không thuộc đối tượng"):
        decide_contest_units(
            contest_import=row, decisions={"x": contest.campaign.issuer_id}, by=contest.officer, at=AT
        )


def test_discarding_throws_the_file_away(contest, django_capture_on_commit_callbacks):
    row = contest.upload(contest_file())
    path = row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        discard_contest(contest_import=row, by=contest.officer, at=AT)
    assert not default_storage.exists(path) and not ContestImport.objects.exists()


def chosen(contest, account="tc001"):
    one = Contestant.objects.get(account=account, contest_import__state="confirmed")
    return nominate_contestant(
        campaign=contest.campaign,
        contestant=one,
        award=contest.award,
        honorific="ong",
        position_title="Công chức",
        by=contest.officer,
        at=AT,
    )


def test_results_somebody_was_chosen_from_are_not_undone(contest):
    row = contest.confirmed().contest_import
    nomination = chosen(contest)
    with pytest.raises(DomainError, match="Đã đề nghị khen thưởng 1 người"):
        undo_contest(contest_import=row, reason="Nhầm", by=contest.officer, at=AT)
    withdraw_directly(nomination=nomination, by=contest.officer, at=AT, reason="Nhầm")
    assert undo_contest(contest_import=row, reason="Nhầm", by=contest.officer, at=AT) is None


def test_a_correction_without_somebody_who_was_chosen_is_refused_by_name(contest):
    contest.confirmed()
    chosen(contest)
    with pytest.raises(DomainError, match="không còn trong tệp mới: Hoàng Văn An"):
        contest.confirmed(*FEW[2:])
    assert ContestImport.objects.filter(state="confirmed").count() == 1


def test_once_awards_are_marked_results_stay_as_they_are(contest):
    row = contest.confirmed().contest_import
    nomination = chosen(contest)
    quota = AwardQuota.objects.filter(subject="ca_nhan").first()
    AwardRecord.objects.create(
        campaign=contest.campaign,
        round=nomination.round,
        nomination=nomination,
        quota=quota,
        place=1,
        marked_at=AT,
        marked_by=contest.officer,
    )
    with pytest.raises(DomainError, match="Không hủy kết quả cuộc thi được"):
        undo_contest(contest_import=row, reason="Nhầm", by=contest.officer, at=AT)
    with pytest.raises(DomainError, match="Không thay kết quả cuộc thi được"):
        contest.confirmed(*FEW[:5])


def test_the_same_upload_leads_to_the_open_preview(contest):
    assert contest.upload(contest_file()) == contest.upload(contest_file())


def test_a_csv_file_is_read_and_kept_as_one(contest):
    data = "Tài khoản;Họ và tên;Đơn vị;Điểm\nsbd1;Lê An;UBND xã Tân An;17,5\n".encode("utf-8-sig")
    row, preview = contest.ready(data, name="ket-qua.csv")
    report = confirm(contest, row, preview, at=AT + timedelta(minutes=1))
    assert report.people == 1 and row.file.name.endswith(".csv")
    assert Contestant.objects.get().score == Decimal("17.5")


def test_a_large_contest_is_written_whole(contest):
    units = [str(place.unit) for place in contest.campaign.members.select_related("unit")]
    rows = many_lines(units, 300)
    report = contest.confirmed(*rows)
    assert report.registered == 300 and report.attempts == sum(row[7] != "" for row in rows)
    ranked = Contestant.objects.filter(rank__isnull=False)
    assert ranked.count() == report.people
    totals = totals_of_contest(report.contest_import)
    assert sum(one.registered for one in totals) == 300
    assert sum(one.attempts for one in totals) == report.attempts


def test_uploading_needs_a_launched_campaign(contest):
    Campaign.objects.update(state="closed")
    contest.campaign.refresh_from_db()
    with pytest.raises(DomainError, match="chưa phát động hoặc đã kết thúc"):
        upload_contest(
            campaign=contest.campaign,
            filename="a.xlsx",
            data=b"x",
            sheet_name="",
            columns={},
            by=contest.officer,
            at=AT,
        )
