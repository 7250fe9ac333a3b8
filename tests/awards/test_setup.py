"""The guided set-up: from a pack, an earlier campaign, nothing or a file; and who may not."""

import tomllib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from awards.domain.export_plan import export_plan, plan_as_toml
from awards.models import Award, AwardQuota, Condition
from awards.packs_schema import pack_names
from campaigns.models import Campaign, Unit
from dossiers.demo.base import moment
from tests.plan_pages import words

EDIT = "/phong-trao/tan-chau-2023/ke-hoach/sua/"
NEW = "/phong-trao/moi/"
UPLOAD = "/phong-trao/nap-goi/"
PAPER = {"reason": "Bổ sung", "document": "1400/KH-UBND", "version": 1}


@pytest.fixture
def officer(tan_chau_draft):
    """The officer's browser before the launch."""
    return tan_chau_draft.browser(tan_chau_draft.officer, at=moment(2023, 7, 28, 9))


@pytest.fixture
def later(tan_chau):
    """The officer's browser after the launch."""
    return tan_chau.browser(tan_chau.officer, at=moment(2023, 8, 1, 9))


def wishes(**changes) -> dict:
    """The answers of a set-up."""
    own, top = Unit.objects.get(code="tan-chau-vhtt"), Unit.objects.get(code="tan-chau")
    return {
        "title": "Phong trào thi đua Chuyển đổi số năm 2024", "short_title": "Chuyển đổi số 2024", "slug": "",
        "plan_number": "12/KH-UBND", "plan_date": "10/01/2024", "shift": "1", "period_start": "",
        "period_end": "", "standing_unit": own.pk, "issuer": top.pk, "authority": "Chủ tịch UBND thị xã",
        "level": "huyen", "measured_by": "index", "nominated_by": "units", **changes,
    }  # fmt: skip


def test_a_new_campaign_from_an_earlier_one_a_year_later(officer):
    assert "Chuyển đổi số thị xã Tân Châu năm 2023" in words(officer.get(NEW))
    address = f"{NEW}phong-trao/tan-chau-2023/"
    take = officer.get(address).context["form"].initial["take"]
    answer = officer.post(address, wishes(take=take))
    assert answer["Location"] == "/phong-trao/chuyen-doi-so-2024/ke-hoach/sua/"
    campaign = Campaign.objects.get(slug="chuyen-doi-so-2024")
    assert (campaign.state, campaign.period_start, campaign.year) == ("draft", date(2024, 1, 1), 2024)
    assert campaign.rounds.get().code == "nam-2024" and campaign.groups.count() == 2
    assert campaign.deadlines.get().stated == "trước ngày 10/12/2024"
    assert Condition.objects.filter(award__campaign=campaign).count() == 9
    assert "Đã dời các ngày" in words(officer.get(answer["Location"]))
    again = officer.post(address, wishes(take=take, slug="chuyen-doi-so-2024"))
    assert again.status_code == 422 and "đã được dùng" in words(again)


def test_a_new_campaign_from_nothing_and_from_each_pack(officer):
    answer = officer.post(f"{NEW}trong/-/", wishes(short_title="Trống"))
    assert answer.status_code == 422
    dates = {"period_start": "01/02/2024", "period_end": "31/12/2024"}
    assert officer.post(f"{NEW}trong/-/", wishes(short_title="Trống", **dates)).status_code == 302
    campaign = Campaign.objects.get(slug="trong")
    assert not Award.objects.filter(campaign=campaign).exists()
    page = words(officer.get("/phong-trao/trong/ke-hoach/sua/"))
    assert "Chưa có nhóm xếp hạng nào." in page and "chưa ghi điều khoản" in page
    for name in pack_names():
        address = f"{NEW}goi/{name}/"
        take = officer.get(address).context["form"].initial["take"]
        made = officer.post(address, wishes(take=take, shift="0", slug=name.replace("_", "-")[:20] + "-x"))
        assert made.status_code == 302, words(made)
        assert officer.get(made["Location"]).status_code == 200
        plan = made["Location"].removesuffix("sua/")
        assert officer.get(plan).status_code == 200, name
    assert officer.get(f"{NEW}goi/khong-co/").status_code == 404


def test_another_office_s_plan_is_not_set_up(officer):
    other = Unit.objects.get(code="30397")
    answer = officer.post(f"{NEW}goi/tan_chau_2023/", wishes(issuer=other.pk))
    assert answer.status_code == 422 and not Campaign.objects.filter(slug="chuyen-doi-so-2024").exists()


def sent(text: str, name: str = "goi.toml") -> dict:
    """A file as the browser sends it."""
    return {"file": SimpleUploadedFile(name, text.encode())}


def test_a_pack_is_shown_before_it_is_written(officer, tan_chau_draft):
    text = plan_as_toml(tan_chau_draft.campaign).replace("maximum = 3", "maximum = 4", 1)
    page = words(officer.post(UPLOAD, sent(text)))
    assert "số lượng 03 -> 04" in page and not AwardQuota.objects.filter(maximum=4).exists()
    answer = officer.post(UPLOAD, {"text": text, "name": "goi.toml", "confirmed": "1"})
    assert answer["Location"] == EDIT and AwardQuota.objects.filter(maximum=4).count() == 1


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace("title =", "titel =", 1), "khóa lạ «titel»"),
        (lambda text: text.replace('rule = "within_top"', 'rule = "within_bottom"', 1), "conditions[5]»"),
        (lambda text: text.replace("n = 3", "m = 3", 1), "không có tham số «m»"),
        (lambda text: text.replace('code = "tan-chau-vhtt"', 'code = "30397"', 1), "chỉ cán bộ thường trực"),
        (lambda text: "x" * (513 * 1024), "512 KB"),
        (lambda text: "= =", "không đọc được TOML"),
    ],
)
def test_a_wrong_pack_names_its_fault_and_nothing_is_written(officer, tan_chau_draft, spoil, said):
    before = plan_as_toml(tan_chau_draft.campaign)
    answer = officer.post(UPLOAD, sent(spoil(before)))
    assert answer.status_code == 422 and said in words(answer), words(answer)[-1500:]
    assert plan_as_toml(Campaign.objects.get()) == before


def test_a_file_that_is_no_pack_and_a_launched_plan_are_refused(later, tan_chau):
    assert ".toml" in words(later.post(UPLOAD, sent("x", "ke-hoach.docx")))
    assert "Hãy chọn tệp" in words(later.post(UPLOAD, {}))
    text = plan_as_toml(tan_chau.campaign).replace("maximum = 3", "maximum = 4", 1)
    answer = later.post(UPLOAD, sent(text))
    assert answer.status_code == 422 and "đã phát động, không thể ghi đè" in words(answer)


def test_the_command_writes_the_campaign_back_as_a_pack(tan_chau_draft, tmp_path, capsys):
    file = tmp_path / "x.toml"
    call_command("export_plan", "tan-chau-2023", "--file", str(file))
    assert tomllib.loads(file.read_text(encoding="utf-8")) == export_plan(tan_chau_draft.campaign)
    call_command("load_plan", str(file))
    assert "Không có gì thay đổi." in capsys.readouterr().out
    with pytest.raises(CommandError, match="tan-chau-2023"):
        call_command("export_plan", "khong-co")
