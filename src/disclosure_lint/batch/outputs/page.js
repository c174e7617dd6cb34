"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = document.querySelector("form.filters");
  const element = (id) => document.getElementById(id);
  const tree = document.querySelector(".tree.top-level");
  const units = all("li.unit", tree);
  const branches = all("li.branch", tree);
  const none = document.querySelector(".none-found");
  const output = form.querySelector("output");
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const names = new Map([...units, ...branches].map((each) => [each, fold(each.dataset.name)]));
  const embedded = element("names");

  /* A batch too large for one page: the names are data, the first fits are shown with links. */
  const far = embedded ? JSON.parse(embedded.textContent) : null;
  const found = document.createElement("ul");
  found.className = "tree";
  found.hidden = true;
  if (far) tree.before(found);
  const LIMIT = 100;
  const seek = (wanted, state) => {
    found.replaceChildren();
    found.hidden = !(wanted || state);
    tree.hidden = !found.hidden;
    let count = 0;
    for (const [name, status, href] of far.units) {
      if ((state && status !== state) || (wanted && !fold(name).includes(wanted))) continue;
      count += 1;
      if (count > LIMIT) continue;
      const item = document.createElement("li"), badge = document.createElement("span"), link = document.createElement("a");
      badge.className = `badge ${status}`;
      badge.textContent = far.words[status] || status;
      link.href = href;
      link.textContent = name;
      const row = document.createElement("div");
      row.className = "row";
      row.append(badge, link);
      item.append(row);
      found.append(item);
    }
    return count;
  };

  const shown = (count, total) => {
    output.textContent = output.dataset.words.replace("{shown}", count).replace("{all}", total);
    none.hidden = count > 0;
  };
  const filter = () => {
    const wanted = fold(form.elements.search.value), state = form.elements.state.value;
    if (far) return shown(seek(wanted, state), far.units.length);
    const rule = form.elements.rule.value;
    const narrowed = Boolean(wanted || state || rule);
    let count = 0;
    const kept = new Set();
    for (const each of units) {
      let named = !wanted || names.get(each).includes(wanted);
      for (let at = each.parentElement; !named && at; at = at.parentElement) if (at.localName === "li" && names.get(at)) named = names.get(at).includes(wanted);
      const fits = named && (!state || each.dataset.state === state) && (!rule || (each.dataset.codes || "").split(" ").includes(rule));
      each.hidden = !fits;
      each.classList.toggle("hit", fits && Boolean(rule));
      if (!fits) continue;
      count += 1;
      for (let at = each.parentElement; at && at !== tree; at = at.parentElement) if (at.localName === "li") kept.add(at);
    }
    for (const each of branches) {
      each.hidden = narrowed && !kept.has(each);
      if (narrowed && kept.has(each)) each.firstElementChild.open = true;
    }
    if (rule) for (const each of units) if (!each.hidden && count <= 40 && each.firstElementChild.localName === "details") each.firstElementChild.open = true;
    shown(count, units.length);
  };
  form.hidden = false;
  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.addEventListener("click", (event) => {
    const action = event.target instanceof Element && event.target.dataset.do;
    if (action) all("details", tree).forEach((each) => { if (!each.closest("[hidden]")) each.open = action === "open-all" && each.parentElement.matches(".branch"); });
  });
  filter();

  /* Links lead into folded parts. */
  const reveal = (node) => { for (let at = node; at; at = at.parentElement) if (at.localName === "details") at.open = true; };
  const arrive = () => {
    const target = location.hash && element(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    reveal(target);
    const inner = target.firstElementChild;
    if (target.matches("li.unit, .rule") && inner && inner.localName === "details") inner.open = true;
    if (target.matches("details")) target.open = true;
    target.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (!link) return;
    if (link.dataset.group && !far) {
      event.preventDefault();
      const target = element(link.hash.slice(1));
      const branch = target && target.closest("li.branch");
      form.elements.rule.value = link.dataset.rule || "";
      form.elements.state.value = "";
      form.elements.search.value = branch && branch.parentElement.closest("li.branch") ? branch.dataset.name : "";
      filter();
      if (branch) { branch.firstElementChild.open = true; branch.scrollIntoView({ block: "start" }); } else tree.scrollIntoView({ block: "start" });
    } else if (link.hash && link.hash === location.hash) arrive();
  });
  arrive();

  /* Sorting by a column. */
  const key = (row, column) => row.cells[column].textContent.trim();
  const compare = (one, other) => {
    const [a, b] = [parseFloat(one), parseFloat(other)];
    return /^-?[\d.]+%?$/.test(one) && /^-?[\d.]+%?$/.test(other) ? a - b : one.localeCompare(other, document.documentElement.lang);
  };
  for (const table of all("table.sortable")) {
    all("thead th", table).forEach((head, column) => {
      if (table.querySelector("tbody tr")?.cells[column]?.matches(".drawn")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        all("th[aria-sort]", table).forEach((each) => each.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const rows = [...body.rows].sort((one, other) => compare(key(one, column), key(other, column)) * (down ? -1 : 1));
        body.append(...rows);
      });
    });
  }

  /* "/" goes to the search. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    form.elements.search.focus();
    form.scrollIntoView({ block: "center" });
  });
})();
