// Filters and search over all rows of the page, those that are packed in it too.  Nothing is fetched, nothing of a report
// is ever read as code: rows are shown or hidden, and matches are painted with the CSS Custom Highlight API.
"use strict";
(() => {
  const ENOUGH = 150; // rows of a section that a filter unpacks by itself
  const MOST = 40; // matches of a section in other files that are listed
  const byId = (id) => document.getElementById(id);
  const form = byId("filters"), found = byId("found");
  const live = form && !form.hasAttribute("action");
  const fold = (text) => (/[^\0-\x7f]/.test(text) ? text.normalize("NFKD").replace(/\p{M}/gu, "") : text).toLowerCase();
  const counted = (number) => number.toLocaleString("en");

  // --- rows: in the document, packed in it, in other files ---

  const parts = [...document.querySelectorAll(".part")].map((element) => ({
    element,
    label: element.querySelector(".shown"),
    rows: [...element.querySelectorAll("[data-x]")],
    groups: [...element.querySelectorAll("[data-group]")].reverse(),
    packs: [...element.querySelectorAll(".slot")].map((slot) => ({
      slot, size: Number(slot.dataset.rows), first: Number(slot.dataset.first), placed: false,
    })),
  }));
  const packs = parts.flatMap((part) => part.packs.map((pack) => Object.assign(pack, { part })));
  const total = parts.reduce((sum, part) => sum + Number(part.element.dataset.rows ?? part.rows.length), 0);

  async function inflate(packed) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  }

  const htmlOf = (pack) => pack.html ??= inflate(pack.slot.querySelector("script").textContent);

  async function unpack(pack) {
    if (pack.rows) return;
    const held = document.createElement("template");
    held.innerHTML = await htmlOf(pack);
    pack.html = null;
    pack.content = held.content;
    pack.rows = [...held.content.querySelectorAll("[data-x]")];
    pack.groups = [...held.content.querySelectorAll("[data-group]")].reverse();
  }

  // Puts the rows of an unpacked pack where they belong.
  function place(pack) {
    pack.slot.replaceChildren(pack.content);
    pack.slot.classList.add("placed");
    pack.placed = true;
  }

  // The pack that holds the element of this name.
  async function holderOf(id) {
    const pattern = new RegExp(`id="?${id.replace(/[^\w-]/g, "\\$&")}[" >]`);
    for (const pack of packs) {
      if (pack.placed || (!pack.rows && !pattern.test(await htmlOf(pack)))) continue;
      await unpack(pack);
      if (pack.content.getElementById(id)) return pack;
    }
    return null;
  }

  const known = new Map();
  function read(row) {
    if (!known.has(row)) {
      const { w = "", p = "", k = "", d = "", a = d, z = d } = row.dataset;
      known.set(row, { who: ` ${w} `, where: ` ${p} `, kind: ` ${k} `, first: a, last: z, text: fold(row.textContent) });
    }
    return known.get(row);
  }

  // --- filters ---

  function asked() {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.words = fold(wanted.q ?? "").split(/\s+/).filter(Boolean);
    wanted.dated = Boolean(wanted.from || wanted.to);
    wanted.active = Boolean(wanted.words.length || wanted.who || wanted.where || wanted.kind || wanted.dated);
    return wanted;
  }

  function passes(row, wanted) {
    for (const key of ["who", "where", "kind"]) if (wanted[key] && !row[key].includes(` ${wanted[key]} `)) return false;
    if (wanted.dated) {
      if (!row.first && !row.last) { if (!wanted.undated) return false; }
      else if ((wanted.from && row.last && row.last < wanted.from) || (wanted.to && row.first && row.first > wanted.to)) return false;
    }
    return wanted.words.every((word) => row.text.includes(word));
  }

  // Shows or hides rows, and groups of which no row is left; returns how many are left.
  function sift(rows, groups, wanted) {
    let left = 0;
    for (const row of rows) {
      const hide = wanted.active && !passes(read(row), wanted);
      if (row.hidden !== hide) row.hidden = hide;
      left += !hide;
    }
    for (const group of groups) {
      const inside = group.querySelectorAll("[data-x]");
      group.hidden = wanted.active && inside.length > 0 && [...inside].every((row) => row.hidden);
      if (wanted.active && group.tagName === "DETAILS" && !group.hidden) group.open = true;
    }
    return left;
  }

  function offer(pack, left) {
    pack.slot.hidden = left === 0;
    const button = pack.slot.querySelector("button") ?? document.createElement("button");
    button.type = "button";
    const all = counted(Number(pack.part.element.dataset.rows));
    const last = counted(pack.first + pack.size - 1);
    button.textContent = left < pack.size ? `Show ${counted(left)} more` : `Show rows ${counted(pack.first)} to ${last} of ${all}`;
    button.onclick = () => show(pack);
    if (!button.isConnected) pack.slot.append(button);
  }

  async function show(pack) {
    await unpack(pack);
    const wanted = asked();
    sift(pack.rows, pack.groups, wanted);
    place(pack);
    paint(wanted);
    const first = pack.rows.find((row) => !row.hidden);
    if (first) { first.tabIndex = -1; first.focus({ preventScroll: true }); }
  }

  let latest = 0;
  async function apply() {
    const mine = ++latest, wanted = asked();
    for (const field of form.elements) field.classList?.toggle("set", field.name !== "undated" && Boolean(field.value) && field.tagName !== "BUTTON");
    if (wanted.active) {
      for (const pack of packs) {
        if (pack.rows) continue;
        found.textContent = "looking …";
        await unpack(pack);
        if (mine !== latest) return;
      }
    }
    let shown = 0;
    for (const part of parts) {
      let left = sift(part.rows, part.groups, wanted), open = left;
      for (const pack of part.packs) {
        const inside = pack.rows ? sift(pack.rows, pack.groups, wanted) : pack.size;
        if (wanted.active && !pack.placed && inside && open < ENOUGH) place(pack);
        if (pack.placed) open += inside;
        else offer(pack, inside);
        left += inside;
      }
      const all = Number(part.element.dataset.rows ?? part.rows.length);
      if (part.label) part.label.textContent = wanted.active && all ? `${counted(left)} of ${counted(all)}` : "";
      part.element.classList.toggle("none", wanted.active && all > 0 && left === 0);
      shown += left;
    }
    const others = await elsewhere(wanted);
    if (mine !== latest) return;
    const all = others ? total + others.all : total;
    const beside = others?.left ? `, ${counted(others.left)} of them in other files` : "";
    found.textContent = wanted.active ? `${counted(shown + (others?.left ?? 0))} of ${counted(all)} rows${beside}` : "";
    paint(wanted);
  }

  // --- other files ---

  let index;
  // Lists the rows of other files that pass; nothing where this page has no index of them.
  async function elsewhere(wanted) {
    const list = byId("elsewhere"), data = byId("index");
    if (!list || !data) return null;
    list.hidden = !wanted.active;
    if (!wanted.active) return null;
    index ??= inflate(data.textContent).then(JSON.parse).then((held) => {
      held.rows = held.rows.map(([section, file, id, w, p, k, a, z, text]) => ({
        section, file, id, shown: text, who: ` ${w} `, where: ` ${p} `, kind: ` ${k} `, first: a, last: z, text: fold(text),
      }));
      return held;
    });
    const { sections, files, rows } = await index;
    const hits = rows.filter((row) => passes(row, wanted));
    const listed = new Map();
    const first = hits.filter((row) => {
      listed.set(row.section, (listed.get(row.section) ?? 0) + 1);
      return listed.get(row.section) <= MOST;
    });
    const items = first.map((row) => {
      const item = document.createElement("li"), link = document.createElement("a"), where = document.createElement("span");
      const at = Math.max(0, wanted.words.length ? row.text.indexOf(wanted.words[0]) - 80 : 0);
      link.href = `${encodeURIComponent(files[row.file])}#${row.id}`;
      link.textContent = `${at ? "… " : ""}${row.shown.slice(at, at + 240)}${row.shown.length > at + 240 ? " …" : ""}`;
      where.textContent = ` ${sections[row.section]}`;
      where.className = "note";
      item.append(link, where);
      return item;
    });
    list.querySelector("ul").replaceChildren(...items);
    const of = hits.length > items.length ? ` of ${counted(hits.length)}, the first ${MOST} of each section` : "";
    list.querySelector(".shown").textContent = hits.length ? `${counted(items.length)}${of}` : "nothing";
    return { left: hits.length, all: rows.length };
  }

  // --- what was looked for, and what a link leads to ---

  function paint(wanted) {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("found");
    const ranges = [];
    const rows = wanted.words.length ? [...parts, ...packs.filter((pack) => pack.placed)].flatMap((one) => one.rows) : [];
    for (const row of rows) {
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

  function named() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  }

  async function light() {
    for (const lit of document.querySelectorAll(".on")) lit.classList.remove("on");
    const id = named();
    if (!id) return;
    if (!byId(id)) {
      const pack = await holderOf(id);
      if (pack) { sift(pack.rows, pack.groups, asked()); place(pack); }
    }
    const target = byId(id);
    if (!target) return;
    for (let outer = target; outer; outer = outer.parentElement) {
      if (outer.tagName === "DETAILS") outer.open = true;
      if (outer.hidden && outer !== form) { form.reset(); await apply(); }
    }
    target.classList.add("on");
    target.scrollIntoView({ block: target.classList.contains("part") ? "start" : "center" });
  }

  if (live) {
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
    for (const pack of packs) offer(pack, pack.size);
    const everything = byId("everything");
    if (everything) {
      everything.hidden = false;
      everything.onclick = async () => {
        everything.disabled = true;
        for (const pack of packs) if (!pack.placed) { await unpack(pack); sift(pack.rows, pack.groups, asked()); place(pack); }
        everything.textContent = "All rows are shown";
      };
    }
  }
  addEventListener("hashchange", light);
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details")) one.open = true; });
  light();
})();
