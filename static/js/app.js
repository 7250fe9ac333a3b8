"use strict";
// Printing, and forms that ask once more before they are sent. Pages work without this file.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  const question = button && button.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});
// The menu of the account closes with Escape and by a click beside it.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
// What scrolls sideways can be scrolled by keyboard, and the tab of this page is in sight.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".tabs [aria-current], .yearly-nav [aria-current]").forEach((tab) => {
    tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 40;
  });
  document.querySelectorAll(".table-wrap, .steps, .scroll, .why-panel").forEach((box) => {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
  });
});
// A refusal (422) of a partial update is shown where the page shows its messages.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    const place = document.getElementById("thong-bao");
    if (!event.detail.requestConfig.elt.closest("[data-errors-here]") && place) event.detail.target = place;
  }
});
// A session that ended while typing: say so instead of failing silently.
document.addEventListener("htmx:responseError", (event) => {
  const place = document.getElementById("thong-bao");
  if (place) {
    const note = document.createElement("div");
    note.className = "notice error";
    note.setAttribute("role", "alert");
    note.textContent = event.detail.xhr.status === 403
      ? "Phiên làm việc đã hết hạn. Hãy đăng nhập lại ở một thẻ khác rồi bấm lưu lần nữa; nội dung đang gõ vẫn còn ở đây."
      : "Chưa lưu được. Hãy kiểm tra đường mạng rồi thử lại; nội dung đang gõ vẫn còn ở đây.";
    place.replaceChildren(note);
  }
});
document.addEventListener("htmx:sendError", () => {
  document.dispatchEvent(new CustomEvent("htmx:responseError", { detail: { xhr: { status: 0 } } }));
});
