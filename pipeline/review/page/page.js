"use strict";
(() => {
  const run = document.body.dataset.run;
  const cards = [...document.querySelectorAll(".card")];
  const decidable = cards.filter((card) => card.dataset.decisions);
  const progress = document.getElementById("progress");
  if (!progress) return;

  // Decisions by card, kept over a reload; a page that may not keep anything still works.
  const memory = `oboegaki-review-${run}`;
  const decided = new Map();
  const history = [];
  let saved = true;
  const remember = () => {
    const rows = [...decided].map(([card, made]) => [card.dataset.table, card.dataset.key, made]);
    try { localStorage.setItem(memory, JSON.stringify(rows)); } catch { /* private window */ }
  };
  const recall = () => {
    let rows = [];
    try { rows = JSON.parse(localStorage.getItem(memory)) ?? []; } catch { /* nothing kept */ }
    for (const [table, key, made] of rows) {
      const card = decidable.find((item) => item.dataset.table === table && item.dataset.key === key);
      if (card && card.dataset.decisions.split(" ").includes(made.decision)) decided.set(card, made);
    }
  };

  const show = (card) => {
    const made = decided.get(card);
    if (made) card.dataset.decided = made.decision; else delete card.dataset.decided;
    for (const button of card.querySelectorAll("[data-decision]")) {
      button.setAttribute("aria-pressed", String(made?.decision === button.dataset.decision));
    }
    const fields = Object.entries(made?.fields ?? {}).map(([name, value]) => `${name}: ${value}`);
    const told = [...fields, made?.reason ?? ""].filter(Boolean).join("; ");
    const output = card.querySelector("output");
    if (output) output.textContent = told;
  };
  const count = () => { progress.textContent = `${decided.size} of ${decidable.length} decided`; };

  const decide = (card, made) => {
    history.push([card, decided.get(card)]);
    if (made) decided.set(card, made); else decided.delete(card);
    saved = false;
    show(card);
    count();
    remember();
  };
  const undo = () => {
    const [card, before] = history.pop() ?? [];
    if (!card) return;
    if (before) decided.set(card, before); else decided.delete(card);
    saved = false;
    show(card);
    count();
    remember();
    go(card);
  };

  let current = null;
  const shown = () => cards.filter((card) => !card.hidden && !card.closest("section").hidden);
  const go = (card) => {
    if (!card) return;
    current?.classList.remove("current");
    current = card;
    card.classList.add("current");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    const words = card.dataset.place && document.getElementById(card.dataset.place);
    if (words) words.scrollIntoView({ block: "center" }); else card.scrollIntoView({ block: "center" });
  };
  const step = (by) => {
    const list = shown();
    const at = list.indexOf(current);
    go(list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + by))]);
  };
  const toWords = (card) => {
    if (card?.dataset.place) location.hash = card.dataset.place;
  };

  const ask = (card, decision) => {
    if (!card?.dataset.decisions.split(" ").includes(decision)) return;
    if (decision === "accept") { decide(card, { decision }); return; }
    const form = card.querySelector("form");
    form.hidden = false;
    form.dataset.decision = decision;
    for (const field of form.querySelectorAll("[data-was]")) field.closest("label").hidden = decision !== "edit";
    (decision === "edit" ? form.querySelector("[data-was]") : form.elements.reason).focus();
  };
  const close = (form) => { form.hidden = true; go(form.closest(".card")); };

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const card = form.closest(".card");
    const reason = form.elements.reason.value.trim();
    if (form.dataset.decision === "reject") {
      decide(card, { decision: "reject", reason });
    } else {
      const moved = [...form.querySelectorAll("[data-was]")].filter((field) => field.value !== field.dataset.was);
      if (!moved.length) { close(form); return; }
      decide(card, { decision: "edit", fields: Object.fromEntries(moved.map((field) => [field.name, field.value])), reason });
    }
    close(form);
  });

  document.addEventListener("click", (event) => {
    const decision = event.target.closest("[data-decision]")?.dataset.decision;
    const card = event.target.closest(".card");
    if (event.target.closest("[data-cancel]")) { close(event.target.closest("form")); return; }
    if (card && decision && event.target.tagName === "BUTTON") {
      if (decided.get(card)?.decision === decision) decide(card, null); else ask(card, decision);
      return;
    }
    const words = event.target.closest("[data-card]");
    if (words) { go(document.getElementById(words.dataset.card)); return; }
    if (card && !event.target.closest("form, a, button")) go(card);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest?.("form")) { close(event.target.closest("form")); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
    const actions = {
      j: () => step(1), k: () => step(-1), u: undo, s: save, t: () => toWords(current),
      a: () => { if (current) { ask(current, "accept"); step(1); } },
      r: () => ask(current, "reject"), e: () => ask(current, "edit"),
    };
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  const filters = ["table", "state", "cause", "certainty", "decision"].map((name) => document.getElementById(`filter-${name}`));
  const filter = () => {
    const [table, state, cause, certainty, decision] = filters.map((field) => field.value);
    for (const card of cards) {
      const data = card.dataset;
      card.hidden = Boolean((table && data.table !== table) || (state && data.state !== state)
        || (cause && !data.causes.split(" ").includes(cause)) || (certainty && data.certainty !== certainty)
        || (decision && (decision === "made") !== decided.has(card)));
    }
    for (const section of document.querySelectorAll("main > section")) {
      section.hidden = !section.querySelector(".card:not([hidden])");
    }
  };
  for (const field of filters) field.addEventListener("change", filter);
  document.getElementById("accept-shown").addEventListener("click", () => {
    for (const card of shown()) if (card.dataset.decisions && !decided.has(card)) decide(card, { decision: "accept" });
  });

  // JSON's strings are YAML's double-quoted ones, but for characters that YAML takes for line ends or refuses.
  const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const yaml = () => {
    const lines = [`run: ${quoted(run)}`, decided.size ? "decisions:" : "decisions: []"];
    for (const card of decidable) {
      const made = decided.get(card);
      if (!made) continue;
      lines.push(`  - table: ${card.dataset.table}`, `    key: ${quoted(card.dataset.key)}`, `    decision: ${made.decision}`);
      if (made.fields) {
        lines.push("    fields:");
        for (const [name, value] of Object.entries(made.fields)) lines.push(`      ${name}: ${quoted(value)}`);
      }
      if (made.reason) lines.push(`    reason: ${quoted(made.reason)}`);
    }
    return `${lines.join("\n")}\n`;
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([yaml()], { type: "application/yaml" }));
    link.download = "decisions.yml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    saved = true;
  };
  document.getElementById("save").addEventListener("click", save);
  addEventListener("beforeunload", (event) => { if (!saved) event.preventDefault(); });

  recall();
  for (const card of decided.keys()) show(card);
  count();
})();
