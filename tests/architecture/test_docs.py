"""What the documents say of the code is taken from the code."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from accounts.text import fold
from awards.law_data import LAW_FOLDER
from awards.packs_schema import SCHEMA, WORDS, Number, OneOf, pack_names
from awards.plan_parts import AWARD_PARTS, PARTS, SINGLE_NAMES
from awards.plan_words import place_in_words
from campaigns.enums import RoundState, SubjectKind
from dossiers.states import states_diagram
from scoring.rules import RULES, Parameter, Rule
from tests.architecture.reading import APPS, app_files, functions

ROOT = Path(__file__).resolve().parents[2]
GUIDE = "docs/them-ke-hoach.md"
KINDS = {
    "whole": "số nguyên",
    "percent": "phần trăm",
    "decimal": "số",
    "date": "ngày",
    "rounds": "chọn loại đợt",
    "origins": "chọn đối tượng",
    "text": "chữ",
    "flag": "có, không",
}
SUBJECTS = dict(SubjectKind.choices)
# Keys behind which no field with a name of its own stands.
OTHER_WORDS = {
    "schema": "số hiệu của khuôn dạng, hiện nay là 1",
    "upper_plans[1].parent": "địa chỉ của phong trào cấp trên, nếu phong trào đó cũng ở trong hệ thống",
    "issuer.code": "mã đơn vị",
    "standing_unit.code": "mã đơn vị",
    "appraising_unit.code": "mã đơn vị",
}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def part_of_page(name: str, mark: str) -> str:
    """What stands between `<!-- mark -->` and `<!-- /mark -->`."""
    return read(name).split(f"<!-- {mark} -->")[1].split(f"<!-- /{mark} -->")[0].strip()


def said_parameter(one: Parameter) -> str:
    """«Ngưỡng»: phần trăm, bắt buộc. Its help follows."""
    choices = " hoặc ".join(f"«{label}»" for label in one.options.values()) if one.kind == "choice" else ""
    needed = ", bắt buộc" if one.required else ""
    help_text = f" {one.help}" if one.help else ""
    return f"«{one.label}»: {choices or KINDS[one.kind]}{needed}.{help_text}"


def rule_line(rule: Rule) -> str:
    who = ", ".join(SUBJECTS[code].lower() for code in rule.subjects) or "mọi đối tượng"
    parameters = "<br>".join(said_parameter(one) for one in rule.parameters) or "không có"
    return f"| {rule.name} | {rule.help} | {parameters} | {who} |"


def rules_table() -> str:
    """Every rule of the registry by its name, as the guide shows it."""
    head = ["| Quy tắc | Máy xét thế nào | Tham số | Dùng cho |", "|---|---|---|---|"]
    return "\n".join(head + [rule_line(one) for one in sorted(RULES.values(), key=lambda r: fold(r.name))])


def kind_words(kind: Any) -> str:
    if isinstance(kind, list):
        return "danh sách chữ"
    if isinstance(kind, OneOf):
        return "một trong: " + ", ".join(f"`{value}`" for value in kind.values)
    return 'số trong dấu nháy, ví dụ "62.5"' if kind is Number else WORDS[kind]


def key_lines(table: Mapping[str, Any], shown: str = "", asked: str = "") -> Iterator[str]:
    """A line for each key, those inside tables and lists below it."""
    above = place_in_words(asked[:-1]) if asked else ""
    for name, kind in table.items():
        key = name.rstrip("?")
        needed = "" if name.endswith("?") else "có"
        many = isinstance(kind, list) and isinstance(kind[0], dict)
        meaning = meaning_of(f"{asked}{key}", above)
        if many or isinstance(kind, dict):
            what = "danh sách `[[…]]`" if many else "bảng `[…]`"
            yield f"| `{shown}{key}` | {what} | {needed} | **{meaning}** |"
            inner: Any = kind[0] if many else kind
            yield from key_lines(inner, f"{shown}{key}.", f"{asked}{key}{'[1]' if many else ''}.")
        else:
            yield f"| `{shown}{key}` | {kind_words(kind)} | {needed} | {meaning} |"


def meaning_of(place: str, above: str) -> str:
    """The editor's word for the last key of a place: "Thời hạn 1, nguyên văn" is "Nguyên văn"."""
    words = OTHER_WORDS.get(place) or place_in_words(place).removeprefix(f"{above}, ")
    return words[:1].upper() + words[1:]


def keys_table() -> str:
    """Every key that a pack may hold, as the guide shows it."""
    return "\n".join(["| Khóa | Giá trị | Bắt buộc | Nghĩa |", "|---|---|---|---|", *key_lines(SCHEMA)])


def write_tables() -> None:
    """Writes both tables into the guide; for whoever has changed a rule or a key (never called by a test)."""
    page = read(GUIDE)
    for mark, table in TABLES.items():
        before, _, rest = page.partition(f"<!-- {mark} -->")
        after = rest.partition(f"<!-- /{mark} -->")[2]
        page = f"{before}<!-- {mark} -->\n{table()}\n<!-- /{mark} -->{after}"
    (ROOT / GUIDE).write_text(page, encoding="utf-8")


TABLES = {"rules": rules_table, "pack-keys": keys_table}


@pytest.mark.parametrize(("mark", "table"), list(TABLES.items()))
def test_the_guides_tables_are_those_of_the_code(mark, table):
    assert part_of_page(GUIDE, mark) == table()


def test_the_guide_names_every_part_of_a_plan():
    page = read(GUIDE)
    names = [part.name for part in (*PARTS.values(), *AWARD_PARTS.values())] + list(SINGLE_NAMES.values())
    assert [name for name in names if name not in page] == []


def test_the_diagram_of_a_dossier_is_that_of_the_table():
    assert part_of_page("docs/architecture.md", "dossier-states") == f"```mermaid\n{states_diagram()}```"


def test_the_diagram_of_a_round_names_its_states():
    drawn = part_of_page("docs/architecture.md", "round-states")
    assert [one for one in RoundState if f'state "{one.label}" as {one.value}' not in drawn] == []


@pytest.mark.parametrize("app", APPS)
def test_the_verbs_named_for_a_room_are_in_it(app):
    row = next(line for line in read("docs/architecture.md").splitlines() if line.startswith(f"| `{app}` |"))
    named = row.split("|")[3].replace("`", "").replace(" ", "").split(",")
    known = {node.name for path in app_files(app) for node in functions(path)}
    assert [name for name in named if name and name not in known] == []


def test_the_house_stays_one_page():
    assert len(read("docs/architecture.md").splitlines()) <= 120


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{one.name}" for one in (ROOT / "docs").glob("*.md"))])
def test_what_a_page_links_to_exists(name):
    folder = (ROOT / name).parent
    linked = [part.split(")")[0] for part in read(name).split("](")[1:]]
    inside = [link.split("#")[0] for link in linked if not link.startswith("http")]
    assert [link for link in inside if link and not (folder / link).exists()] == []


def test_the_readme_names_the_commands_the_plans_and_the_guide():
    page = read("README.md")
    assert "./run" in page and "./test" in page and GUIDE in page
    assert [name for name in pack_names() if f"awards/packs/{name}.toml" not in page] == []


def test_the_files_of_the_law_are_named_where_they_are_kept_up():
    page = read("docs/van-hanh.md")
    assert [one.name for one in LAW_FOLDER.glob("*.toml") if one.name not in page] == []
