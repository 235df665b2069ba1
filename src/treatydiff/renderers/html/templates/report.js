"use strict";
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const island = JSON.parse($("island").textContent);
  for (const [code, phrases] of Object.entries(island.tongues))
    island.tongues[code] = Object.fromEntries(island.keys.map((key, at) => [key, phrases[at]]));
  root.classList.replace("no-js", "js");

  // -------------------------------------------------------------------------------------------- the page's own words
  let words = island.tongues[root.lang];
  const say = (key, values = {}) => {
    let phrase = words[key];
    if (phrase === undefined) return key;
    if (typeof phrase !== "string") phrase = words.singular.split(" ").includes(String(values.n)) ? phrase.one : phrase.other;
    return phrase.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));
  };
  const shown = (value) => (typeof value === "number" ? value.toLocaleString(root.lang) : value);

  /** What the redline and folded lines call a finding: not marked as ours one by one, for there are hundreds. */
  const relabel = () => {
    for (const link of all(".found > a")) {
      const card = $(link.hash.slice(1));
      const theme = card.closest(".theme").dataset.theme;
      const signed = card.querySelector(".by");
      const said = [words[`theme.${theme}`] ? say(`theme.${theme}`) : theme, say(`turn.${kindOf(card) === "unclear" ? "open" : kindOf(card)}`)];
      if (card.dataset.share) said.push(`${card.dataset.share}/10`);
      if (signed) said.push(signed.textContent);
      link.textContent = said.join(", ");
      link.lang = root.lang;
    }
  };
  const turnOf = (card) => ["adverse", "favourable", "unclear"].find((turn) => card.classList.contains(turn));
  const kindOf = (card) => [...card.classList].find((each) => each.startsWith("k-"))?.slice(2) || turnOf(card);

  const speak = (code) => {
    if (code !== root.lang) {
      root.lang = code;
      words = island.tongues[code];
      for (const each of all("[data-w]")) {
        each.textContent = say(each.dataset.w, JSON.parse(each.dataset.v || "{}"));
        if (each.closest(".leaves")) each.lang = code;
      }
      relabel();
      for (const each of all("[data-w-aria-label]")) each.setAttribute("aria-label", say(each.getAttribute("data-w-aria-label")));
      for (const [name, key] of [["ins", "inserted"], ["del", "deleted"], ["end", "end"]])
        root.style.setProperty(`--say-${name}`, JSON.stringify(say(`spoken.${key}`)));
    }
    $("tongue").value = code;
  };
  for (const code of Object.keys(island.tongues)) {
    const option = new Option(island.tongues[code].name, code);
    option.lang = code;
    $("tongue").add(option);
  }
  const wanted = (navigator.languages || []).map((each) => each.split("-")[0]).find((each) => each in island.tongues);
  const tongue = island.asked || wanted || root.lang;

  speak(tongue);
  $("tongue").addEventListener("change", () => speak($("tongue").value));
  if (!$("filter")) return; // the index of a site has nothing to filter

  // --------------------------------------------------------------------------------------------------- what is shown
  const form = $("filter");
  const boxes = all("#filter input[type=checkbox], #spoken");
  const OPENED = 20; // so many hits are opened at once
  const MARKED = 500; // so many hits are marked
  const PAUSE = 120; // milliseconds without a key after which a search begins: no key waits for it
  const SETTLED = 5; // frames after which everything has its height
  const SLICE = 12; // milliseconds of work before the page is let go, which is under a frame
  const stages = all(".stage");
  const kinds = { s: $("kind-s"), t: $("kind-t"), c: $("kind-c"), e: $("kind-e") };
  const opened = new Set(); // by the script, to be closed again
  let stage = stages[0];
  let current = null; // the change or finding from which keys go on

  const leaves = () => all(".leaf:not(.part)", stage);
  const homes = new Map(); // the article in which what a card is about stands
  const targetOf = (card) => $(card.querySelector("a").hash.slice(1));
  const unitOf = (card) => {
    if (!homes.has(card)) homes.set(card, targetOf(card)?.closest(".leaf"));
    return homes.get(card);
  };
  const themeOf = (card) => card.closest(".theme").dataset.theme;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  /** A leaf's words as the old draft has them and as the new one has them: what was parted by a mark is found too. */
  const both = (leaf) => {
    if (!texts.has(leaf)) {
      const sides = ["", ""];
      const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const mark = walker.currentNode.parentElement.closest("ins, del");
        if (!mark || mark.localName === "del") sides[0] += walker.currentNode.data;
        if (!mark || mark.localName === "ins") sides[1] += walker.currentNode.data;
      }
      texts.set(leaf, sides.map((side) => fold(side).replace(/\s+/g, " ")));
    }
    return texts.get(leaf);
  };

  /** Reads the leaves a few at a time while nothing else is to do, so that the first search finds them read. */
  const prepare = (waiting) => {
    if (!waiting.length || !window.requestIdleCallback) return;
    requestIdleCallback((idle) => {
      let at = 0;
      while (at < waiting.length && idle.timeRemaining() > 2) both(waiting[at++]);
      prepare(waiting.slice(at));
    });
  };

  const numbers = (leaf, side) => (leaf.dataset[side] || "").split("|").map(bare);
  const bare = (number) => number.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const asked = () => ({ query: fold($("search").value.trim()).replace(/\s+/g, " "), article: bare($("article").value) });

  /** Shows what the fields ask for. The work pauses wherever it yields: see `atOnce` and `inSlices`. */
  const apply = function* () {
    const { query, article } = asked();
    const narrowed = Boolean(query || article);
    const [shown, hits] = [leaves(), new Set()];
    for (const leaf of shown) {
      const meant = !article || ["was", "now"].some((side) => numbers(leaf, side).includes(article));
      if (meant && (!query || both(leaf).some((side) => side.includes(query)))) hits.add(leaf.id);
      yield;
    }
    for (const leaf of shown) leaf.classList.toggle("miss", !hits.has(leaf.id));
    for (const part of all(".part", stage)) part.classList.toggle("miss", narrowed);
    for (const card of all(".card", stage)) card.classList.toggle("miss", narrowed && !hits.has(unitOf(card)?.id));
    keepFound(shown);
    count();
    tellWhich(article);
    yield;
    yield* unfold(narrowed && (article || query.length > 2) ? [...hits].slice(0, OPENED) : []);
    yield* highlight(query);
  };
  /** A choice of themes or directions leaves the articles in which something of them was found. */
  const keepFound = (shown) => {
    const not = off();
    const chosen = not.size && $("state").value !== "quiet";
    const kept = new Set(chosen ? all(".card", stage).filter((card) => isOn(card, not)).map(unitOf) : []);
    for (const leaf of shown) leaf.classList.toggle("unfound", Boolean(chosen) && !kept.has(leaf));
    for (const part of all(".part", stage)) part.classList.toggle("unfound", Boolean(chosen));
  };
  const atOnce = (work) => { while (!work.next().done); };
  let latest = null;
  /** A slice at a time, so that no key has to wait; what is begun later puts an end to it. */
  const inSlices = async (work) => {
    latest = work;
    while (latest === work) {
      const until = performance.now() + SLICE;
      while (performance.now() < until) if (work.next().done) return;
      await new Promise((next) => setTimeout(next));
    }
  };

  /** A number can be that of one article in the old draft and of another in the new one: a link to each that is meant. */
  const tellWhich = (article) => {
    const lines = [];
    for (const leaf of article ? all("details.leaf", stage) : []) {
      const sides = [["now", "new"], ["was", "old"]].filter(([side]) => numbers(leaf, side).includes(article));
      if (!sides.length) continue;
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${addressOf(leaf)}`;
      const name = leaf.querySelector("h3").cloneNode(true);
      for (const each of all("del", name)) each.remove();
      link.textContent = name.textContent;
      line.append(`${sides.map(([, name]) => say(`drafts.${name}`)).join(", ")}: `, link);
      lines.push([sides[0][0] === "now" ? 0 : 1, line]);
    }
    $("meant").replaceChildren(...lines.sort(([one], [other]) => one - other).map(([, line]) => line));
  };

  /** Open what was looked for and what holds a kind of change that is chosen; close what was opened before. */
  const unfold = function* (ids) {
    const light = Object.keys(kinds).filter((kind) => kind !== "s" && kinds[kind].checked);
    const want = new Set(ids.map($));
    if (light.length) for (const leaf of all(light.map((kind) => `details.leaf.m-${kind}`).join(), stage)) want.add(leaf);
    for (const leaf of opened) if (!want.has(leaf)) { leaf.open = false; opened.delete(leaf); yield; }
    for (const leaf of want) if (leaf && leaf.localName === "details" && !leaf.open) { leaf.open = true; opened.add(leaf); yield; }
  };

  const highlight = function* (query) {
    if (!window.Highlight) return;
    CSS.highlights.delete("search");
    if (query.length < 2) return;
    const ranges = [];
    for (const leaf of leaves()) {
      if (leaf.classList.contains("miss") || !leaf.open || ranges.length >= MARKED) continue;
      const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && ranges.length < MARKED) {
        const [data, folded] = [walker.currentNode.data, fold(walker.currentNode.data)];
        const text = folded.length === data.length ? folded : data.toLowerCase(); // where letters stand matters here
        for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + 1)) {
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + query.length);
          ranges.push(range);
        }
      }
      yield;
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  };

  const hidden = () => all("[data-kind]").filter((box) => !box.checked)
    .reduce((sum, box) => sum + Number(stage.dataset[box.dataset.kind]), 0);
  // What the filters leave, by their own rules: to ask the browser whether something is visible makes it lay out all
  // that it has put off, an article at a time (seconds where there are hundreds).
  const seen = (leaf) => !leaf.classList.contains("miss") && !leaf.classList.contains("unfound") &&
    ($("state").value === "all" || leaf.classList.contains(`st-${$("state").value}`));
  const off = () => new Set(boxes.filter((box) => !box.checked).map((box) => box.dataset.theme || box.dataset.turn).filter(Boolean));
  const isOn = (card, not) => !not.has(themeOf(card)) && !not.has(turnOf(card));
  const inState = (card) => $("state").value === "all" || Boolean(unitOf(card)?.classList.contains(`st-${$("state").value}`));
  const findings = (not = off()) => all(".card:not(.miss)", stage).filter((card) => isOn(card, not) && inState(card));
  const several = (n, all) => (n === all ? shown(n) : say("count.of", { n, all }));
  const count = () => {
    const [cards, not] = [all(".card", stage), off()];
    const left = cards.filter((card) => !card.classList.contains("miss"));
    const found = findings(not);
    for (const box of boxes) { // beside each box: how many are shown with it, as the others stand
      const { theme, turn } = box.dataset;
      if (!theme && !turn) continue;
      const mine = (card) => (theme ? themeOf(card) === theme && !not.has(turnOf(card)) : turnOf(card) === turn && !not.has(themeOf(card)));
      tally(box, left.filter((card) => inState(card) && mine(card)).length);
    }
    const kept = new Set(found);
    for (const card of cards) card.classList.toggle("off", !kept.has(card));
    for (const section of all(".theme, .rest, .same", stage)) {
      const here = all(".card", section);
      const n = here.filter((card) => kept.has(card)).length;
      section.classList.toggle("none", !n);
      if (section.localName === "section") section.querySelector(".count").textContent = several(n, here.length);
      else if (section.localName === "details") fill(section.querySelector("summary > span"), { n });
    }
    const articles = all(".leaf.art", stage);
    const narrow = narrowed();
    const counts = { articles: several(articles.filter(seen).length, articles.length), findings: several(found.length, cards.length) };
    const nothing = narrow && !found.length && !leaves().some(seen);
    const { article } = asked();
    const unknown = article && !all(".leaf", stage).some((leaf) => ["was", "now"].some((side) => numbers(leaf, side).includes(article)));
    const parts = [unknown ? say("status.unknown", { number: $("article").value.trim() }) : say(nothing ? "status.none" : "status.shown", counts)];
    root.classList.toggle("narrow", narrow);
    if (hidden()) parts.push(say("status.hidden", { n: hidden() }));
    $("status").textContent = parts.join(" ");
    for (const each of all(".whole", stage)) each.hidden = !narrow;
  };
  const fill = (phrase, values) => {
    phrase.dataset.v = JSON.stringify(values);
    phrase.textContent = say(phrase.dataset.w, values);
  };
  const tally = (box, n) => {
    const count = box.closest("label").querySelector(".count"); // none where favourable findings are not counted
    if (count) count.textContent = shown(n);
  };
  const narrowed = () => fields.some((field) => field.value.trim() && field.value !== "all") || off().size > 0;

  // ---------------------------------------------------------------------------------------- the state in the address
  const initial = new Map(boxes.map((box) => [box.id, box.checked]));
  const fields = [$("search"), $("article"), $("state")];
  // "#article-9&kind-t=1": a place, then a view; each may stand alone: "#article-9", "#article=9"
  const parts = () => location.hash.slice(1).split("&");
  const anchor = () => (parts()[0].includes("=") ? "" : decoded(parts()[0]));
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const state = () => {
    const found = new URLSearchParams();
    for (const field of fields) if (field.value && field.value !== "all") found.set(field.id, field.value);
    for (const box of boxes) if (box.checked !== initial.get(box.id)) found.set(box.id, box.checked ? "1" : "0");
    return found.toString();
  };
  const address = () => {
    const place = anchor() || (stages.length > 1 ? stage.id : "");
    return `#${[place, state()].filter(Boolean).join("&")}`;
  };
  /** What a person writes in an address is found by its number, also where it stood in the old draft alone. */
  const place = (name) => {
    const own = $(name) || $(`${stage.dataset.stage}${name}`);
    const [, number] = /^article[-= ]?(.+)$/i.exec(name) || [];
    if (own || !number) return own;
    const found = (side) => leaves().find((leaf) => numbers(leaf, side).includes(bare(number)));
    return found("now") || found("was");
  };
  const addressOf = (leaf) => leaf.querySelector("summary > h3[id]")?.id || leaf.id;
  const remember = () => { if (state() || location.hash) history.replaceState(null, "", address()); };
  const recall = () => {
    const found = new URLSearchParams(parts().filter((part) => part.includes("=")).join("&"));
    if (!found.size) return;
    for (const field of fields) field.value = found.get(field.id) || (field.id === "state" ? "all" : "");
    if (!$("state").value) $("state").value = "all";
    for (const box of boxes) box.checked = found.has(box.id) ? found.get(box.id) === "1" : initial.get(box.id);
  };

  const show = (next) => {
    stage = next;
    for (const each of stages) each.hidden = each !== stage;
    for (const box of all("[data-kind]")) tally(box, Number(stage.dataset[box.dataset.kind]));
    if (stages.length > 1) document.title = $("title").textContent = `${stage.dataset.old} → ${stage.dataset.new}`;
    for (const each of all("details[data-stage], .sources")) each.hidden = each.dataset.stage !== stage.dataset.stage;
    for (const each of all(".stepper a[data-stage]"))
      each.toggleAttribute("aria-current", each.dataset.stage === stage.dataset.stage);
  };
  /** What takes no focus by itself gets it by script only. */
  const reach = (element) => { if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1; };
  const mark = (next) => {
    if (current) current.classList.remove("current");
    current = next;
    current.classList.add("current");
  };
  const arrive = () => {
    const meant = $("meant").querySelector("a");
    const target = anchor() ? place(anchor()) : meant && $(meant.hash.slice(1));
    if (!target) return;
    const home = target.closest(".stage") || $(`${target.closest(".sources")?.dataset.stage}stage`);
    if (home && home !== stage) { show(home); refresh(); }
    for (let each = target; each; each = each.parentElement) if (each.localName === "details") each.open = true;
    if (target.matches(".clause, .card")) mark(target);
    keep(target, SETTLED);
  };
  /** Goes there for some frames: what is above gets its height when it is laid out, and the browser goes there, too.
   *  Ends where the reader, who was there, has gone on to something else. */
  const keep = (target, frames, arrived = false) => {
    const stop = target.localName === "details" ? target.querySelector("summary") : target.closest("summary") || target;
    if (arrived && ![stop, document.body].includes(document.activeElement)) return;
    reach(stop);
    if (document.activeElement !== stop) stop.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start", behavior: "auto" });
    const there = arrived || document.activeElement === stop;
    if (frames) requestAnimationFrame(() => keep(target, frames - 1, there));
  };
  const go = (id) => { if (id) { history.pushState(null, "", `#${id}`); arrive(); remember(); } };
  addEventListener("hashchange", () => { recall(); refresh(); arrive(); remember(); });

  // ---------------------------------------------------------------------------------------------------- side by side
  const pair = (body) => {
    const table = document.createElement("table");
    table.className = "pair";
    const row = table.createTHead().insertRow();
    for (const label of [stage.dataset.old, stage.dataset.new]) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = label;
      row.append(cell);
    }
    const rows = table.createTBody();
    const across = (parts) => {
      const cell = rows.insertRow().insertCell();
      cell.colSpan = 2;
      cell.className = "both";
      cell.append(...parts);
    };
    for (const part of [...body.children]) {
      if (!part.matches(".clause")) { across([part]); continue; }
      const line = rows.insertRow();
      const was = line.insertCell();
      was.className = "was";
      const copy = part.cloneNode(false);
      for (const name of ["id", "tabindex", "data-cite", "data-in"]) copy.removeAttribute(name);
      copy.append(part.firstElementChild.cloneNode(true));
      was.append(copy);
      line.insertCell().append(part);
      line.lastChild.className = "is";
      const notes = all(":scope > :not(:first-child)", part);
      if (notes.length) across(notes); // under both sides, or it would leave the old one empty beside it
    }
    body.append(table);
  };
  const unpair = (table) => {
    let clause = null;
    for (const cell of all(":scope > tbody > tr > :is(.is, .both)", table)) {
      const parts = [...cell.childNodes];
      if (cell.className === "both" && !parts[0].matches("h4")) clause.append(...parts);
      else { table.before(...parts); clause = parts[0]; }
    }
    table.remove();
  };
  const lay = () => {
    const wants = $("side").checked;
    if (wants) for (const body of all(".stage:not([hidden]) .body")) { if (!body.querySelector(".pair")) pair(body); }
    else all(".pair").forEach(unpair);
    root.classList.toggle("sbs", wants);
  };

  const refresh = () => { latest = null; lay(); atOnce(apply()); };
  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.target.matches("#search, #article")) waiting = setTimeout(() => { inSlices(apply()); remember(); }, PAUSE);
    else { refresh(); remember(); }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => { // Enter leads to what the field has found; with two fields it submits nothing
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("#search, #article")) return;
    event.preventDefault(); // or the heading that gets the focus would be pressed
    clearTimeout(waiting);
    refresh();
    const meant = $("meant").querySelector("a");
    const hit = leaves().find((leaf) => leaf.localName === "details" && seen(leaf));
    const { query, article } = asked();
    const first = meant && place(meant.hash.slice(1)).closest(".leaf");
    if (query || article) go(first && seen(first) ? meant.hash.slice(1) : hit ? addressOf(hit) : "");
  });
  $("spoken").addEventListener("change", remember);
  form.addEventListener("reset", () => setTimeout(() => { refresh(); remember(); }));
  $("tongue").addEventListener("change", () => { count(); if (marks.size) tellMarks(); });

  // ------------------------------------------------------------------------------------------------------- clipboard
  const marked = (kind) => kinds[kind || "s"] ? kinds[kind || "s"].checked : true;
  /** Marked-up nodes as text: [-deleted-]{+inserted+}, and of kinds that are hidden the new words. */
  const plain = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const inside = [...node.childNodes].map(plain).join("");
    if (node.localName === "br") return "\n";
    if (node.localName === "ins") return marked(node.className) && inside ? `{+${inside}+}` : inside;
    if (node.localName === "del") return marked(node.className) && inside ? `[-${inside}-]` : "";
    if (node.localName === "td") return node.nextElementSibling ? `${inside.trim()} | ` : inside.trim();
    return ["p", "tr"].includes(node.localName) ? `${inside}\n` : inside;
  };
  const tidy = (text) => text.replace(/[^\S\n]+/g, " ").trim();
  const put = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      $("status").textContent = say("status.copied");
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy"); // the only way where a page on file:// has no clipboard
      area.remove();
      if (done) $("status").textContent = say("status.copied");
      else present(text);
    }
  };
  const present = (text) => {
    const box = document.createElement("dialog");
    const area = Object.assign(document.createElement("textarea"), { className: "paste", value: text, readOnly: true });
    area.setAttribute("aria-label", say("status.uncopied"));
    box.append(say("status.uncopied"), area);
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
    area.select();
  };
  /** The place of an article, a clause or a card as a quotation names it; a clause adds its part to its article's. */
  const placed = (each) => each.dataset.cite ?? (each.closest(".leaf")?.dataset.cite || "") + (each.matches(".clause") ? partOf(each) : "");
  /** "(2)(b)": said where the numbers that are printed do not add up to it. */
  const partOf = (clause) => {
    if ("in" in clause.dataset) return clause.dataset.in;
    const deep = (each) => Number(/\bd(\d)/.exec(each.className)?.[1] ?? 1);
    const leaf = clause.closest(".leaf");
    const own = all(".clause[id]:not([data-cite])", leaf);
    const around = own.slice(0, own.indexOf(clause)).findLast((each) => deep(each) < deep(clause));
    const printed = clause.firstElementChild.querySelector("b")?.cloneNode(true);
    for (const each of printed ? all(sideGone(leaf) ? "ins" : "del", printed) : []) each.remove();
    const number = (printed?.textContent || "").replace(/^[\s(]+|[\s).]+$/g, "");
    return (around ? partOf(around) : "") + (number && `(${number})`);
  };
  const sideGone = (each) => "gone" in (each.dataset.cite === undefined && each.closest(".leaf") || each).dataset;
  const cited = (each) => [placed(each), stage.dataset[sideGone(each) ? "old" : "new"]].filter(Boolean).join(", ");
  const quoted = (clause) => `${cited(clause)}: ${tidy(plain(clause.firstElementChild))}`;
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (selection.isCollapsed || document.activeElement.matches("input, textarea")) return;
    const start = selection.getRangeAt(0).startContainer;
    const clause = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest(".clause");
    if (!clause || !clause.contains(selection.getRangeAt(0).endContainer)) return;
    event.clipboardData.setData("text/plain", `${cited(clause)}: ${tidy(plain(selection.getRangeAt(0).cloneContents()))}`);
    event.preventDefault();
  });
  const messageOf = (card) => (card.closest(".same") || card).querySelector(".message");
  const escaped = (text) => text.replace(/[\\`*_[\]<>|~#]/g, "\\$&");
  const markdown = (card) => {
    const badge = all(".badge", card).map((each) => each.textContent).join(", ") || say(`turn.${turnOf(card)}`);
    const theme = card.closest(".theme").querySelector("h3 span").textContent;
    const excerpt = card.querySelector("blockquote");
    const quote = excerpt ? `\n> ${escaped(tidy(plain(excerpt))).replace(/\n/g, "\n> ")}\n` : "";
    return `**${theme}: ${badge}** · ${escaped(cited(targetOf(card)))}\n\n${escaped(messageOf(card).textContent)}\n${quote}`;
  };
  /** Why a card was found, told beneath it; without a script its link leads to the list of rules. */
  const explain = (link) => {
    const card = link.closest(".card, .same");
    const told = card.querySelector(".because");
    link.setAttribute("aria-expanded", String(!told));
    if (told) { told.remove(); return; }
    const rule = $(link.hash.slice(1));
    const because = document.createElement("div");
    because.className = "because";
    because.append(...[...rule.children].flatMap((part) => [...part.childNodes].map((each) => each.cloneNode(true))));
    card.append(because);
  };
  document.addEventListener("click", (event) => {
    const why = event.target.closest("a.why");
    if (why) { event.preventDefault(); explain(why); return; }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("copy-finding")) put(markdown(button.closest(".card")));
    if (button.id === "share") put(location.href.split("#")[0] + address());
    if (button.classList.contains("open-tools")) { const card = button.closest(".card"); equip(card); card.querySelector(".mark").focus(); }
    if (button.classList.contains("mark")) markAs(button.closest(".card"), button.dataset.mark);
    if (button.id === "open-marks") { $("author").value ||= kept("treatydiff author") || ""; $("marks").showModal(); }
    if (button.id === "open-help") $("help").showModal();
    if (button.id === "next" || button.id === "previous") keys[button.id[0]]();
    if (button.classList.contains("sort")) sort(button.closest("th"));
  });

  // ------------------------------------------------------------------------------------ references and defined terms
  const TEXT = ".clause > :first-child"; // the words of a provision; after them what is said of them
  const LINK = `${TEXT} a`; // a reference or a defined term
  const QUOTED = 320; // so many characters of what a link leads to are shown beside it
  const opening = /^\P{L}{0,6}[“"«‘„「『《]\s?([^“”"«»‘’„」』》]{2,60}?)\s?[”"»’“」』》]/u;
  /** The words of a clause as the new draft has them, or the old one where it is gone. */
  const wordsOf = (text) => {
    const copy = text.cloneNode(true);
    const gone = !copy.querySelector("ins") && [...copy.childNodes].every((node) => node.localName === "del" || node.localName === "b" || !node.textContent.trim());
    if (!gone) for (const each of all("del", copy)) each.remove();
    return tidy(copy.textContent.replace(/\s+/g, " "));
  };
  const inside = (target) => (target.matches(".clause") ? [target] : all(".clause", target));
  const terms = new Map(); // by step of a series: what is defined, in small letters, and the clause that does
  const termsOf = (home) => {
    if (!terms.has(home)) {
      const found = new Map();
      for (const leaf of all("details.leaf", home)) {
        const defined = all(TEXT, leaf).map((text) => {
          const without = text.cloneNode(true);
          for (const each of all("del, b", without)) each.remove();
          return [opening.exec(without.textContent)?.[1].toLowerCase(), text.parentElement];
        }).filter(([term]) => term);
        if (defined.length > 1) for (const [term, clause] of defined) if (!found.has(term)) found.set(term, clause);
      }
      const names = [...found.keys()].sort((one, other) => other.length - one.length)
        .map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      const spaced = names.length && !/[\u3400-\u9fff]/.test(names.join(""));
      const edge = spaced ? ["(?<![\\p{L}\\p{N}-])", "(?![\\p{L}\\p{N}-])"] : ["", ""];
      terms.set(home, { found, pattern: names.length ? new RegExp(`${edge[0]}(?:${names.join("|")})(?:e?s)?${edge[1]}`, "giu") : null });
    }
    return terms.get(home);
  };
  const linked = new WeakSet();
  /** Makes the defined terms of an article links, the first of each in a clause; done when the article comes into sight. */
  const linkTerms = (leaf) => {
    if (linked.has(leaf)) return;
    linked.add(leaf);
    const { found, pattern } = termsOf(leaf.closest(".stage"));
    if (!pattern) return;
    for (const text of all(TEXT, leaf)) {
      const done = new Set();
      const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      const every = [];
      while (nodes.nextNode()) if (!nodes.currentNode.parentElement.closest("del, a, b")) every.push(nodes.currentNode);
      for (const node of every) {
        const hits = [...node.data.matchAll(pattern)].reverse();
        const firsts = hits.map((hit) => {
          const name = hit[0].toLowerCase();
          return [hit, found.get(name) || found.get(name.replace(/e?s$/, "")) || found.get(name.replace(/s$/, ""))];
        }).filter(([, clause]) => clause && clause !== text.parentElement && !done.has(clause));
        const once = new Map(firsts.map(([hit, clause]) => [clause, hit])); // reversed: the first of each stays
        for (const [hit, clause] of firsts) {
          if (once.get(clause) !== hit) continue;
          done.add(clause);
          const rest = node.splitText(hit.index);
          rest.splitText(hit[0].length);
          const link = Object.assign(document.createElement("a"), { className: "d", href: `#${clause.id}` });
          rest.replaceWith(link);
          link.append(rest);
        }
      }
    }
  };
  const tip = Object.assign(document.createElement("div"), { id: "tip", hidden: true });
  tip.setAttribute("role", "tooltip");
  $("main").append(tip);
  let tipped = null;
  /** Shows what stands where a reference or a term leads: its place, its heading, its words. */
  const showTip = (link) => {
    if (link === tipped) return;
    tipped?.removeAttribute("aria-describedby");
    tipped = link;
    tip.hidden = !link;
    if (!link) return;
    const target = $(link.hash.slice(1));
    const leaf = target?.closest(".leaf");
    if (!leaf) { tip.hidden = true; return; }
    const head = document.createElement("b");
    head.textContent = [placed(target) || leaf.querySelector("bdi")?.textContent, wordsOf(leaf.querySelector("h3 > .h") || leaf)].filter(Boolean).join(", ");
    const said = document.createElement("span");
    const home = link.closest("[lang]");
    [said.lang, said.dir] = [home.lang, getComputedStyle(link).direction];
    let quoted = "";
    for (const clause of inside(target)) if (quoted.length < QUOTED) quoted += `${wordsOf(clause.firstElementChild)} `;
    said.textContent = quoted.length > QUOTED ? `${quoted.slice(0, QUOTED).replace(/\s+\S*$/, "")} …` : quoted.trim();
    tip.replaceChildren(head, said);
    const box = link.getBoundingClientRect();
    const [width, height] = [tip.offsetWidth, tip.offsetHeight];
    const below = box.bottom + height + 8 < innerHeight || box.top < height + 8;
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
    tip.style.top = `${below ? box.bottom + 4 : box.top - height - 4}px`;
    link.setAttribute("aria-describedby", "tip");
  };
  document.addEventListener("pointerover", (event) => showTip(event.target.closest?.(`${LINK}, #tip`) ? event.target.closest(LINK) || tipped : document.activeElement.matches(LINK) ? document.activeElement : null));
  document.addEventListener("focusin", (event) => showTip(event.target.matches(LINK) ? event.target : null));
  addEventListener("scroll", () => { if (tipped && document.activeElement !== tipped) showTip(null); }, { passive: true });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && tipped) showTip(null); });
  const sight = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting && target.open) linkTerms(target);
  }, { rootMargin: "200px" });
  for (const leaf of all("details.leaf")) sight.observe(leaf);
  document.addEventListener("toggle", (event) => { if (event.target.matches("details.leaf[open]")) linkTerms(event.target); }, true);

  // ------------------------------------------------------------------------------------------- what people say of it
  const marks = new Map(); // by theme, words and place: { mark, note }
  const shelf = `treatydiff ${all(".hash").map((each) => each.textContent).join(" ")}`;
  const keepIn = (key, value) => { try { localStorage.setItem(key, value); } catch { /* then they last as long as the page */ } };
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const homeOf = (card) => card.dataset.home || card.querySelector("a").textContent;
  const keyOf = (card) => targetOf(card)?.dataset.key; // what stands for the words of its change
  const nameOf = (card) => JSON.stringify([themeOf(card), keyOf(card), homeOf(card)]);
  const alike = (name) => all(".card").filter((card) => nameOf(card) === name);
  const labelled = (element, key) => { element.dataset.w = key; element.textContent = say(key); return element; };
  const buttonOf = (key, name) => Object.assign(labelled(document.createElement("button"), key), { type: "button", className: name });

  /** A card's buttons and, once it is marked, its note. */
  const equip = (card) => {
    if (card.querySelector(".tools")) return;
    card.querySelector(".open-tools")?.remove();
    const tools = document.createElement("div");
    tools.className = "tools";
    if (!card.classList.contains("judged")) {
      const group = document.createElement("span");
      group.setAttribute("role", "group");
      group.dataset.wAriaLabel = "marks.title";
      group.setAttribute("aria-label", say("marks.title"));
      const open = card.classList.contains("unclear");
      for (const mark of ["right", "wrong", ...(open ? ["adverse", "favourable"] : []), "important"]) {
        const button = buttonOf(`marks.${mark}`, "mark");
        button.dataset.mark = mark;
        group.append(button);
      }
      tools.append(group);
    }
    tools.append(buttonOf("card.copy", "copy-finding"));
    card.append(tools);
    showMark(card);
  };
  /** Of the many on a line each has one button, which brings the others. */
  const offer = (card) => {
    if (marks.has(nameOf(card))) equip(card);
    else if (!card.querySelector("button")) card.append(" ", buttonOf("marks.mark", "open-tools"));
  };
  const showMark = (card) => {
    const said = marks.get(nameOf(card));
    for (const button of all(".mark", card)) button.setAttribute("aria-pressed", String(said?.mark === button.dataset.mark));
    card.classList.toggle("marked", Boolean(said));
    let note = card.querySelector(".note-on");
    if (said && !note && card.querySelector(".tools")) {
      note = document.createElement("label");
      note.className = "note-on";
      note.append(labelled(document.createElement("span"), "marks.note"), document.createElement("textarea"));
      card.append(note);
    }
    if (note && !said) note.remove();
    else if (note && note.lastChild !== document.activeElement) note.lastChild.value = said.note;
  };
  const markAs = (card, mark) => {
    const name = nameOf(card);
    const said = marks.get(name);
    if (said?.mark === mark) marks.delete(name);
    else marks.set(name, { mark, note: said?.note || "" });
    alike(name).forEach(showMark);
    tellMarks();
  };
  const tellMarks = () => {
    $("open-marks").hidden = !marks.size;
    $("open-marks").textContent = say("marks.open", { n: marks.size });
    keepIn(shelf, JSON.stringify([...marks]));
  };
  /** The words of a side of what a card is about, without its number; of a whole article all of them. */
  const sideOf = (card, without) => {
    const target = targetOf(card);
    const texts = target.matches(".clause") ? [target.firstElementChild] : $(`${target.id}-t`) && !target.matches(".st-inserted, .st-deleted")
      ? [$(`${target.id}-t`).firstElementChild] : all(`:scope > summary .h, ${TEXT}`, target);
    return texts.map((text) => {
      const copy = text.cloneNode(true);
      for (const each of all(`${without}, b`, copy)) each.remove();
      return tidy(copy.textContent);
    }).filter(Boolean).join("\n");
  };
  const effects = { wrong: "none", adverse: "adverse", favourable: "favourable" };
  const stated = (card) => {
    const kind = kindOf(card);
    return kind === "unclear" ? "touches" : kind;
  };
  /** What the card says without the words of the draft, as it stands in the redline. */
  const claim = (card) => {
    const found = document.querySelector(`.found > a[href="#${card.id}"]`)?.parentElement;
    return found ? tidy([...found.childNodes].slice(1).map((node) => node.textContent).join("")).replace(/^:\s*/, "") : messageOf(card).textContent;
  };
  /** What --verdicts reads: docs/verdicts.md. */
  const verdict = (card, { mark, note }, author, date) => ({
    place: homeOf(card), old: sideOf(card, "ins"), new: sideOf(card, "del"), key: keyOf(card), theme: themeOf(card),
    effect: effects[mark] || stated(card),
    severity: mark === "important" ? "high" : "",
    sentence: tidy(note.replace(/\s+/g, " ")) || (["right", "important"].includes(mark) ? claim(card) : ""),
    author, date,
  });
  const download = (author) => {
    const now = new Date();
    const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const lines = [...marks].flatMap(([name, said]) => alike(name).slice(0, 1).map((card) => verdict(card, said, author, date)));
    const file = new Blob(lines.map((line) => `${JSON.stringify(line)}\n`), { type: "application/jsonl" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "verdicts.jsonl" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  $("marks").addEventListener("close", () => {
    const author = $("author").value.trim();
    if ($("marks").returnValue === "save" && author) { keepIn("treatydiff author", author); download(author); }
    if ($("marks").returnValue === "forget") { marks.clear(); all(".card.marked").forEach(showMark); tellMarks(); }
    $("marks").returnValue = "";
  });
  document.addEventListener("input", (event) => {
    const card = event.target.closest(".note-on")?.closest(".card");
    if (!card) return;
    marks.get(nameOf(card)).note = event.target.value;
    alike(nameOf(card)).forEach(showMark);
    tellMarks();
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".rest[open]")) for (const card of all(".card", event.target)) (card.closest(".same") ? offer : equip)(card);
  }, true);
  try { for (const [name, said] of JSON.parse(kept(shelf) || "[]")) marks.set(name, said); } catch { /* written by somebody else */ }
  all(".theme > .cards > .card").forEach(equip);
  if (marks.size) tellMarks();

  // ------------------------------------------------------------------------------------------------------------ keys
  const changes = () => all(".clause[class*=m-], .leaf > summary:has(ins, del)", stage).filter((each) => {
    const leaf = each.closest(".leaf");
    if (!seen(leaf)) return false;
    if (each.localName === "summary") return all("ins, del", each).some((mark) => marked(mark.className));
    return leaf.open !== false && Object.keys(kinds).some((kind) => each.classList.contains(`m-${kind}`) && marked(kind));
  });
  /** The first that stands below the top of the window; halving, for each that is asked is laid out for it. */
  const below = (found) => {
    let [low, high] = [0, found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (found[middle].getBoundingClientRect().top > 60) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const step = (found, by) => {
    if (!found.length) return;
    const here = found.indexOf(current);
    const next = here >= 0 ? here + by : below(found) - (by < 0);
    mark(found[(next + found.length) % found.length]);
    for (let each = current; each; each = each.parentElement) if (each.localName === "details") each.open = true;
    reach(current);
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "center" });
  };
  const keys = {
    n: () => step(changes(), 1), j: () => step(changes(), 1),
    p: () => step(changes(), -1), k: () => step(changes(), -1),
    f: () => step(findings(), 1),
    "/": () => { $("filters").open = true; $("search").focus(); },
    s: () => { $("side").checked = !$("side").checked; refresh(); remember(); },
    c: () => { if (current && current.matches(".clause")) put(quoted(current)); else if (current && current.matches(".card")) put(markdown(current)); },
    "?": () => $("help").showModal(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !$("shortcuts").checked) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea") || document.querySelector("dialog[open]")) return;
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // ----------------------------------------------------------------------------------------------------- concordance
  const sort = (head) => {
    const at = [...head.parentElement.children].indexOf(head);
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const each of head.parentElement.children) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const order = new Intl.Collator(root.lang, { numeric: true });
    const body = head.closest("table").tBodies[0];
    const rows = [...body.rows].sort((one, other) => order.compare(one.cells[at].textContent, other.cells[at].textContent));
    body.append(...(down ? rows.reverse() : rows));
  };
  for (const head of all(".sortable th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
  }

  // ----------------------------------------------------------------------------------------------------------- paper
  let closed = [];
  addEventListener("beforeprint", () => { closed = all("details:not([open])"); for (const each of closed) each.open = true; });
  addEventListener("afterprint", () => { for (const each of closed) each.open = false; });

  const bar = $("status").parentElement;
  new ResizeObserver(() => root.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
  if (matchMedia("(max-width: 60rem)").matches) for (const panel of all(".panel")) panel.open = false;
  show(stages[stages.length - 1]);
  recall();
  refresh();
  arrive();
  $("search").addEventListener("focus", () => prepare(leaves()), { once: true });
})();
