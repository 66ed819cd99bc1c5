// A site while it is written: the open page follows, and mistakes stand over it until they are mended.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import axe from "axe-core";
import { launch, overflow, repository, serve, temporaryFolder } from "./sites.js";

const ARTICLE = "content/articles/kazakhstan-abraham-accords.md";
const ADDRESS = "articles/kazakhstan-abraham-accords/";

let browser;
let folder;
let preview;
let context;
let page;
let wrong;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

beforeEach(async () => {
  folder = temporaryFolder();
  for (const part of ["content", "nutgraf.yaml"]) cpSync(join(repository, part), join(folder.path, part), { recursive: true });
  preview = await serve(folder.path);
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  // The strict policy of the preview holds for its own script too.
  page.on("console", (message) => message.text().includes("Content Security Policy") && wrong.push(message.text()));
});
afterEach(async () => {
  await context?.close();
  await preview?.stop();
  folder?.remove();
  assert.deepEqual(wrong, []);
});

/** Edits a file of the site. */
function edit(path, change) {
  const file = join(folder.path, path);
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

/** Marks the page, to see whether it is still the same. */
const mark = () => page.evaluate(() => (globalThis.marked = true));
const isMarked = () => page.evaluate(() => globalThis.marked === true);

const overlay = () => page.getByRole("alertdialog");
const shown = (text) => page.waitForFunction((own) => document.body?.innerText.includes(own), text);

async function accessibility() {
  await page.evaluate(axe.source);
  // Preloading would write the stylesheets into the page, which its policy forbids.
  const options = { resultTypes: ["violations"], preload: false };
  const { violations } = await page.evaluate((own) => globalThis.axe.run(own), options);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`));
}

test("an edit of an article shows on the open page, which stays where it was", async () => {
  await page.goto(preview.url + ADDRESS);
  await page.evaluate(() => scrollTo({ top: 700, behavior: "instant" }));
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 600, `scrolled to ${before}`);
  await mark();
  edit(ARTICLE, (text) => `${text}\nA sentence that was not there before.\n`);
  await shown("A sentence that was not there before.");
  assert.equal(await isMarked(), false);
  await page.waitForFunction((top) => Math.abs(scrollY - top) < 2, before);
});

test("an edit of a stylesheet shows without a load", async () => {
  cpSync(join(repository, "static/nutgraf.css"), join(folder.path, "static/nutgraf.css"));
  await page.goto(preview.url + ADDRESS);
  await mark();
  for (const colour of ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]) {
    edit("static/nutgraf.css", (text) => `${text}\nbody { color: ${colour} }\n`);
    await page.waitForFunction((own) => getComputedStyle(document.body).color === own, colour);
  }
  assert.equal(await isMarked(), true);
  await page.waitForFunction(() => document.querySelectorAll('link[rel="stylesheet"]').length === 1);
});

test("a mistake in the front matter stands over the page until it is mended", async () => {
  await page.goto(preview.url + ADDRESS);
  edit(ARTICLE, (text) => text.replace("\ntakeaways:", "\ntakeaway:"));
  await overlay().waitFor();
  const line = readFileSync(join(folder.path, ARTICLE), "utf8").split("\n").indexOf("takeaway:") + 1;
  const text = await overlay().innerText();
  assert.ok(text.includes(`${ARTICLE}:${line}:1`), text);
  assert.match(text, /did you mean takeaways\?/);
  assert.equal(await overlay().locator("mark").innerText(), "takeaway");

  // Who comes later sees it too.
  await page.goto(preview.url);
  await overlay().waitFor();
  edit(ARTICLE, (text) => text.replace("\ntakeaway:", "\ntakeaways:"));
  await overlay().waitFor({ state: "detached" });
});

test("a mistake in a template stands over the page until it is mended", async () => {
  cpSync(join(repository, "templates/article.html"), join(folder.path, "templates/article.html"));
  await page.goto(preview.url + ADDRESS);
  edit("templates/article.html", (text) => `${text}{{ page.`);
  await overlay().waitFor();
  assert.match(await overlay().innerText(), /templates\/article\.html:\d+/);
  edit("templates/article.html", (text) => text.replace(/\{\{ page\.$/, ""));
  await overlay().waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1 }).waitFor();
});

test("a page that could never be made appears once its file is mended", async () => {
  writeFileSync(join(folder.path, "content/articles/new.md"), "---\ntitle: [\n---\n");
  const made = page.waitForResponse((response) => response.status() === 500);
  await page.goto(`${preview.url}articles/new/`);
  // The file may have been taken note of a moment later; then the page reloads by itself.
  await made;
  await overlay().waitFor();
  const whole = "---\ntitle: New\nsummary: A summary.\ndate: 2026-01-15\ntakeaways: [One]\n---\nIt is here now.\n";
  writeFileSync(join(folder.path, "content/articles/new.md"), whole);
  await shown("It is here now.");
});

test("what authors write is never markup of the overlay", async () => {
  await page.goto(preview.url);
  edit(ARTICLE, (text) => text.replace("\ntakeaways:", '\n"<img src=x onerror=alert(1)>": 1\ntakeaways:'));
  await overlay().waitFor();
  assert.match(await overlay().innerText(), /<img src=x/);
  assert.equal(await overlay().locator("img").count(), 0);
});

for (const width of [375, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the overlay is for everyone: ${colorScheme}, ${width} px`, async () => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(preview.url + ADDRESS);
      edit(ARTICLE, (text) =>
        text.replace("\ntakeaways:", "\ntakeaway:").replace(/\ndate: .*/, "\ndate: 2025-02-30").replace("KZ", "Kazahkstan"),
      );
      await overlay().waitFor();
      assert.deepEqual(await accessibility(), []);
      assert.deepEqual(await overflow(page), []);
      const picture = process.env.SCREENSHOTS;
      if (picture) await page.screenshot({ path: join(picture, `overlay-${colorScheme}-${width}.png`), caret: "initial" });

      await page.keyboard.press("Escape");
      const reopen = page.getByRole("button", { name: /mistakes?$/ });
      await reopen.waitFor();
      assert.equal(await overlay().isVisible(), false);
      assert.deepEqual(await accessibility(), []);
      await page.keyboard.press("Enter");
      await overlay().waitFor();
      await page.getByRole("button", { name: "Close" }).click();
      await reopen.waitFor();
    });
  }
}
