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
