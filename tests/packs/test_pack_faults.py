"""One fault in a real pack: one sentence that names the file and the key, and nothing of it is loaded."""

import re

import pytest
from django.core.management import CommandError, call_command

from awards.models import Award
from awards.packs_schema import PACKS_DIR
from campaigns.models import Campaign, Round
from tests.packs.plans import load_units

TA_MA, VINH_LONG, DONG_THAP = "ta_ma_2023_2030", "vinh_long_2023_2025", "dong_thap_2021_2025"
BREAKS = {
    "households among collectives": (
        DONG_THAP,
        r"^(subject = \"tap_the\"\n)(mode = \"ceiling\")",
        r"\1with_households = true\n\2",
        "«awards[2].quotas[1].with_households»: hộ gia đình chỉ tính chung vào chỉ tiêu của cá nhân",
    ),
    "an unknown key of a round": (
        TA_MA,
        r"^(kind = \"nam\"\nname = .*\n)",
        r"\1nam = 2023\n",
        "khóa lạ «rounds[1].nam»",
    ),
    "no clause of a target": (
        TA_MA,
        r"(comparison = \"ge\"\nvalue = \"50\"\nmeasure = \"%\"\nyear = 2025\n)clause = .*\n",
        r"\1",
        "thiếu khóa «targets[1].clause»",
    ),
    "no clause of a report": (
        DONG_THAP,
        r"(meaning = \"on_day\"\n)clause = \"mục V.4\"\n",
        r"\1",
        "thiếu khóa «report_duties[1].clause»",
    ),
    "a condition of no group": (
        TA_MA,
        r"^group = \"co-quan\"",
        'group = "truong-hoc"',
        "«awards[1].conditions[2].group» là «truong-hoc», không có nhóm này trong «groups»",
    ),
    "a quota of no group": (
        VINH_LONG,
        r"^(subject = \"tap_the\"\nmode = \"ceiling\")",
        r'group = "khoi-1"\n\1',
        "«awards[2].quotas[1].group» là «khoi-1»",
    ),
    "a phase that ends before it starts": (
        TA_MA,
        r"^end = 2030-12-31\nclause",
        "end = 2025-06-30\nclause",
        "«phases[2].end» (2025-06-30) trước «phases[2].start»",
    ),
    "a phase before the campaign": (
        TA_MA,
        r"(name = \"Giai đoạn I .*\n)start = 2023-01-01",
        r"\1start = 2022-12-31",
        "«phases[1]» (2022-12-31 - 2025-12-31) nằm ngoài thời gian phong trào",
    ),
    "a deadline before the start": (
        VINH_LONG,
        r"^day = 2026-01-10",
        "day = 2016-01-10",
        "«deadlines[1].day» (2016-01-10) trước ngày bắt đầu",
    ),
    "a deadline of no round": (
        VINH_LONG,
        r"^round = \"tong-ket\"",
        'round = "tong-ket-2"',
        "«deadlines[1].round» là «tong-ket-2»",
    ),
    "a percent over 100": (
        VINH_LONG,
        r"min_percent = \"90\"",
        'min_percent = "190"',
        "«awards[1].conditions[3].params.min_percent» là 190, phải từ 0 đến 100",
    ),
    "an unknown kind of round": (
        TA_MA,
        r"^round_kind = \"so_ket\"",
        'round_kind = "giua_ky"',
        "«route[3].round_kind» là «giua_ky», phải là một trong",
    ),
    "a quota of a kind of round that the plan has not": (
        DONG_THAP,
        r"^round_kind = \"so_ket\"",
        'round_kind = "nam"',
        "«awards[2].quotas[1].round_kind» là «nam», không có đợt loại này trong «rounds»",
    ),
    "a number where none is fixed": (
        TA_MA,
        r"^mode = \"none\"",
        'mode = "none"\nmaximum = 5',
        "«awards[1].quotas[1].maximum» là 5, nhưng «mode» là «none»",
    ),
    "a ceiling without a number": (
        DONG_THAP,
        r"^maximum = 10\n",
        "",
        "thiếu khóa «awards[2].quotas[1].maximum»",
    ),
    "the same quota twice": (
        DONG_THAP,
        r"(round_kind = \"so_ket\"\n)subject = \"ca_nhan\"",
        r'\1subject = "tap_the"',
        "«awards[2].quotas[2]» trùng nhóm",
    ),
    "a target of no phase": (
        TA_MA,
        r"^phase = \"giai-doan-1\"",
        'phase = "giai-doan-3"',
        "«targets[1].phase» là «giai-doan-3»",
    ),
    "a target over 100 percent": (TA_MA, r"^value = \"50\"", 'value = "500"', "«targets[1].value» là 500"),
    "a target in words": (TA_MA, r"^value = \"50\"", 'value = "một nửa"', "«targets[1].value» là «một nửa»"),
    "31 February": (
        TA_MA,
        r"^month = 11\nday = 5",
        "month = 2\nday = 31",
        "«report_duties[1]»: không có ngày 31/2",
    ),
    "a round outside the campaign": (
        TA_MA,
        r"^first_year = 2026\nlast_year = 2030",
        "first_year = 2026\nlast_year = 2036",
        "«rounds[10]» xét kết quả các năm 2026-2036",
    ),
    "an unknown comparison": (
        TA_MA,
        r"^comparison = \"ge\"",
        'comparison = "about"',
        "«targets[1].comparison»",
    ),
    "an unknown origin": (TA_MA, r"^origin = \"resident\"", 'origin = "abroad"', "«subjects[3].origin»"),
    "two rounds of one code": (
        VINH_LONG,
        r"^code = \"nam-2024\"",
        'code = "nam-2023"',
        "«rounds» có mã đợt lặp lại: «nam-2023»",
    ),
}


def broken(folder, name: str, pattern: str, new: str) -> str:
    """The real pack with one thing changed, the first place only."""
    text = (PACKS_DIR / f"{name}.toml").read_text(encoding="utf-8")
    changed, count = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
    assert count == 1 and changed != text
    path = folder / "hong.toml"
    path.write_text(changed, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("fault", BREAKS)
def test_a_fault_names_file_and_key_and_nothing_is_loaded(fault, tmp_path, db):
    name, pattern, new, said = BREAKS[fault]
    load_units(name)
    with pytest.raises(CommandError) as refused:
        call_command("load_plan", broken(tmp_path, name, pattern, new))
    sentence = str(refused.value)
    assert sentence.startswith("hong.toml: ") and said in sentence and "\n" not in sentence
    assert not Campaign.objects.exists() and not Award.objects.exists() and not Round.objects.exists()


@pytest.mark.parametrize("fault", ["a percent over 100", "a deadline of no round"])
def test_a_fault_leaves_a_plan_that_is_there_as_it_was(fault, tmp_path, db):
    name, pattern, new, _ = BREAKS[fault]
    load_units(name)
    call_command("load_plan", name)
    before = list(Campaign.objects.values()), list(Award.objects.values())
    with pytest.raises(CommandError, match=r"hong\.toml"):
        call_command("load_plan", broken(tmp_path, name, pattern, new))
    assert (list(Campaign.objects.values()), list(Award.objects.values())) == before
