// The catalogue of rules: a field that filters its rows by any words, and one for the severity.
document.addEventListener("DOMContentLoaded", () => {
  const rows = [...document.querySelectorAll("article table tbody tr")];
  const table = rows.length && rows[0].closest("table");
  if (!table || !/^[A-Z]\d{3}$/.test(rows[0].cells[0].textContent.trim())) return;
  const chinese = document.documentElement.lang.startsWith("zh");
  const words = Object.assign(document.createElement("input"), {
    type: "search",
    className: "catalogue-words",
    placeholder: chinese ? "按代码、名称或内容筛选" : "Filter by code, name or words",
  });
  words.setAttribute("aria-label", words.placeholder);
  const severity = document.createElement("select");
  severity.className = "catalogue-severity";
  severity.setAttribute("aria-label", chinese ? "级别" : "severity");
  const levels = [...new Set(rows.map((row) => row.cells[2].textContent.trim()))];
  severity.append(new Option(chinese ? "全部级别" : "every severity", ""), ...levels.map((level) => new Option(level, level)));
  const told = document.createElement("output");
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const level = severity.value === "" || row.cells[2].textContent.trim() === severity.value;
      row.hidden = !(level && wanted.every((word) => text.includes(word)));
      left += row.hidden ? 0 : 1;
    }
    told.textContent = chinese ? ` ${left} 条规则` : ` ${left} rules`;
  };
  words.addEventListener("input", show);
  severity.addEventListener("change", show);
  const box = document.createElement("p");
  box.className = "catalogue-filter";
  box.append(words, " ", severity, told);
  // The theme wraps tables later on; the filter stands before whatever holds the table then.
  table.parentElement.insertBefore(box, table);
  show();
});
