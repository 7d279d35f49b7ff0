"use strict";

// The index is in search-index.js: [kind, title, page, text] of everything. All words have to be there, in any order.
(() => {
  const MOST = 50;
  const AROUND = 60;
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  // Not the title: it is the document's, and would find all of its objectives.
  const entries = window.oboegakiIndex.map(([kind, title, page, text]) => {
    return { kind, title, page, text, folded: fold(text) };
  });
  const query = document.getElementById("query");
  const found = document.getElementById("found");
  const results = document.getElementById("results");

  const excerpt = (text, word) => {
    // Folding can make a text a little longer or shorter; the words are still in the excerpt.
    const at = Math.max(0, fold(text).indexOf(word));
    const cut = text.slice(Math.max(0, at - AROUND), at + word.length + AROUND);
    return `${at > AROUND ? "…" : ""}${cut}${at + word.length + AROUND < text.length ? "…" : ""}`;
  };

  const item = (entry, words) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = entry.page;
    link.textContent = entry.title;
    const kind = document.createElement("small");
    kind.textContent = ` ${entry.kind}`;
    const text = document.createElement("div");
    text.textContent = excerpt(entry.text, words[0]);
    line.append(link, kind, text);
    return line;
  };

  const search = () => {
    const words = fold(query.value).split(/\s+/).filter((word) => word);
    const hits = words.length ? entries.filter((entry) => words.every((word) => entry.folded.includes(word))) : [];
    results.replaceChildren(...hits.slice(0, MOST).map((entry) => item(entry, words)));
    const shown = hits.length > MOST ? `, the first ${MOST} shown` : "";
    found.textContent = words.length ? `${hits.length} found${shown}` : "";
  };

  query.value = new URLSearchParams(window.location.search).get("q") ?? "";
  query.addEventListener("input", search);
  search();
})();
