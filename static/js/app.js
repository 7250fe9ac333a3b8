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
// A session that ended while typing: say so instead of failing silently, and go on as soon as one is signed in again.
const ENDED = "Phiên làm việc đã hết hạn, chưa lưu được. Nội dung đang gõ vẫn còn ở đây: hãy ";
const ended = (place) => {
  const note = notice(place, ENDED);
  const link = document.createElement("a");
  link.href = "/dang-nhap/?next=/dang-nhap/xong/";
  link.target = "_blank";
  link.textContent = "đăng nhập lại ở một thẻ khác";
  note.append(link, ", quay lại đây rồi bấm lưu lần nữa.");
  window.addEventListener("focus", renew);
};
const notice = (place, text, kind = "error") => {
  const note = document.createElement("div");
  note.className = `notice ${kind}`;
  note.setAttribute("role", "alert");
  note.textContent = text;
  place.replaceChildren(note);
  return note;
};
// Signing in gives every form a new token; this page takes it over.
const renew = async () => {
  const answer = await fetch("/dang-nhap/phien/", { headers: { Accept: "application/json" } });
  const state = answer.ok ? await answer.json() : {};
  if (!state.signed_in) return;
  window.removeEventListener("focus", renew);
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": state.token }));
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = state.token; });
  const place = document.getElementById("thong-bao");
  if (place) notice(place, "Đã đăng nhập lại. Hãy bấm lưu lần nữa.", "success");
};
document.addEventListener("htmx:responseError", (event) => {
  const place = document.getElementById("thong-bao");
  if (!place) return;
  if ([401, 403].includes(event.detail.xhr.status)) ended(place);
  else notice(place, "Chưa lưu được. Hãy kiểm tra đường mạng rồi thử lại; nội dung đang gõ vẫn còn ở đây.");
});
document.addEventListener("htmx:sendError", () => {
  document.dispatchEvent(new CustomEvent("htmx:responseError", { detail: { xhr: { status: 0 } } }));
});
