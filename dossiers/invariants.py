"""What must hold in a live database, whatever the code did: each breach is a sentence that names the place."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db.models import Count, F, Q
from django.db.models.fields.files import FieldFile

from accounts.dates import date_short
from accounts.domain.audit import broken_links
from awards.ceilings import use_of
from awards.enums import CouncilLevel, MeetingState, NominationState
from awards.models import AwardRecord, Ballot, DecisionFile, Meeting, MeetingResult, Nomination
from awards.quotas import ceiling_of, claim_of, covers, quotas_of_round
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from dossiers.enums import DossierState
from dossiers.models import DocumentVersion, Dossier
from scoring.enums import ImportState, Outcome, SheetState
from scoring.models import Evidence, IndexImport, ScoreSheet, SheetItem, Verdict

Check = Callable[[], Iterator[str]]


@dataclass(frozen=True)
class Invariant:
    """One rule with its code, its name, and the search for what breaks it."""

    code: str
    name: str
    find: Check


def winners_within_quota() -> Iterator[str]:
    """No quota covers more places given in a round than it has, and no place lies above its quota's maximum."""
    rows = AwardRecord.objects.select_related("round", "nomination__round")
    given = defaultdict(list)
    for row in rows.order_by("round_id", "pk"):
        given[row.round].append(claim_of(row.nomination))
    for round, claims in given.items():
        quotas = {row.pk: row for row in quotas_of_round(round)}
        for used in use_of(map(ceiling_of, quotas.values()), claims):
            if used.over:
                quota = quotas[used.ceiling.key]
                yield f"Chỉ tiêu {quota} ({quota.clause}), {round}: đã chọn {used.taken}, vượt {used.maximum}."
    for row in AwardRecord.objects.filter(place__gt=F("quota__maximum")).select_related("nomination"):
        yield f"{row.nomination} được ghi chỗ thứ {row.place}, ngoài chỉ tiêu."


def winners_fit_their_quota() -> Iterator[str]:
    """A place goes to a nomination that its quota is meant for, in its round, and that is marked as awarded."""
    rows = AwardRecord.objects.select_related("nomination__round", "quota")
    for row in rows:
        one, quota = row.nomination, row.quota
        if not covers(quota, one) or row.round_id != one.round_id:
            yield f"{one} được ghi vào chỉ tiêu của đối tượng khác."
        if one.state != NominationState.AWARDED:
            yield f"{one} có chỗ khen thưởng nhưng trạng thái là «{one.get_state_display()}»."
    for one in Nomination.objects.filter(state=NominationState.AWARDED, award_record__isnull=True):
        yield f"{one} được ghi là được khen thưởng nhưng không có chỗ trong chỉ tiêu."


def winners_were_eligible() -> Iterator[str]:
    """The last verdict before the marking says eligible; what heads give by own power they judge themselves."""
    for row in AwardRecord.objects.filter(quota__award__own_power=False).select_related("nomination"):
        verdict = Verdict.objects.filter(nomination=row.nomination, judged_at__lte=row.marked_at).first()
        if verdict is None:
            yield f"{row.nomination} được chọn khen mà chưa có kết luận xét điều kiện nào trước đó."
        elif verdict.outcome != Outcome.MET:
            said = verdict.get_outcome_display().lower()
            yield f"{row.nomination} được chọn khen nhưng kết luận ngày {date_short(verdict.judged_at)} là «{said}»."


def votes_fit_the_meeting() -> Iterator[str]:
    """Agree and disagree are at most those present less the recused, and those present at most all members."""
    wrong = Q(present__gt=F("total_members")) | Q(agree__gt=F("present") - F("recused") - F("disagree"))
    for row in MeetingResult.objects.filter(wrong).select_related("nomination", "meeting"):
        yield (
            f"Phiên họp ngày {date_short(row.meeting.held_on)}, {row.nomination}: {row.agree} đồng ý và "
            f"{row.disagree} không đồng ý, nhiều hơn {row.present} có mặt trừ {row.recused} không tham gia."
        )
    closed = Meeting.objects.filter(state=MeetingState.CLOSED, council__level=CouncilLevel.DECIDING)
    for meeting in closed:
        present = meeting.attendances.filter(present=True).count()
        if meeting.results.exclude(present=present).exists():
            yield f"Phiên họp ngày {date_short(meeting.held_on)}: số có mặt khác danh sách điểm danh ({present})."


def no_ballots_left() -> Iterator[str]:
    """A closed meeting holds neither ballots nor the private key that opened them."""
    left = Ballot.objects.filter(meeting__state=MeetingState.CLOSED).values("meeting").annotate(n=Count("pk"))
    for row in left.order_by("meeting"):
        yield f"Phiên họp số {row['meeting']} đã kết thúc nhưng còn {row['n']} phiếu."
    keys = Meeting.objects.filter(state=MeetingState.CLOSED, locked_private_key__isnull=False)
    for meeting in keys:
        yield f"Phiên họp số {meeting.pk} đã kết thúc nhưng còn khóa mở phiếu."


def files_are_those_of_the_rows() -> Iterator[str]:
    """Every file that a row names is there, with the hash that the row keeps."""
    sources = (
        (DocumentVersion.objects.select_related("document"), "Giấy tờ"),
        (Evidence.objects.exclude(file=""), "Tài liệu kiểm chứng"),
        (IndexImport.objects.all(), "Tệp kết quả"),
        (DecisionFile.objects.all(), "Tệp quyết định"),
    )
    for rows, what in sources:
        for row in rows.iterator(chunk_size=500):
            problem = file_problem(row.file, row.sha256)
            if problem:
                yield f"{what} «{row}» (số {row.pk}): {problem}"


def file_problem(file: FieldFile, sha256: str) -> str:
    """Why a stored file is not the one of its row; empty when it is."""
    if not file or not default_storage.exists(file.name):
        return "không có tệp trên đĩa."
    digest = hashlib.sha256()
    with default_storage.open(file.name) as stream:
        for piece in iter(lambda: stream.read(1 << 20), b""):
            digest.update(piece)
    return "" if digest.hexdigest() == sha256 else "nội dung tệp khác mã SHA-256 đã ghi."


def audit_is_unbroken() -> Iterator[str]:
    """The trail's hashes hold from its first event to its last."""
    broken = broken_links()
    if broken:
        numbers = ", ".join(map(str, broken[:10]))
        yield f"Nhật ký bị đứt ở sự kiện số {numbers}{' ...' if len(broken) > 10 else ''}."


def states_fit_their_dates() -> Iterator[str]:
    """The same ties that CHECK constraints hold, asked of the rows: a restore may have come without them."""
    past_draft = Campaign.objects.exclude(state=CampaignState.DRAFT)
    for row in past_draft.filter(Q(launched_at__isnull=True) | Q(version=0)):
        yield f"Phong trào «{row}» đã phát động nhưng không có ngày phát động hoặc bản kế hoạch."
    for row in Dossier.objects.exclude(state=DossierState.DRAFT).filter(sent_at__isnull=True):
        yield f"{row}: {row.get_state_display()} nhưng không có giờ gửi."
    for row in Dossier.objects.filter(state=DossierState.ACCEPTED, accepted_at__isnull=True):
        yield f"{row}: đã tiếp nhận nhưng không có giờ tiếp nhận."
    for row in ScoreSheet.objects.filter(state=SheetState.SENT, sent_at__isnull=True):
        yield f"{row}: đã gửi nhưng không có giờ gửi."
    for row in Meeting.objects.filter(state=MeetingState.CLOSED, closed_at__isnull=True):
        yield f"Phiên họp số {row.pk} đã kết thúc nhưng không có giờ kết thúc."
    for row in IndexImport.objects.filter(state=ImportState.CONFIRMED, confirmed_at__isnull=True):
        yield f"Lần nhập «{row}» đã ghi nhận nhưng không có giờ xác nhận."
    moved = (NominationState.ACCEPTED, NominationState.AWARDED, NominationState.NOT_AWARDED)
    lost = Nomination.objects.filter(state__in=moved, dossier_item__isnull=False)
    for one in lost.exclude(dossier_item__dossier__state=DossierState.ACCEPTED).select_related("unit"):
        yield f"{one} ({one.unit}) đã được xét nhưng hồ sơ chưa được tiếp nhận."


def points_within_maximum() -> Iterator[str]:
    """No line of a self-scored sheet is above the maximum of its criterion."""
    above = SheetItem.objects.filter(self_points__gt=F("criterion__maximum"))
    for row in above.select_related("criterion", "sheet__unit"):
        yield (
            f"{row.sheet}: tiêu chí {row.criterion.code} được {row.self_points} điểm, "
            f"vượt tối đa {row.criterion.maximum}."
        )


def receipts_fit_the_papers() -> Iterator[str]:
    """A receipt's hashes are those of the versions that it lists."""
    for dossier in Dossier.objects.exclude(receipt={}).select_related("unit"):
        listed = dossier.receipt.get("files", [])
        keys = {(line.get("document"), line.get("version")): line for line in listed}
        kept = {
            (row.document_id, row.number): row.sha256
            for row in DocumentVersion.objects.filter(document__dossier=dossier)
        }
        for key, line in keys.items():
            if kept.get(key) != line.get("sha256"):
                yield f"{dossier}: mã của «{line.get('title', '')}» trong biên nhận khác bản đã lưu."


INVARIANTS = (
    Invariant("quota", "Số được khen không vượt chỉ tiêu", winners_within_quota),
    Invariant("fit", "Người được khen đúng chỉ tiêu, đúng trạng thái", winners_fit_their_quota),
    Invariant("eligible", "Người được khen đủ điều kiện ở ngày xét", winners_were_eligible),
    Invariant("votes", "Số phiếu không quá số người được biểu quyết", votes_fit_the_meeting),
    Invariant("ballots", "Phiên họp đã kết thúc không còn phiếu, khóa", no_ballots_left),
    Invariant("files", "Tệp trên đĩa đúng như dữ liệu", files_are_those_of_the_rows),
    Invariant("audit", "Nhật ký không bị đứt", audit_is_unbroken),
    Invariant("states", "Trạng thái đi cùng ngày giờ", states_fit_their_dates),
    Invariant("points", "Điểm tự chấm không vượt tối đa", points_within_maximum),
    Invariant("receipts", "Biên nhận đúng với giấy tờ", receipts_fit_the_papers),
)


def breaches() -> dict[str, list[str]]:
    """code -> the sentences of every breach of that invariant; an empty list where all is well."""
    return {one.code: list(one.find()) for one in INVARIANTS}
