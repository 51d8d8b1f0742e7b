
(() => {
  "use strict";
  const cards = [...document.querySelectorAll("article")];
  const box = document.getElementById("search");
  const chips = [...document.querySelectorAll(".chips button")];
  const found = document.getElementById("found");
  let task = "";

  function show() {
    const words = box.value.toLowerCase().split(/\s+/).filter(word => word);
    let count = 0;
    for (const card of cards) {
      const fits = (!task || card.dataset.task === task) && words.every(word => card.dataset.search.includes(word));
      card.hidden = !fits;
      document.querySelector(`[data-for="${card.id}"]`).hidden = !fits;
      count += fits;
    }
    for (const group of document.querySelectorAll("section, .task-contents"))
      group.hidden = !group.querySelector("article:not([hidden]), [data-for]:not([hidden])");
    for (const chip of chips)
      chip.setAttribute("aria-pressed", String(chip.dataset.task === task));
    found.textContent = count === cards.length ? `All ${count} losses.`
      : count === 0 ? "No loss fits: try fewer words or all tasks."
      : `${count} of ${cards.length} losses.`;
  }

  // A search can be linked to: #q=imbalanced&task=Segmentation.
  function readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.has("q") || asked.has("task")) {
      box.value = asked.get("q") ?? "";
      task = asked.get("task") ?? "";
      if (!chips.some(chip => chip.dataset.task === task)) task = "";
    }
    else if (document.getElementById(location.hash.slice(1))?.closest("[hidden]")) {
      // A link to a loss that the search had hidden.
      box.value = "";
      task = "";
      show();
      document.getElementById(location.hash.slice(1)).scrollIntoView();
    }
    show();
  }

  function writeAddress() {
    const asked = new URLSearchParams();
    if (box.value.trim()) asked.set("q", box.value.trim());
    if (task) asked.set("task", task);
    history.replaceState(null, "", asked.size ? `#${asked}` : location.pathname + location.search);
  }

  function changed() {
    show();
    writeAddress();
  }

  box.addEventListener("input", changed);
  document.getElementById("search-form").addEventListener("submit", event => event.preventDefault());
  for (const chip of chips)
    chip.addEventListener("click", () => { task = chip.dataset.task; changed(); });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && document.activeElement !== box) {
      event.preventDefault();
      box.focus();
    }
  });
  addEventListener("hashchange", readAddress);

  const root = document.documentElement, toggle = document.getElementById("theme");
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches;
  const label = () => { toggle.textContent = isDark() ? "Light" : "Dark"; toggle.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`); };
  // Some browsers keep nothing for a page from disk, and say so by throwing.
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen) root.dataset.theme = chosen;
  } catch { }
  toggle.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { }
    label();
  });
  systemDark.addEventListener("change", label);
  label();

  // All but emitted code, which a reader can unfold before: it would be most of the paper.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")].filter(details => !details.querySelector(".wide"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });

  // The contents are long: on a narrow screen they start folded.
  if (matchMedia("(max-width: 60rem)").matches) document.getElementById("contents").open = false;
  document.getElementById("search-form").hidden = false;
  toggle.hidden = false;
  readAddress();
})();
