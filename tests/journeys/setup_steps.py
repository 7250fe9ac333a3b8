"""The guided set-up, the plan's editor, criteria sets and the council, driven by their labels and buttons.

`answers`: the label of a field -> text or number, True or False for a box, an option's words or a list of them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.looking import count_of, texts_of
from tests.journeys.steps import opened

Answers = Mapping[str, object]
BEFORE_DAY = "«Trước ngày» D: ngày cuối cùng nhận là ngày liền trước D"
ON_DAY = "Nhận đến hết ngày D"
QUALITATIVE = "Tiêu chuẩn định tính do người có trách nhiệm xác nhận"
FIELD = "main form [id^=div_id_], main form .field"


def field(page: Page, label: str) -> Locator:
    """The field with this label or legend; the star of a required one is no part of its name."""
    named = re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")
    return page.locator(FIELD).filter(has=page.locator("label, legend").filter(has_text=named)).first


def fill(page: Page, answers: Answers) -> None:
    """Types, ticks and chooses; fields that are not named keep what they hold."""
    for label, answer in answers.items():
        box = field(page, label)
        box.wait_for()
        _put(box, answer)


def _put(box: Locator, answer: object) -> None:
    if isinstance(answer, bool):
        box.locator("input[type=checkbox]").set_checked(answer)
    elif isinstance(answer, (list, tuple)):
        for one in answer:
            box.get_by_label(str(one), exact=True).check()
    elif count_of(box.locator("select")):
        box.locator("select").select_option(label=str(answer))
    elif count_of(box.locator("input[type=radio]")):
        box.get_by_label(str(answer), exact=True).check()
    else:
        box.locator("input, textarea").first.fill(str(answer))


def save(page: Page, *, said: str | Sequence[str] = ()) -> None:
    """Saves the form on screen (a launched plan: as its next version); the editor comes back and says `said`."""
    page.get_by_role("button", name=re.compile("^Lưu")).click()
    expect(page.get_by_role("heading", name="Soạn kế hoạch", exact=True)).to_be_visible()
    for words in [said] if isinstance(said, str) else said:
        expect(page.locator("main")).to_contain_text(words)


def refused(page: Page, said: str) -> None:
    """Saves the form on screen; it stays there with the sentence, and nothing typed is lost."""
    page.get_by_role("button", name=re.compile("^Lưu")).click()
    expect(page.locator(".notice.error").first).to_contain_text(said)


def new_plan(page: Page, address: str, source: str, answers: Answers, *, leave: Iterable[str] = ()) -> str:
    """Lập phong trào mới from a pack or an earlier campaign by its title, or from nothing with source "".

    `leave` are boxes of «Lấy những phần nào» to untick, by the part's name without its number of rows.
    Gives the new campaign's slug; the editor is open.
    """
    page.goto(f"{address}/phong-trao/")
    page.get_by_role("link", name="Lập phong trào mới").click()
    if source:
        card = page.locator(".source").filter(has=page.get_by_role("heading", name=source, exact=True)).first
        card.get_by_role("link", name=re.compile("^Dùng làm nguồn")).click()
    else:
        page.get_by_role("link", name="Bắt đầu từ đầu").click()
    for part in leave:
        page.get_by_label(re.compile(rf"^{re.escape(part)}( \(\d+\))?$")).uncheck()
    fill(page, answers)
    page.get_by_role("button", name="Lập phong trào", exact=True).click()
    expect(page.get_by_role("heading", name="Soạn kế hoạch", exact=True)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Đã lập phong trào ở trạng thái đang chuẩn bị")
    found = re.search(r"/phong-trao/([\w-]+)/ke-hoach/sua/", page.url)
    assert found
    return found.group(1)


def open_editor(page: Page, address: str, slug: str) -> None:
    """The editor of a plan, by its link on the plan's page."""
    page.goto(f"{address}/phong-trao/{slug}/ke-hoach/sua/")
    expect(page.get_by_role("heading", name="Soạn kế hoạch", exact=True)).to_be_visible()


# Parts of the plan; the editor is open


def edit_single(page: Page, name: str, answers: Answers) -> None:
    """Fills one of the plan's single parts («Thời gian phong trào», «Cách xét», «Chủ đề, mục đích»...)."""
    row = page.locator(".editor-row").filter(has=page.get_by_role("heading", level=3, name=name)).first
    row.get_by_role("link", name=re.compile("^Sửa")).click()
    fill(page, answers)
    save(page)


def settle(page: Page) -> int:
    """«Đã kiểm tra» for everything that the plan does not state; gives how many there were."""
    count, links = 0, page.get_by_role("link", name="Đã kiểm tra")
    while count_of(links):
        links.first.click()
        page.get_by_role("button", name=re.compile("^Đã kiểm tra")).click()
        expect(page.get_by_role("heading", name="Soạn kế hoạch", exact=True)).to_be_visible()
        count += 1
    return count


def section(page: Page, name: str, award: str = "") -> Locator:
    """A list of the plan by its heading, or one of an award's own lists; it is opened when it was closed."""
    place = page.locator("main")
    if award:
        place = page.locator("section[id^=khen-]").filter(
            has=page.locator(".editor-award-head .editor-label", has_text=re.compile(f"^{re.escape(award)}$"))
        )
    heading = page.locator("h2, h3, h4").filter(has_text=re.compile(f"^{re.escape(name)}$"))
    return opened(place.locator(".editor-section").filter(has=heading).first)


def rows(page: Page, name: str, award: str = "") -> list[str]:
    """The headlines of a part's rows, in their order."""
    found = texts_of(section(page, name, award).locator(".editor-row .editor-label"))
    return [" ".join(text.split()) for text in found]


def add_row(page: Page, name: str, answers: Answers, *, award: str = "") -> None:
    """Adds a row to a part («Căn cứ», «Nhóm, khối, cụm», «Thời hạn»...; of an award «Chỉ tiêu khen thưởng»...)."""
    section(page, name, award).locator(".editor-section-head a").click()
    fill(page, answers)
    save(page)


def add_rows(
    page: Page, name: str, columns: Sequence[str], *lines: Sequence[object], award: str = ""
) -> None:
    """Adds several rows with the same fields; None leaves a field as it is. The part then lists so many more."""
    before = len(rows(page, name, award))
    for line in lines:
        pairs = zip(columns, line, strict=True)
        add_row(page, name, {label: one for label, one in pairs if one is not None}, award=award)
    assert len(rows(page, name, award)) == before + len(lines)


def add_award(page: Page, answers: Answers, *, catalogue: str = "") -> None:
    """Adds a form of commendation, first filled from the catalogue's entry when one is named."""
    page.get_by_role("link", name="Thêm hình thức khen thưởng").click()
    if catalogue:
        box = page.get_by_label("Lấy từ danh mục hình thức khen thưởng")
        option = box.locator("option").filter(has_text=re.compile(rf"^\s*{re.escape(catalogue)}(\s|$)")).first
        box.select_option(value=option.get_attribute("value"))
        page.get_by_role("button", name="Điền vào biểu mẫu").click()
    fill(page, answers)
    save(page)


def add_condition(page: Page, award: str, rule: str, text: str, answers: Answers | None = None, *,
                  clause: str) -> None:  # fmt: skip
    """Adds a condition to an award: the rule by its name, then its parameters and other fields by their labels."""
    section(page, "Tiêu chuẩn, điều kiện", award).get_by_role("link", name="Thêm tiêu chuẩn").click()
    choice = page.locator(".rule-choice").filter(
        has=page.locator("b").filter(has_text=re.compile(f"^{re.escape(rule)}$"))
    )
    choice.locator("input").check()
    page.get_by_role("button", name="Tiếp tục").click()
    fill(page, {"Nội dung tiêu chuẩn": text, "Điều khoản": clause, **(answers or {})})
    save(page)


def _row(page: Page, name: str, label: str, award: str) -> Locator:
    if name == "Hình thức khen thưởng":
        found = page.locator(".editor-award-head")
    else:
        found = section(page, name, award).locator(".editor-row")
    return opened(found.filter(has=page.locator(".editor-label", has_text=label)).first)


def edit_row(page: Page, name: str, label: str, answers: Answers, *, award: str = "") -> None:
    """Changes the row whose headline holds `label`."""
    open_row(page, name, label, award=award)
    fill(page, answers)
    save(page)


def open_row(page: Page, name: str, label: str, *, award: str = "") -> None:
    """The form of the row whose headline holds `label`; then `fill` and `save` or `refused`."""
    _row(page, name, label, award).get_by_role("link", name=re.compile("^Sửa")).click()


def move_row(page: Page, name: str, label: str, *, up: bool, award: str = "") -> None:
    """One place up or down (of a draft)."""
    way = "Chuyển lên" if up else "Chuyển xuống"
    _row(page, name, label, award).get_by_role("button", name=re.compile(f"^{way}")).click()
    expect(page.get_by_role("heading", name="Soạn kế hoạch", exact=True)).to_be_visible()


def remove_row(page: Page, name: str, label: str, *, award: str = "") -> None:
    """Takes the row out; its own page asks once more."""
    _row(page, name, label, award).get_by_role("link", name=re.compile("^Xóa")).click()
    page.get_by_role("button", name=re.compile("^Xóa")).click()
    expect(page.get_by_role("heading", name="Soạn kế hoạch", exact=True)).to_be_visible()


def amend(page: Page, reason: str, document: str) -> None:
    """In an open form of a launched plan: why it changes, and by which document; then `save`."""
    fill(page, {"Lý do sửa kế hoạch": reason, "Văn bản sửa đổi": document})


# Before the launch, the launch, the versions


def check_lines(page: Page, which: str = "li.stop, li.warn") -> list[str]:
    """The sentences of the pre-launch check, on the editor's page."""
    found = texts_of(page.locator("#kiem-tra").locator(which))
    return [" ".join(text.replace("Đến mục này", "").split()) for text in found]


def stops(page: Page) -> list[str]:
    """Those of them that stop the launch."""
    return check_lines(page, "li.stop")


def launch(page: Page, address: str, slug: str) -> None:
    """Launches from the editor: the page with all numbers asks once more; the plan is then frozen as version 1."""
    open_editor(page, address, slug)
    assert stops(page) == []
    page.get_by_role("link", name="Phát động", exact=True).click()
    page.get_by_role("button", name="Phát động", exact=True).click()
    expect(page.locator("main")).to_contain_text("Nội dung kế hoạch được khóa thành bản 1")


def see_version(page: Page, address: str, slug: str, *, number: int, words: Sequence[str]) -> None:
    """The page of versions has this number in force, with these words (reason, document, change)."""
    page.goto(f"{address}/phong-trao/{slug}/ke-hoach/cac-ban/")
    for text in (f"Bản {number}", "đang áp dụng", *words):
        expect(page.locator("main section").first).to_contain_text(text)


def download_plan(page: Page, address: str, slug: str, folder: Path) -> Path:
    """The plan as a TOML file, by the editor's link."""
    open_editor(page, address, slug)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải gói (TOML)").click()
    path = folder / f"{slug}.toml"
    waiting.value.save_as(path)
    return path


# What a plan leans on


def new_criteria_set(
    page: Page,
    address: str,
    answers: Answers,
    groups: Mapping[tuple[str, str, str], Sequence[tuple[str, str, str]]],
) -> None:
    """A criteria set with its groups, (code, name, points) -> criteria (code, name, points), at /bo-tieu-chi/."""
    page.goto(f"{address}/bo-tieu-chi/")
    page.get_by_role("link", name="Lập bộ mới").first.click()
    fill(page, answers)
    page.get_by_role("button", name="Lưu", exact=True).click()
    for group, criteria in groups.items():
        page.get_by_role("link", name="Thêm nhóm").first.click()
        _criterion(page, group)
        for one in criteria:
            page.get_by_role("link", name=f"Thêm tiêu chí vào nhóm {group[0]}", exact=True).click()
            _criterion(page, one)


def _criterion(page: Page, values: tuple[str, str, str]) -> None:
    fill(page, dict(zip(("Mã", "Tên", "Điểm tối đa"), values, strict=True)))
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("main")).to_contain_text(values[1])


def set_up_council(
    page: Page, address: str, slug: str, name: str, members: Sequence[tuple[str, str, str, str, str]]
) -> None:
    """The deciding council: members as (name, office, role, account's name or "", own unit or "")."""
    page.goto(f"{address}/phong-trao/{slug}/hoi-dong/")
    page.get_by_label("Tên Hội đồng").fill(name)
    while count_of(page.locator("[name=member_name]")) < len(members):
        page.click("button[name=add]")
    for place, (who, office, role, account, unit) in enumerate(members):
        page.locator("[name=member_name]").nth(place).fill(who)
        page.locator("[name=member_office]").nth(place).fill(office)
        page.locator("[name=member_role]").nth(place).select_option(label=role)
        if account:
            page.locator("[name=member_user]").nth(place).select_option(label=account)
        if unit:
            page.locator("[name=member_unit]").nth(place).select_option(label=unit)
    page.get_by_role("button", name="Ghi danh sách Hội đồng").click()
    expect(page.locator("main")).to_contain_text(f"Đã ghi «{name}», {len(members)} thành viên")
