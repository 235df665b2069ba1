"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(get(id).textContent);
  const forms = read("forms"), limits = read("limits");
  const own = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const byName = new Intl.Collator(undefined, { numeric: true });
  document.documentElement.classList.remove("no-js");

  const make = (tag, text = "", values = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    Object.assign(made, values);
    return made;
  };
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
  const say = (text) => { get("said").textContent = text; };
  const wrong = (text) => { get("wrong").textContent = text; };

  // ---------------------------------------------------------------------------------------------------------- drafts
  let drafts = [], groups = 0;
  const order = (value) => { for (const box of document.getElementsByName("order")) box.checked = box.value === value; };
  const found = () => document.querySelector("[name=order]:checked").value === "found";

  const add = (files, folder) => {
    const group = folder ? ++groups : 0;
    const isDraft = (file) => !/^(\.|~\$)/.test(file.name) && limits.folder.some((end) => file.name.toLowerCase().endsWith(end));
    const taken = folder ? files.filter(isDraft) : files;
    taken.sort((one, other) => byName.compare(one.name, other.name));
    drafts.push(...taken.map((file) => ({ file, group })));
    if (taken.length > 1) order("found");
    wrong(folder && !taken.length ? "There is no draft in this folder." : "");
    show();
    say(`${taken.length} added, ${drafts.length} in all`);
  };

  const place = (at) => {
    if (found() || drafts.length < 2) return "";
    return at === 0 ? "older" : at === drafts.length - 1 ? "newer" : `${at + 1}`;
  };

  const show = () => {
    get("list").replaceChildren(...drafts.map(({ file }, at) => {
      const item = make("li");
      const act = (sign, about, work, disabled) => {
        const button = make("button", sign, { type: "button", disabled });
        button.setAttribute("aria-label", `${about}: ${file.name}`);
        button.title = about;
        button.addEventListener("click", work);
        return button;
      };
      item.append(
        ...(place(at) ? [make("span", place(at), { className: "place" })] : []), make("span", file.name, { className: "name" }),
        make("span", size(file.size), { className: "hint" }),
        act("↑", "Move up", () => move(at, -1), at === 0), act("↓", "Move down", () => move(at, 1), at === drafts.length - 1),
        act("✕", "Remove", () => remove(at), false),
      );
      return item;
    }));
    get("order").hidden = drafts.length < 2;
  };
  const move = (at, by) => {
    drafts.splice(at + by, 0, ...drafts.splice(at, 1));
    order("listed");
    show();
    const buttons = get("list").children[at + by].querySelectorAll("button:not(:disabled)");
    buttons[by < 0 ? 0 : Math.max(0, buttons.length - 2)].focus();
    say(`now ${at + by + 1} of ${drafts.length}`);
  };
  const remove = (at) => {
    const [{ file }] = drafts.splice(at, 1);
    show();
    say(`${file.name} removed`);
    (get("list").children[Math.min(at, drafts.length - 1)]?.querySelector("button:last-child") || get("files-button")).focus();
  };
  for (const box of document.getElementsByName("order")) box.addEventListener("change", show);

  for (const kind of ["files", "folder"]) {
    get(`${kind}-button`).addEventListener("click", () => get(kind).click());
    get(kind).addEventListener("change", () => {
      const chosen = Array.from(get(kind).files);
      add(kind === "folder" ? chosen.filter((file) => file.webkitRelativePath.split("/").length === 2) : chosen, kind === "folder");
      get(kind).value = "";
    });
  }

  // Everything may be dropped everywhere: elsewhere the browser would open the file in place of this page.
  const inside = (entry) => new Promise((done) => {
    const reader = entry.createReader(), all = [];
    const more = () => reader.readEntries((some) => {
      if (some.length) { all.push(...some); more(); } else done(all);
    }, () => done(all));
    more();
  });
  const file = (entry) => new Promise((done) => entry.file(done, () => done(null)));
  document.addEventListener("dragover", (event) => { event.preventDefault(); get("drop").classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) get("drop").classList.remove("over"); });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    get("drop").classList.remove("over");
    const loose = Array.from(event.dataTransfer.files);
    const entries = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const folders = entries.filter((entry) => entry.isDirectory);
    const names = new Set(folders.map((entry) => entry.name));
    const single = loose.filter((each) => !names.has(each.name));
    if (single.length) add(single, false);
    for (const folder of folders) {
      const found = (await inside(folder)).filter((entry) => entry.isFile);
      add((await Promise.all(found.map(file))).filter(Boolean), true);
    }
  });

  // --------------------------------------------------------------------------------------------------------- compare
  const refusal = () => {
    if (drafts.length < 2) return "A comparison needs two drafts.";
    if (drafts.length > limits.drafts) return `At most ${limits.drafts} drafts at once.`;
    const large = drafts.find(({ file }) => file.size > limits.each);
    if (large) return `${large.file.name} is larger than ${size(limits.each)}: is it a draft of a convention?`;
    const all = drafts.reduce((sum, { file }) => sum + file.size, 0);
    return all > limits.bytes ? `Together these drafts are larger than ${size(limits.bytes)}.` : "";
  };

  get("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const boxes = Array.from(document.getElementsByName("theme"));
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    const no = refusal() || (chosen.length ? "" : "Choose at least one theme under Options.");
    wrong(no);
    if (no) return;
    const line = JSON.stringify({
      drafts: drafts.map(({ file, group }) => ({ name: file.name, size: file.size, group })),
      themes: chosen.length === boxes.length ? [] : chosen,
      language: get("language").value, formatting: get("formatting").value, as_listed: !found(),
    });
    try {
      const answer = await fetch("compare", { method: "POST", body: new Blob([`${line}\n`, ...drafts.map(({ file }) => file)]) });
      const said = answer.headers.get("Content-Type") === "application/json" ? await answer.json() : { error: await answer.text() };
      if (!answer.ok) { wrong([said.error, said.hint].filter(Boolean).join("; ")); return; }
      say("The comparison has begun.");
      await look();
      get(`comparison-${said.id}`)?.scrollIntoView({ block: "nearest" });
    } catch {
      wrong("The drafts could not be read, or treatydiff has ended. Choose them again.");
    }
  });

  // --------------------------------------------------------------------------------------------------------- results
  const known = new Map();
  const post = async (path) => { try { await fetch(path, { method: "POST", body: "-" }); await look(); } catch { ended(); } };
  const words = { waiting: "waits until another one has ended", cancelled: "cancelled" };

  const draw = (each) => {
    const box = make("article", "", { className: "comparison", id: `comparison-${each.id}` });
    const running = each.going === "running" || each.going === "waiting";
    box.append(make("h3", each.title, { id: `title-${each.id}` }));
    box.setAttribute("aria-labelledby", `title-${each.id}`);
    if (each.refused[0]) {
      const told = make("p", "", { className: "refused" });
      told.append(make("b", each.refused[0]), each.refused[1] ? `: ${each.refused[1]}` : "");
      box.append(told);
    }
    if (running || each.going === "cancelled") {
      const stage = make("p", "", { className: "stage" });
      if (each.going === "running") {
        const bar = make("progress");
        bar.setAttribute("aria-label", "running");
        stage.append(bar);
      }
      stage.append(make("span", words[each.going] || `${each.stage || "starting"} …`, { className: "doing" }));
      box.append(stage);
    }
    if (each.notes.length) {
      const notes = make("ul", "", { className: "notes" });
      notes.append(...each.notes.map((note) => make("li", note)));
      box.append(notes);
    }
    if (each.parts.report?.size) {
      const open = make("a", "Open the report", { className: "open", href: `${each.id}/report`, target: "_blank", rel: "noopener" });
      const line = make("p");
      line.append(open);
      box.append(line);
    }
    const list = make("dl", "", { className: "parts" });
    for (const [form, title, about] of forms) {
      const part = each.parts[form];
      if (!part && !(running && each.parts.report)) continue;
      const row = make("div"), head = make("dt"), text = make("dd", about);
      if (part?.size) {
        head.append(make("a", title, { href: `${each.id}/${form}?save`, download: part.name }), make("span", ` ${size(part.size)}`, { className: "hint" }));
        if (part.about) text.append(make("br"), part.about);
      } else {
        head.append(title);
        text.textContent = part ? `Not made: ${part.about}` : "is being written …";
      }
      row.append(head, text);
      list.append(row);
    }
    if (list.children.length) box.append(list);
    const act = make("p", "", { className: "act" });
    const button = make("button", running ? "Cancel" : "Remove", { type: "button" });
    button.setAttribute("aria-label", `${running ? "Cancel" : "Remove"}: ${each.title}`);
    button.addEventListener("click", () => post(`${running ? "cancel" : "forget"}/${each.id}`));
    act.append(button);
    box.append(act);
    return box;
  };

  /* What stands there is touched only where it changed, and the focus stays where it was. */
  const update = (all) => {
    get("results").hidden = !all.length;
    const gone = [...known.keys()].filter((id) => !all.some((each) => each.id === id));
    for (const id of gone) {
      const had = get(`comparison-${id}`).contains(document.activeElement);
      get(`comparison-${id}`).remove();
      known.delete(id);
      if (had) get("files-button").focus();
    }
    for (const each of [...all].reverse()) {
      const before = known.get(each.id), now = JSON.stringify({ ...each, stage: "" });
      const old = get(`comparison-${each.id}`);
      if (before?.now !== now) {
        const at = old && old.contains(document.activeElement) ? [...old.querySelectorAll("a, button")].indexOf(document.activeElement) : -1;
        const last = old && at === old.querySelectorAll("a, button").length - 1;
        const made = draw(each);
        if (old) old.replaceWith(made); else get("comparisons").prepend(made);
        if (at >= 0) { const all = made.querySelectorAll("a, button"); all[last ? all.length - 1 : at]?.focus(); }
        if (before && each.parts.report?.size && !before.report) say(`The report is ready: ${each.title}`);
        if (before && each.going === "done" && before.going !== "done") say(`Everything is ready: ${each.title}`);
        if (before && each.going === "refused" && before.going !== "refused") say(`Not compared: ${each.refused[0]}`);
      } else if (old.querySelector(".doing")) {
        old.querySelector(".doing").textContent = words[each.going] || `${each.stage || "starting"} …`;
      }
      known.set(each.id, { now, report: Boolean(each.parts.report?.size), going: each.going });
    }
  };

  let timer = 0, busy = false;
  const ended = () => { get("ended").hidden = false; };
  const look = async () => {
    clearTimeout(timer);
    let wait = 15_000;
    try {
      const answer = await fetch(`state?window=${own}`);
      if (!answer.ok) throw new Error();
      const { comparisons } = await answer.json();
      get("ended").hidden = true;
      busy = comparisons.some((each) => each.going === "running" || each.going === "waiting");
      update(comparisons);
      if (busy) wait = 500;
    } catch {
      busy = false;
      ended();
    }
    clearTimeout(timer);
    timer = setTimeout(look, wait);
  };
  addEventListener("pagehide", () => navigator.sendBeacon(`closed/${own}`, "-"));
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
})();
