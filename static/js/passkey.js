"use strict";
// Passkeys: the browser makes or shows one, the form carries its answer. Pages work without this file by codes.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential || !window.webauthnJSON) return;
  const SAID = "Chưa dùng được khóa truy cập: máy không có khóa phù hợp, hoặc việc xác nhận đã bị bỏ dở. Hãy thử lại hoặc dùng cách khác.";
  const given = () => JSON.parse(document.getElementById("passkey-data").textContent);
  const asked = async (form) => {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no challenge");
    return answer.json();
  };
  const ways = {
    make: async () => ["proof-made", await window.webauthnJSON.create(given().creation_options)],
    show: async () => ["proof-credential", await window.webauthnJSON.get(given().request_options)],
    "sign-in": async (form) => ["proof-credential", await window.webauthnJSON.get((await asked(form)).request_options)],
  };
  document.querySelectorAll("[data-passkey]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const problem = button.form.querySelector("[data-passkey-problem]");
      problem.hidden = true;
      button.disabled = true;
      try {
        const [place, credential] = await ways[button.dataset.passkey](button.form);
        const field = document.getElementById(place);
        field.disabled = false;
        field.value = JSON.stringify(credential);
        // A field named «submit» must not stand in the way.
        HTMLFormElement.prototype.submit.call(button.form);
      } catch {
        problem.textContent = SAID;
        problem.hidden = false;
        button.disabled = false;
      }
    });
  });
});
