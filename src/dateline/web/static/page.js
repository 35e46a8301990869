// Filters and search over what is on the page.  Nothing is fetched, nothing of a report is ever read as code or markup:
// rows are shown or hidden, and matches are painted with the CSS Custom Highlight API.
"use strict";
(() => {
  const form = document.getElementById("filters"), found = document.getElementById("found");
  const rows = [...document.querySelectorAll("[data-x]")];
  const groups = [...document.querySelectorAll("[data-group]")].reverse();
  const numbers = new Map(), words = new Map();
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const textOf = (row) => words.get(row) ?? words.set(row, fold(row.textContent)).get(row);
  const listOf = (row, key) => {
    const kept = numbers.get(row) ?? numbers.set(row, {}).get(row);
    return kept[key] ??= new Set((row.dataset[key] ?? "").split(" "));
  };

  function matches(row, wanted) {
    if (wanted.who && !listOf(row, "w").has(wanted.who)) return false;
    if (wanted.where && !listOf(row, "p").has(wanted.where)) return false;
    if (wanted.kind && !listOf(row, "k").has(wanted.kind)) return false;
    if (wanted.from || wanted.to) {
      const { d, a = d, z = d } = row.dataset;
      if (!a && !z) { if (!wanted.undated) return false; }
      else if ((wanted.from && z && z < wanted.from) || (wanted.to && a && a > wanted.to)) return false;
    }
    return wanted.words.every((word) => textOf(row).includes(word));
  }

  function paint(wanted) {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("found");
    const ranges = [];
    for (const row of wanted.words.length ? rows : []) {
      if (row.hidden || ranges.length > 2000) continue;
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        for (const word of wanted.words) {
          for (let at = text.indexOf(word); at >= 0 && word; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            ranges.push(range);
          }
        }
      }
    }
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
  }

  function apply() {
    const data = new FormData(form);
    const wanted = Object.fromEntries(data);
    wanted.words = fold(wanted.q ?? "").split(/\s+/).filter(Boolean);
    const active = wanted.words.length || wanted.who || wanted.where || wanted.kind || wanted.from || wanted.to;
    let shown = 0;
    for (const row of rows) {
      const hide = Boolean(active) && !matches(row, wanted);
      if (row.hidden !== hide) row.hidden = hide;
      shown += !row.hidden;
    }
    for (const group of groups) {
      const inside = group.querySelectorAll("[data-x]");
      group.hidden = Boolean(active) && inside.length > 0 && [...inside].every((row) => row.hidden);
      if (active && group.tagName === "DETAILS" && !group.hidden) group.open = true;
    }
    for (const part of document.querySelectorAll(".part")) {
      const inside = [...part.querySelectorAll("[data-x]")];
      const left = inside.filter((row) => !row.hidden).length;
      const label = part.querySelector(".shown");
      if (label) label.textContent = active && inside.length ? `${left} of ${inside.length}` : "";
    }
    found.textContent = active ? `${shown} of ${rows.length} rows` : "";
    paint(wanted);
  }

  function light() {
    for (const lit of document.querySelectorAll(".on")) lit.classList.remove("on");
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let outer = target; outer; outer = outer.parentElement) {
      if (outer.tagName === "DETAILS") outer.open = true;
      if (outer.hidden && outer !== form) { form.reset(); apply(); }
    }
    target.scrollIntoView({ block: "center" });
  }

  if (form && !form.hasAttribute("action")) {
    form.hidden = false;
    let waiting;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) {
        event.preventDefault();
        form.elements.q.focus();
      }
    });
  }
  addEventListener("hashchange", light);
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details")) one.open = true; });
  light();
})();
