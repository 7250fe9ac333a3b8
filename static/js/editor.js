"use strict";
// A link to a part that is closed opens it; browsers that do so themselves need none of this.
const openPart = () => {
  const part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!part) return;
  let closed = false;
  for (let box = part.closest("details"); box; box = box.parentElement.closest("details")) {
    closed = closed || !box.open;
    box.open = true;
  }
  if (closed) part.scrollIntoView();
};
addEventListener("hashchange", openPart);
document.addEventListener("DOMContentLoaded", openPart);
