"""Each invariant is broken behind the program's back, and the command says so."""

import hashlib
import io
import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from awards.models import Award, AwardRecord, Meeting
from dossiers.demo.base import moment
from dossiers.invariants import INVARIANTS, breaches
from dossiers.models import DocumentVersion, Dossier
from scoring.models import IndexImport, ScoreSheet, SheetItem
from tests.council_makers import MEETING_DAY, counted
from tests.dossiers.test_awarding import award
from tests.proposal_makers import SCORES, complete, ranked

FIRST, SECOND, *_ = SCORES


@pytest.fixture
def whole(tan_chau):
    """Two awarded communes with everything in order."""
    ranked(tan_chau)
    content = b"ket qua"
    IndexImport.objects.update(
        file=default_storage.save("imports/x.xlsx", ContentFile(content)),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    rows = [complete(tan_chau, code) for code in (FIRST, SECOND)]
    counted(tan_chau)
    for one in rows:
        award(tan_chau, one)
    by, criterion = tan_chau.officer, tan_chau.campaign.criteria_set.criteria.filter(parent__isnull=False)
    sheet = ScoreSheet.objects.create(
        campaign=tan_chau.campaign,
        unit=rows[0].unit,
        year=2023,
        criteria_set=tan_chau.campaign.criteria_set,
        updated_at=MEETING_DAY,
    )
    SheetItem.objects.create(
        sheet=sheet,
        criterion=criterion.first(),
        answered=True,
        self_points=1,
        updated_at=MEETING_DAY,
        updated_by=by,
    )
    dossier = Dossier.objects.get(unit=rows[0].unit)
    files = [
        {"document": v.document_id, "version": 1, "sha256": v.sha256, "title": str(v.document)}
        for v in DocumentVersion.objects.filter(document__dossier=dossier)
    ]
    Dossier.objects.filter(pk=dossier.pk).update(receipt={"files": files})
    return rows


def broken() -> dict[str, list[str]]:
    return {code: found for code, found in breaches().items() if found}


def raw(sql: str, *params) -> None:
    """Writes past models and, where the database allows it, past constraints."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            cursor.execute(sql, params)
            assert cursor.rowcount != 0
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


def drop_check(table: str, name: str) -> None:
    """PostgreSQL holds a CHECK against everybody: a damaged restore is played by dropping it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def test_all_is_well(whole):
    assert broken() == {}
    out = io.StringIO()
    call_command("check_invariants", stdout=out)
    assert out.getvalue().count("đúng  ") == len(INVARIANTS)


def test_more_winners_than_the_quota(whole):
    raw("UPDATE awards_awardquota SET maximum = 1")
    assert set(broken()) == {"quota"}
    assert "đã chọn 2, vượt 1" in broken()["quota"][0]


def test_a_winner_in_a_foreign_quota(whole):
    record = AwardRecord.objects.first()
    other = record.quota.award.quotas.exclude(pk=record.quota_id).first()
    raw("UPDATE awards_awardrecord SET quota_id = %s WHERE id = %s", other.pk, record.pk)
    assert "đối tượng khác" in broken()["fit"][0]


def test_a_winner_without_a_place(whole):
    raw("UPDATE awards_nomination SET state = 'accepted' WHERE id = %s", whole[0].pk)
    assert "có chỗ khen thưởng nhưng" in broken()["fit"][0]
    raw("UPDATE awards_nomination SET state = 'awarded' WHERE id = %s", whole[0].pk)
    raw("DELETE FROM awards_awardrecord WHERE nomination_id = %s", whole[0].pk)
    assert "không có chỗ" in broken()["fit"][0]


def test_an_ineligible_winner(whole):
    raw("UPDATE scoring_verdict SET outcome = 'not_met' WHERE nomination_id = %s", whole[0].pk)
    assert "chưa đủ điều kiện" in broken()["eligible"][0]
    raw("DELETE FROM scoring_verdict WHERE nomination_id = %s", whole[0].pk)
    assert "chưa có kết luận" in broken()["eligible"][0]


def test_more_votes_than_people(whole):
    drop_check("awards_meetingresult", "votes_at_most_present_minus_recused")
    raw("UPDATE awards_meetingresult SET agree = 99 WHERE nomination_id = %s", whole[0].pk)
    assert set(broken()) == {"votes"} and "99 đồng ý" in broken()["votes"][0]


def test_a_count_that_is_not_the_attendance(whole):
    raw("UPDATE awards_meetingattendance SET present = %s", False)
    assert "khác danh sách điểm danh (0)" in broken()["votes"][0]


def test_a_ballot_or_a_key_left_behind(whole):
    meeting = Meeting.objects.get(council__level="deciding")
    key = "0" * 31 + "1"
    raw("INSERT INTO awards_ballot (id, meeting_id, sealed) VALUES (%s, %s, %s)", key, meeting.pk, b"x")
    raw("UPDATE awards_meeting SET locked_private_key = %s WHERE id = %s", b"x", meeting.pk)
    assert len(broken()["ballots"]) == 2


def test_a_file_that_changed_or_went(whole):
    first, second, *_ = DocumentVersion.objects.order_by("pk")
    with default_storage.open(first.file.name, "wb") as stream:
        stream.write(b"something else")
    default_storage.delete(second.file.name)
    found = broken()
    assert set(found) == {"files"} and len(found["files"]) == 2
    assert any("khác mã SHA-256" in one for one in found["files"])
    assert any("không có tệp" in one for one in found["files"])


def test_a_trail_that_was_touched(whole, unguarded):
    raw("UPDATE accounts_auditevent SET sentence = 'khác' WHERE number = 2")
    assert set(broken()) == {"audit"} and "số 2" in broken()["audit"][0]


def test_a_state_without_its_date(whole):
    drop_check("dossiers_dossier", "dossier_accepted_exactly_when_accepted")
    raw("UPDATE dossiers_dossier SET accepted_at = NULL WHERE unit_id = %s", whole[0].unit_id)
    assert set(broken()) == {"states"} and "không có giờ tiếp nhận" in broken()["states"][0]


def test_a_judged_nomination_in_a_dossier_that_was_not_accepted(whole):
    drop_check("dossiers_dossier", "dossier_accepted_exactly_when_accepted")
    raw("UPDATE dossiers_dossier SET state = 'sent' WHERE unit_id = %s", whole[0].unit_id)
    assert "hồ sơ chưa được tiếp nhận" in broken()["states"][0]


def test_a_score_above_the_maximum(whole):
    raw("UPDATE scoring_sheetitem SET self_points = 999")
    assert set(broken()) == {"points"} and "999" in broken()["points"][0]


def test_a_receipt_that_does_not_fit(whole):
    DocumentVersion.objects.filter(document__dossier__unit=whole[0].unit, document__kind="to_trinh").update(
        number=2
    )
    assert set(broken()) == {"receipts"} and "Tờ trình" in broken()["receipts"][0]


def test_the_command_fails_with_its_sentences(whole):
    raw("UPDATE awards_awardquota SET maximum = 1")
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_invariants", "--json", stdout=out)
    assert ended.value.code == 1
    answer = json.loads(out.getvalue())
    assert answer["ok"] is False and "vượt 1" in answer["breaches"]["quota"][0]


def test_check_eligibility_prints_every_finding(whole, tan_chau):
    out = io.StringIO()
    call_command("check_eligibility", campaign="tan-chau-2023", stdout=out)
    said = out.getvalue()
    assert "Đã xét 2 đề nghị." in said and said.count("[mục IV.2]") == 6 and "✓ [mục III.2.a]" in said
    out = io.StringIO()
    call_command("check_eligibility", "--json", campaign="tan-chau-2023", stdout=out)
    answer = json.loads(out.getvalue())
    assert [one["outcome"] for one in answer["nominations"]] == ["met", "met"]
    assert len(answer["nominations"][0]["findings"]) == 5


def test_check_eligibility_refuses_what_does_not_exist(tan_chau):
    with pytest.raises(CommandError, match="Không có phong trào"):
        call_command("check_eligibility", campaign="khong-co")
    with pytest.raises(CommandError, match="không có đợt xét «1»"):
        call_command("check_eligibility", campaign="tan-chau-2023", phase="1")


def test_what_a_head_gives_by_own_power_needs_no_verdict(whole):
    AwardRecord.objects.update(marked_at=moment(2022, 1, 1))
    assert "eligible" in broken()
    Award.objects.update(own_power=True)
    assert "eligible" not in broken()
