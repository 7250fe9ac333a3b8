"""What a clerk checks by hand: is everything there, and do the papers say the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from awards.enums import PaperKind
from awards.models import Condition
from awards.queries import is_registered
from dossiers.models import Dossier
from dossiers.papers.bao_cao_thanh_tich import BaoCaoThanhTich
from dossiers.papers.base import Paper, percent_words
from dossiers.papers.bien_ban import BienBan
from dossiers.papers.facts import DossierFacts, load_facts
from dossiers.papers.registry import paper_from_dict
from dossiers.papers.to_trinh import ToTrinh
from dossiers.queries import RequiredPaper, required_papers


@dataclass(frozen=True)
class CheckLine:
    """One line of a check; `mend` names the room where it is put right (with the nominee, for a report)."""

    ok: bool
    sentence: str
    mend: str = ""
    nomination_id: int | None = None
    clause: str = ""


def completeness(
    dossier: Dossier, facts: DossierFacts | None = None, papers: list[RequiredPaper] | None = None
) -> list[CheckLine]:
    """Every thing that the plan asks of a dossier, there or not, with its clause."""
    facts = facts or load_facts(dossier)
    papers = required_papers(dossier, facts) if papers is None else papers
    kinds = {paper.kind: paper.clause for paper in papers}
    lines = [*registered_lines(facts), nominees_line(facts)]
    if PaperKind.BANG_DIEM in kinds:
        lines.append(sheet_line(facts))
    if PaperKind.BIEN_BAN in kinds:
        lines.append(meeting_line(facts))
    if PaperKind.BAO_CAO_THANH_TICH in kinds:
        lines += report_lines(facts)
    return [*lines, *(paper_line(paper) for paper in papers)]


def registered_lines(facts: DossierFacts) -> list[CheckLine]:
    """A registration, where the plan makes it a condition of being considered."""
    asked = Condition.objects.filter(award__campaign=facts.campaign, rule="registered").first()
    if asked is None:
        return []
    ok = is_registered(facts.campaign, facts.unit)
    return [CheckLine(ok, "Đã đăng ký thi đua." if ok else "Chưa đăng ký thi đua.", clause=asked.clause)]


def nominees_line(facts: DossierFacts) -> CheckLine:
    """Somebody is put forward."""
    if not facts.nominations:
        return CheckLine(False, "Chưa đề nghị tập thể, cá nhân nào.", "nominees")
    return CheckLine(True, f"Đã lập danh sách đề nghị: {counts(facts)}.", "nominees")


def counts(facts: DossierFacts) -> str:
    """«1 tập thể, 2 cá nhân»."""
    subjects = [row.subject for row in facts.nominations]
    words = [
        (subjects.count("tap_the"), "tập thể"),
        (subjects.count("ca_nhan"), "cá nhân"),
        (subjects.count("ho_gia_dinh"), "hộ gia đình"),
    ]
    return ", ".join(f"{number} {word}" for number, word in words if number) or "chưa có ai"


def sheet_line(facts: DossierFacts) -> CheckLine:
    """The self-scored sheet is part of the dossier."""
    ok = facts.sheet is not None
    return CheckLine(ok, "Đã gửi bảng điểm tự chấm." if ok else "Chưa gửi bảng điểm tự chấm.", "sheet")


def meeting_line(facts: DossierFacts) -> CheckLine:
    """The unit's own council has voted on each of them."""
    if facts.meeting is None:
        return CheckLine(False, "Chưa ghi cuộc họp Hội đồng của đơn vị.", "meeting")
    without = [row.name for row in facts.nominations if row.pk not in facts.results]
    if without:
        return CheckLine(False, f"Hội đồng chưa biểu quyết về: {', '.join(without)}.", "meeting")
    return CheckLine(
        True, f"Hội đồng của đơn vị đã xét, {facts.present}/{facts.members} thành viên có mặt.", "meeting"
    )


def report_lines(facts: DossierFacts) -> list[CheckLine]:
    """A report for each nominee."""
    lines = []
    for row in facts.nominations:
        report = facts.reports.get(row.pk)
        ok = report is not None and bool(report.results.strip())
        said = f"Đã viết báo cáo thành tích của {row.name}." if ok else f"Chưa viết báo cáo của {row.name}."
        lines.append(CheckLine(ok, said, "report", row.pk))
    return lines


def paper_line(paper: RequiredPaper) -> CheckLine:
    """The paper is rendered from the data as they are now."""
    if paper.version is None:
        todo = "Chưa nộp tệp" if paper.is_file else "Chưa tạo giấy tờ"
        return CheckLine(False, f"{todo}: {paper.name}.", "papers", clause=paper.clause)
    if paper.stale:
        return CheckLine(False, f"Số liệu đã đổi, cần tạo lại: {paper.name}.", "papers", clause=paper.clause)
    return CheckLine(True, f"Có {paper.name} ({paper.version.pages} trang).", "papers", clause=paper.clause)


def cross_checks(facts: DossierFacts, papers: list[RequiredPaper]) -> list[CheckLine]:
    """Names, posts, counts and votes in the papers themselves, paper against paper (legal.md F12, R5)."""
    texts = [text for text in map(text_of, papers) if text is not None]
    submission = next((one for one in texts if isinstance(one, ToTrinh)), None)
    minutes = next((one for one in texts if isinstance(one, BienBan)), None)
    reports = [one for one in texts if isinstance(one, BaoCaoThanhTich)]
    lines: list[CheckLine] = []
    if submission and minutes:
        lines += [same_names(submission, minutes), *same_votes(submission, minutes)]
        lines += [dated_in_bases(submission, facts), majority(minutes)]
    if submission and (reports or any(paper.kind == PaperKind.BAO_CAO_THANH_TICH for paper in papers)):
        lines += same_reports(submission, reports)
    return lines


def text_of(paper: RequiredPaper) -> Paper | None:
    """The paper as rendered last, or as it would be rendered now; a file of the unit's own has no context."""
    if paper.is_file:
        return None
    return paper_from_dict(paper.version.context) if paper.version else paper.paper


def same_names(submission: ToTrinh, minutes: BienBan) -> CheckLine:
    """The list and the minutes name the same people."""
    listed, voted = [one.name for one in submission.nominees], [one.name for one in minutes.votes]
    if sorted(listed) == sorted(voted):
        return CheckLine(True, f"{len(listed)} tên trong tờ trình, danh sách và biên bản trùng nhau.")
    odd = sorted(set(listed) ^ set(voted))
    return CheckLine(
        False, f"Tên trong tờ trình và biên bản khác nhau: {', '.join(odd)}. Hãy tạo lại giấy tờ.", "papers"
    )


def same_votes(submission: ToTrinh, minutes: BienBan) -> Iterable[CheckLine]:
    """The votes written beside each name are those of the minutes, and nobody has more than were there."""
    votes = {one.name: one for one in minutes.votes}
    present = sum(one.present for one in minutes.members)
    wrong = False
    for one in submission.nominees:
        vote = votes.get(one.name)
        if vote is None:
            continue
        if (one.agreed, one.members) != (vote.agreed, len(minutes.members)):
            wrong = True
            yield CheckLine(
                False,
                f"Số phiếu của {one.name} trong danh sách ({one.votes_text}) khác biên bản "
                f"({vote.agreed:02d}/{len(minutes.members):02d}).",
                "papers",
            )
        if vote.agreed + vote.refused > present:
            wrong = True
            yield CheckLine(False, f"Số phiếu của {one.name} nhiều hơn {present} người có mặt.", "meeting")
    if not wrong:
        yield CheckLine(True, "Số phiếu trong danh sách đúng như biên bản, không quá số người có mặt.")


def dated_in_bases(submission: ToTrinh, facts: DossierFacts) -> CheckLine:
    """The căn cứ cites the minutes by the day of the meeting."""
    if facts.meeting is None:
        return CheckLine(False, "Tờ trình chưa có căn cứ là biên bản họp Hội đồng.", "meeting")
    day = facts.meeting.held_on
    cited = any(f"ngày {day.day:02d} tháng" in line and "Biên bản" in line for line in submission.base_lines)
    if cited:
        return CheckLine(True, f"Tờ trình dẫn đúng ngày họp Hội đồng {day:%d/%m/%Y}.")
    return CheckLine(
        False, f"Tờ trình chưa dẫn đúng ngày họp {day:%d/%m/%Y}. Hãy tạo lại tờ trình.", "papers"
    )


def majority(minutes: BienBan) -> CheckLine:
    """Shown, not demanded: the plan names no threshold; the share is of the total membership (C4, C5)."""
    total = len(minutes.members)
    low = [one for one in minutes.votes if one.agreed * 2 <= total]
    if low:
        named = ", ".join(f"{one.name} {percent_words(one.agreed, total)}" for one in low)
        return CheckLine(False, f"Chưa quá nửa tổng số thành viên đồng ý: {named}.", "meeting")
    best = [percent_words(one.agreed, total) for one in minutes.votes]
    return CheckLine(
        True, f"Hội đồng đồng ý {', '.join(dict.fromkeys(best))} trên tổng số {total} thành viên."
    )


def same_reports(submission: ToTrinh, reports: list[BaoCaoThanhTich]) -> Iterable[CheckLine]:
    """One report a name, with the same post."""
    by_name = {one.nominee: one for one in reports}
    wrong = False
    for one in submission.nominees:
        report = by_name.get(one.name)
        if report is None:
            wrong = True
            yield CheckLine(False, f"Danh sách có {one.name} nhưng chưa có báo cáo thành tích.", "papers")
        elif one.post and report.post != one.post:
            wrong = True
            yield CheckLine(
                False,
                f"Chức vụ của {one.name} trong báo cáo khác danh sách: «{report.post}» và «{one.post}».",
                "papers",
            )
    for name in sorted(set(by_name) - {one.name for one in submission.nominees}):
        wrong = True
        yield CheckLine(False, f"Có báo cáo của {name} nhưng danh sách không có tên này.", "papers")
    if not wrong:
        yield CheckLine(True, f"{len(reports)} báo cáo thành tích đúng tên, chức vụ như danh sách.")
