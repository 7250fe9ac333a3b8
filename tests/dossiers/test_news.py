from django.db import transaction

from accounts.domain.audit import record_event
from campaigns.access import access_of
from dossiers.demo.base import moment
from dossiers.news import SHOWN, news_for
from tests.dossier_makers import register

AT = moment(2023, 8, 5)


def sentences(world, user):
    """What the person reads, newest first."""
    return [event.sentence for event in news_for(access_of(user, AT), [world.campaign])]


def note(world, kind, sentence, unit=None):
    """One event of the campaign."""
    with transaction.atomic():
        record_event(
            by=world.officer, at=AT, kind=kind, target=world.campaign, sentence=sentence,
            campaign=world.campaign, unit=unit,
        )  # fmt: skip


def test_everyone_reads_their_own(tan_chau):
    unit, person = register(tan_chau, "30397")
    _, other = register(tan_chau, "30388")
    note(tan_chau, "tie.chosen", "Chọn một đơn vị đồng hạng.")
    note(tan_chau, "meeting.closed", "Hội đồng kết thúc phiên họp.")
    note(tan_chau, "nomination.created", "Xã đề nghị Giấy khen cho một người.", unit=unit)
    office = sentences(tan_chau, tan_chau.officer)
    assert len(office) == 5 and office[:2] == ["Hội đồng kết thúc phiên họp.", "Chọn một đơn vị đồng hạng."]
    own = sentences(tan_chau, person)
    assert (
        len(own) == 2 and own[0].startswith("UBND xã Châu Phong đăng ký") and own[1].startswith("Phát động")
    )
    assert sentences(tan_chau, other)[0].startswith("UBND xã Tân An đăng ký")
    member = sentences(tan_chau, tan_chau.member(1))
    assert member[0] == "Hội đồng kết thúc phiên họp." and len(member) == 2


def test_only_the_newest_and_only_of_the_given_campaigns(tan_chau):
    for number in range(SHOWN + 3):
        note(tan_chau, "deadline.set", f"Việc {number}")
    assert sentences(tan_chau, tan_chau.officer)[0] == f"Việc {SHOWN + 2}"
    assert len(sentences(tan_chau, tan_chau.officer)) == SHOWN
    assert list(news_for(access_of(tan_chau.officer, AT), [])) == []


def test_hostile_sentences_are_text_on_the_page(tan_chau):
    note(tan_chau, "deadline.set", "<script>alert(1)</script>")
    page = tan_chau.browser(tan_chau.officer).get("/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
