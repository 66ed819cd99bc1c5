// What the browser tests share: sites built and served by the binary, and the browser.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
const target = process.env.CARGO_TARGET_DIR ?? join(repository, "target");
const binary = process.env.NUTGRAF_BIN ?? join(target, "debug/nutgraf");

/** The folder of a case of tests/sites. */
export const caseFolder = (name) => join(repository, "tests/sites", name);

function needed(what, paths) {
  const found = paths.find((path) => path && existsSync(path));
  if (!found) throw new Error(`${what} is not there; looked for ${paths.filter(Boolean).join(", ")}`);
  return found;
}

/** A folder that is there until it is removed. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), "nutgraf-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Builds a site, drafts too, as `serve` does. */
export function build(root, output, baseUrl = "https://example.org/") {
  const site = ["--root", root, "--output", output, "--base-url", baseUrl];
  execFileSync(needed("the binary", [binary]), ["build", ...site, "--drafts", "--now", "2027-01-01"], { stdio: "pipe" });
}

/** The HTML files below a folder, sorted, by their paths with `/`. */
export function htmlFiles(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(".html"));
  return files.map((path) => path.split(sep).join("/")).sort();
}

/** The paths of a site's HTML files: pages, and old addresses that lead on. */
export function pathsOf(root) {
  const folder = temporaryFolder();
  try {
    build(root, folder.path);
    const all = htmlFiles(folder.path);
    const leadsOn = (path) => readFileSync(join(folder.path, path), "utf8").includes('http-equiv="refresh"');
    return { pages: all.filter((path) => !leadsOn(path)), redirects: all.filter(leadsOn) };
  } finally {
    folder.remove();
  }
}

/** A port that nothing listens on. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** A preview that listens: its address, and how to end it. */
export async function serve(root) {
  const options = ["serve", "--root", root, "--port", "0", "--now", "2027-01-01"];
  const child = spawn(needed("the binary", [binary]), options, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said = [];
  const address = new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      said.push(line);
      const url = /^Serving .*(http:\/\/\S+\/)/.exec(line)?.[1];
      if (url) resolve(url);
    });
    ended.then((status) => reject(new Error(`serve ended with ${status}:\n${said.join("\n")}`)));
  });
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { url: await address, stop };
}

/** Chromium, and nothing it would do of its own accord. */
export async function launch(options = []) {
  const paths = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = needed("Chromium", paths);
  const quiet = ["networking", "timer-throttling"].map((what) => `--disable-background-${what}`);
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", ...quiet];
  return chromium.launch({ executablePath, args: [...args, "--disable-component-update", "--disable-sync", ...options] });
}

/** A page that notes what should not happen on it, wherever it goes. */
export async function watched(context) {
  const page = await context.newPage();
  let at;
  let wrong = [];
  let visits = 0;
  page.on("console", (message) => {
    // The 404 page's own status is no mistake of the page.
    const about = message.location().url;
    const isStatus = message.text().includes("status of 404") && about === at;
    if (["error", "warning"].includes(message.type()) && !isStatus) wrong.push(`console: ${message.text()} (${about})`);
  });
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const own = new URL(request.url()).origin === new URL(at).origin;
    if (!own && !request.url().startsWith("data:")) wrong.push(`asks elsewhere: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // What a page, as its icon, had asked for when it was left is no mistake of the next.
    const isLeft = visits > 1 && request.failure()?.errorText === "net::ERR_ABORTED";
    if (!isLeft) wrong.push(`failed: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && response.url() !== at) wrong.push(`${response.status()}: ${response.url()}`);
  });
  const go = async (url) => {
    at = url;
    wrong = [];
    visits++;
    await page.goto(url, { waitUntil: "load" });
    return wrong;
  };
  return { page, go };
}

/** Opens a page and notes what should not happen on it. */
export async function open(context, url) {
  const { page, go } = await watched(context);
  return { page, wrong: await go(url) };
}

/** What is wider than the window, if anything makes the page scroll sideways. */
export function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth <= window.innerWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > window.innerWidth + 0.5,
    );
    const names = wide.slice(-3).map((element) => `<${element.localName} class="${element.className}">`);
    return [`${scrollWidth} px wide in a window of ${window.innerWidth}`, ...names];
  });
}
