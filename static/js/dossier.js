"use strict";
// Rows that come and go, the share of votes, and how long a text is. Pages work without this file.
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-row]");
  if (add) {
    event.preventDefault();
    const body = document.getElementById(add.dataset.addRow).tBodies[0];
    const row = body.rows[body.rows.length - 1].cloneNode(true);
    row.querySelectorAll("input").forEach((field) => { field.value = ""; });
    row.querySelectorAll("select").forEach((field) => { field.selectedIndex = field.name === "member_role" ? field.options.length - 1 : 0; });
    body.append(row);
    number(body);
    row.querySelector("input").focus();
    shares();
  }
  const remove = event.target.closest("[data-remove-row]");
  if (remove) {
    const body = remove.closest("tbody");
    if (body.rows.length > 1) {
      event.preventDefault();
      remove.closest("tr").remove();
      number(body);
      shares();
    }
  }
});
function number(body) {
  Array.from(body.rows).forEach((row, place) => {
    row.querySelectorAll("[aria-label]").forEach((field) => {
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/dòng \d+/, `dòng ${place + 1}`));
    });
    row.querySelectorAll("[data-remove-row]").forEach((button) => { button.value = place; });
  });
}
function shares() {
  const names = Array.from(document.querySelectorAll("[name=member_name]"));
  const total = names.filter((field) => field.value.trim()).length;
  document.querySelectorAll("[data-vote]").forEach((row) => {
    const agree = parseInt(row.querySelector("[data-agree]").value, 10);
    const share = row.querySelector("[data-share]");
    share.textContent = total && agree >= 0 ? `${(100 * agree / total).toLocaleString("vi-VN", { maximumFractionDigits: 2 })}%` : "";
  });
}
function lengths() {
  document.querySelectorAll("[data-count-for]").forEach((note) => {
    const field = document.getElementById(note.dataset.countFor);
    if (!field) return;
    const soft = Number(field.dataset.soft);
    const used = field.value.length;
    note.textContent = used > soft ? `${used} ký tự, dài hơn mức thường gặp (${soft})` : `${used} ký tự, thường khoảng ${soft}`;
    note.classList.toggle("over", used > soft);
  });
}
document.addEventListener("input", () => { shares(); lengths(); });
shares();
lengths();
