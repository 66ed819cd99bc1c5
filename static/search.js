// The search page. Pagefind reads the index, which is static files: nothing that is typed leaves the browser.

const PAGE_SIZE = 10;
const PAUSE = 200;

const form = document.querySelector("form.search");
const input = form.elements.q;
const selects = [...form.querySelectorAll("select")];
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.querySelector(".search-more");
const words = form.dataset;
const language = document.documentElement.lang;

/** What the address asked for when the page was opened: what is typed before the filters are there changes it. */
const wanted = new URLSearchParams(location.search);

/** The engine, once it is loaded. */
let engine;
const load = () => (engine ??= start());

async function start() {
  const pagefind = await import(new URL(`${words.bundle}pagefind.js`, location.href));
  // Addresses in the index begin at the root of the host.
  await pagefind.options({ baseUrl: "/", excerptLength: 34, ranking: { metaWeights: { title: 8, date: 1 } } });
  await pagefind.init();
  offerFilters(await pagefind.filters());
  return pagefind;
}

// Filters

function offerFilters(known) {
  for (const select of selects) {
    const values = Object.keys(known[select.name] ?? {}).sort(order(select.name));
    select.append(...values.map((value) => new Option(nameOf(select.name, value), value)));
    select.value = wanted.get(select.name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
    select.parentElement.hidden = values.length < (select.name === "language" ? 2 : 1);
  }
  const filters = form.querySelector("fieldset");
  filters.hidden = selects.every((select) => select.parentElement.hidden);
  filters.disabled = false;
}

function order(name) {
  const compare = new Intl.Collator(language).compare;
  return name === "year" ? (a, b) => compare(b, a) : compare;
}

function nameOf(name, value) {
  return name === "language" ? new Intl.DisplayNames(language, { type: "language" }).of(value) : value;
}

// Asking

function question() {
  const chosen = selects.filter((select) => select.value);
  const filters = Object.fromEntries(chosen.map((select) => [select.name, select.value]));
  return { query: input.value.trim(), filters };
}

/** Counts the questions: a late answer to an old one is not shown. */
let asked = 0;

async function ask() {
  const number = ++asked;
  const { query, filters } = question();
  remember(query, filters);
  const isEmpty = !query && !Object.keys(filters).length;
  if (isEmpty) return show([], words.hint);
  status.textContent ||= words.loading;
  try {
    const pagefind = await load();
    // Filters alone list all that they leave, the newest first.
    const found = query
      ? await pagefind.search(query, { filters })
      : await pagefind.search(null, { filters, sort: { date: "desc" } });
    if (number !== asked) return;
    const count = words.count.replace("{count}", found.results.length.toLocaleString(language));
    await show(found.results, found.results.length ? count : words.none, number);
  } catch (error) {
    if (number === asked) show([], words.failed);
    console.error(error);
  }
}

/** The address holds the question: a reader comes back to it, or sends it. */
function remember(query, filters) {
  const url = new URL(location.href);
  url.search = new URLSearchParams({ ...(query && { q: query }), ...filters });
  if (url.href !== location.href) history.replaceState(null, "", url);
}

// Showing

async function show(results, message, number = asked) {
  const first = await entries(results, 0);
  if (number !== asked) return;
  list.replaceChildren(...first);
  status.textContent = message;
  offerMore(results, PAGE_SIZE, number);
}

async function entries(results, from) {
  const data = await Promise.all(results.slice(from, from + PAGE_SIZE).map((result) => result.data()));
  return data.map(entry);
}

function offerMore(results, from, number) {
  more.hidden = from >= results.length;
  more.firstElementChild.onclick = async () => {
    const next = await entries(results, from);
    if (number !== asked) return;
    list.append(...next);
    next[0].querySelector("a").focus();
    offerMore(results, from + PAGE_SIZE, number);
  };
}

function entry({ url, meta, filters, excerpt }) {
  const link = element("a", { href: url }, meta.title);
  const facts = [meta.date, ...(filters.country ?? []).filter((name) => name !== meta.title)].filter(Boolean);
  const [own] = filters.language ?? [];
  const text = element("p", { className: "card-dek" }, ...marked(excerpt));
  const item = element("li", {},
    element("h2", { className: "card-title" }, link),
    text,
    element("p", { className: "facts-line" }, ...facts.map((fact) => element("span", {}, fact))));
  if (own && own !== language) {
    for (const part of [link, text]) Object.assign(part, { lang: own, dir: "auto" });
  }
  return item;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** An excerpt holds the author's words as text, with `<mark>` around those that were looked for. */
function marked(excerpt) {
  const plain = excerpt.split(/<\/?mark>/).map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  return plain.map((part, at) => (at % 2 ? element("mark", {}, part) : part));
}

// Beginning

let pause;
function askSoon() {
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE);
}

input.addEventListener("input", askSoon);
selects.forEach((select) => select.addEventListener("change", ask));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  ask();
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    input.focus();
    input.select();
  }
});

input.value = new URLSearchParams(location.search).get("q") ?? "";
status.textContent = words.hint;
load().then(ask, () => show([], words.failed));
