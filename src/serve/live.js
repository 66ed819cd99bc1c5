// Keeps an open page as the site's files are. `nutgraf serve` adds it to every page; no built site has it.
// What authors wrote becomes text and never markup.
(() => {
  "use strict";
  const script = document.currentScript;
  const beside = (name) => new URL(name, script.src);

  // What the preview says

  let source;
  let hasBeenOpen = false;

  function connect() {
    if (source) return;
    const address = beside("events");
    address.searchParams.set("page", location.pathname);
    // With the version that is shown, so that a change before this connection is not missed.
    address.searchParams.set("version", script.dataset.version);
    address.searchParams.set("parts", script.dataset.parts);
    source = new EventSource(address);
    source.addEventListener("open", () => {
      // What changed in between is not known.
      if (hasBeenOpen) refreshStylesheets();
      hasBeenOpen = true;
    });
    source.addEventListener("reload", reload);
    source.addEventListener("css", refreshStylesheets);
    source.addEventListener("mistakes", (event) => mistakes.show(JSON.parse(event.data)));
    source.addEventListener("mended", () => mistakes.remove());
    source.addEventListener("error", () => {
      // A browser tries again by itself, unless the answer was wrong.
      if (source?.readyState !== EventSource.CLOSED) return;
      disconnect();
      setTimeout(connect, 1000);
    });
  }

  function disconnect() {
    source?.close();
    source = undefined;
  }

  // A browser has six connections to a host, so a page that nobody sees takes none.
  const follow = () => (document.visibilityState === "visible" ? connect() : disconnect());
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", follow);

  // Pages

  const SCROLLED = `nutgraf-scrolled ${location.pathname}`;

  function reload() {
    disconnect();
    history.scrollRestoration = "manual";
    sessionStorage.setItem(SCROLLED, JSON.stringify([scrollX, scrollY]));
    location.reload();
  }

  function restoreScroll() {
    const scrolled = sessionStorage.getItem(SCROLLED);
    if (!scrolled) return;
    sessionStorage.removeItem(SCROLLED);
    const [left, top] = JSON.parse(scrolled);
    const restore = () => scrollTo({ left, top, behavior: "instant" });
    restore();
    // Pictures may have moved it since.
    addEventListener("load", () => {
      restore();
      history.scrollRestoration = "auto";
    });
  }

  // Stylesheets

  /** By the link that is in force: the one that will take its place. */
  const successors = new Map();

  function refreshStylesheets() {
    const coming = new Set(successors.values());
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      if (!coming.has(link) && new URL(link.href).origin === location.origin) refresh(link);
    }
  }

  function refresh(link) {
    const address = new URL(link.href);
    address.searchParams.set("nutgraf", Date.now());
    const waiting = successors.get(link);
    if (waiting) {
      waiting.href = address;
      return;
    }
    const next = link.cloneNode();
    next.href = address;
    successors.set(link, next);
    // The old one holds until the new one is there, so that the page never stands bare.
    next.addEventListener("load", () => {
      successors.delete(link);
      link.remove();
    });
    next.addEventListener("error", () => {
      successors.delete(link);
      next.remove();
    });
    link.after(next);
  }

  // Mistakes

  function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [property, value] of Object.entries(properties)) made.setAttribute(property, value);
    made.append(...children);
    return made;
  }

  /** Text in which `code` stands between backticks. */
  const prose = (text) => text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));

  const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

  const address = ({ path, line, column }) => `${path}:${line}:${column}`;

  /** The lines of a place, numbered, with the place marked. */
  function excerpt({ line, excerpt: parts }, label) {
    const lines = [[]];
    parts.forEach((part, at) => {
      const isMarked = at === 1;
      part.split("\n").forEach((text, piece) => {
        if (piece) lines.push([]);
        // A place between two characters is marked too.
        if (isMarked && (text || part === "")) lines.at(-1).push(element("mark", text ? {} : { class: "point" }, text));
        else if (text) lines.at(-1).push(text);
      });
    });
    const rows = lines.map((pieces, at) => [
      element("span", { class: "number" }, String(line + at)),
      element("span", { class: "line" }, ...pieces),
    ]);
    const said = label ? [element("span", { class: "number" }), element("span", { class: "label" }, "↑ ", ...prose(label))] : [];
    return element("div", { class: "excerpt" }, ...rows.flat(), ...said);
  }

  function mistake({ code, message, place, label, help, related }) {
    const item = element("li", { class: "mistake" });
    item.append(element("p", { class: "message" }, ...prose(message)));
    const where = place ? [element("span", { class: "place" }, address(place)), " "] : [];
    item.append(element("p", { class: "where" }, ...where, element("span", { class: "code" }, `error[${code}]`)));
    if (place) item.append(excerpt(place, label));
    else if (label) item.append(element("p", {}, ...prose(label)));
    for (const other of related) {
      item.append(element("p", { class: "where" }, element("span", { class: "place" }, address(other.place))));
      item.append(excerpt(other.place, other.message));
    }
    if (help) item.append(element("p", { class: "help" }, element("strong", {}, "Help: "), ...prose(help)));
    return item;
  }

  const mistakes = {
    host: undefined,

    show({ errors, more, warnings }) {
      const isNew = !this.host;
      if (isNew) this.attach();
      const number = errors.length + more;
      this.title.textContent = count(number, "mistake");
      this.reopen.textContent = count(number, "mistake");
      this.list.replaceChildren(...errors.map(mistake));
      const rest = [more && `${more} more`, warnings && count(warnings, "warning")].filter(Boolean);
      this.rest.textContent = rest.length ? `And ${rest.join(" and ")}: see where nutgraf serve runs.` : "";
      this.open(isNew);
    },

    remove() {
      this.host?.remove();
      this.host = undefined;
    },

    attach() {
      this.host = element("nutgraf-mistakes");
      const root = this.host.attachShadow({ mode: "open" });
      const style = element("link", { rel: "stylesheet", href: beside("live.css") });
      this.title = element("h2", { id: "title" });
      this.list = element("ul", { class: "mistakes" });
      this.rest = element("p", { class: "rest" });
      const close = element("button", { type: "button", class: "close", "aria-label": "Close (Esc)" }, "✕");
      close.addEventListener("click", () => this.close());
      const intent = "Pages with mistakes stay as they were. Mend them and save, and this goes away.";
      const head = element("div", { class: "head" }, this.title, close);
      const about = element("p", { class: "intent", id: "intent" }, intent);
      const name = { "aria-labelledby": "title", "aria-describedby": "intent" };
      this.panel = element("section", { class: "panel", role: "alertdialog", tabindex: "-1", ...name }, head, about);
      this.panel.append(this.list, this.rest);
      this.shade = element("div", { class: "shade" }, this.panel);
      this.shade.addEventListener("click", (event) => event.target === this.shade && this.close());
      this.reopen = element("button", { type: "button", class: "reopen" });
      this.reopen.addEventListener("click", () => this.open(true));
      // Nothing is shown before it is in shape.
      this.host.hidden = true;
      style.addEventListener("load", () => {
        this.host.hidden = false;
        this.focus();
      });
      root.append(style, this.shade, this.reopen);
      document.body.append(this.host);
    },

    open(takesFocus) {
      this.shade.hidden = false;
      this.reopen.hidden = true;
      if (takesFocus) this.focus();
    },

    /** Takes the focus from nobody who is typing. */
    focus() {
      const active = document.activeElement;
      if (!this.shade.hidden && (!active || active === document.body || active === this.host)) {
        this.panel.focus({ preventScroll: true });
      }
    },

    close() {
      this.shade.hidden = true;
      this.reopen.hidden = false;
      this.reopen.focus({ preventScroll: true });
    },
  };

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && mistakes.host && !mistakes.shade.hidden) mistakes.close();
  });

  restoreScroll();
  follow();
})();
