"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = document.querySelector("form.filters");
  const findings = all("li.finding");
  const reports = all(".report");
  const words = new Map(findings.map((each) => [each, each.textContent.toLowerCase()]));
  const element = (id) => document.getElementById(id);
  const reportOf = (node) => node.closest(".report");
  const numberOf = (finding) => finding.id.split("-f")[1];

  /* What a finding is about, in the text of its report. */
  const pieces = (finding, name) => all(`[data-${name}~="${numberOf(finding)}"]`, reportOf(finding));
  const point = (finding, on) => {
    if (on) all(".now, .beside").forEach((each) => each.classList.remove("now", "beside"));
    pieces(finding, "f").forEach((each) => each.classList.toggle("now", on));
    pieces(finding, "r").forEach((each) => each.classList.toggle("beside", on));
  };
  const reveal = (node) => {
    for (let at = node; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  };
  const findingOf = (node) => {
    const chip = node.closest("a.chip");
    return chip ? element(chip.hash.slice(1)) : node.closest("li.finding");
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (event) => {
      const finding = findingOf(event.target);
      if (finding) point(finding, true);
    });
    document.addEventListener(end, (event) => {
      const finding = findingOf(event.target);
      if (finding && !(event.relatedTarget instanceof Element && finding.contains(event.relatedTarget))) point(finding, false);
    });
  }

  /* Links lead into folded parts, and the reader's focus goes with them. */
  const arrive = () => {
    const target = location.hash && element(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    reveal(target);
    target.scrollIntoView({ block: target.matches(".chip, td, th, p") ? "center" : "start" });
    if (target.matches("li.finding, a.chip")) target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) arrive();
  });
  arrive();

  /* Filters. */
  const filter = () => {
    const levels = new Set(all("input[name=severity]:checked", form).map((each) => each.value));
    const rule = form.elements.rule.value;
    const wanted = form.elements.search.value.trim().toLowerCase();
    const narrowed = wanted || rule || levels.size < all("input[name=severity]", form).length;
    let shown = 0;
    for (const report of reports) {
      const named = report.dataset.name.toLowerCase().includes(wanted);
      let inside = 0;
      for (const each of all("li.finding", report)) {
        const fits = levels.has(each.dataset.severity) && (!rule || each.dataset.code === rule) && (named || words.get(each).includes(wanted));
        each.hidden = !fits;
        inside += fits ? 1 : 0;
      }
      for (const each of all("a.chip", report)) each.hidden = element(each.hash.slice(1)).hidden;
      for (const each of all("[data-f]", report)) {
        each.classList.toggle("off", each.dataset.f.split(" ").every((number) => element(`${report.id}-f${number}`).hidden));
      }
      shown += inside;
      const row = document.querySelector(`tr[data-report="${report.id}"]`);
      if (row) row.hidden = report.hidden = Boolean(narrowed && !inside && !(named && wanted && !rule));
    }
    const output = form.querySelector("output");
    output.textContent = output.dataset.words.replace("{shown}", shown).replace("{all}", findings.length);
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }

  /* Keys: j and k go through the findings, Enter to the text, Escape back. */
  const visible = () => findings.filter((each) => !each.hidden && !reportOf(each).hidden);
  const step = (by) => {
    const list = visible();
    const here = findingOf(document.activeElement);
    const at = list.indexOf(here);
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by];
    if (!next) return;
    reveal(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    const mark = element(next.id.replace("-f", "-m"));
    if (mark && matchMedia("(min-width: 70em)").matches) mark.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const inList = event.target.matches("li.finding");
    if (event.key === "j" || (inList && event.key === "ArrowDown")) step(1);
    else if (event.key === "k" || (inList && event.key === "ArrowUp")) step(-1);
    else if (inList && event.key === "Enter") event.target.querySelector("a.number")?.click();
    else if (event.key === "Escape" && event.target.matches("a.chip")) event.target.click();
    else return;
    event.preventDefault();
  });

  /* On paper everything is open. */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((each) => { each.open = false; }));
})();
