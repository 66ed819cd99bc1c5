// The search page: what is typed is found, narrowed down and led to, without a server that searches.

import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import axe from "axe-core";
import { caseFolder, launch, overflow, repository, serve, temporaryFolder } from "./sites.js";

let browser;
let preview;
let context;
before(async () => {
  browser = await launch();
  preview = await serve(repository);
});
after(async () => {
  await browser?.close();
  await preview?.stop();
});
afterEach(() => context?.close());

/** Opens a search page; `wrong` is what its policy, its scripts or its files had against it. */
async function search(url = `${preview.url}search/`, options = {}) {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong.push(message.text()));
  page.on("response", (response) => response.status() >= 400 && wrong.push(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => request.url().startsWith(new URL(url).origin) || wrong.push(request.url()));
  await page.goto(url);
  return { page, wrong, input: page.getByRole("searchbox"), results: page.locator("#search-results > li") };
}

const counted = (page) => page.waitForFunction(() => /\d/.test(document.getElementById("search-status").textContent));
const count = async (page) => Number(/\d+/.exec(await page.locator("#search-status").textContent())[0]);

async function accessibility(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"], preload: false }));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`));
}

test("a word is found in texts and reactions, with dates and countries", async () => {
  const { page, wrong, input, results } = await search();
  await input.pressSequentially("normalisation");
  await counted(page);
  assert.ok((await results.count()) >= 3);
  const entries = await results.allInnerTexts();
  assert.ok(entries.some((text) => /\d{1,2} \w+ 20\d\d/.test(text)), entries.join("\n\n"));
  assert.ok(entries.some((text) => /Israel|Morocco|Kazakhstan/.test(text)), entries.join("\n\n"));
  assert.ok((await page.locator("#search-results mark").count()) > 0, "what was looked for is marked");
  assert.equal(new URL(page.url()).searchParams.get("q"), "normalisation");
  await results.first().getByRole("link").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/search/"));
  await page.goBack();
  await counted(page);
  assert.equal(await input.inputValue(), "normalisation");
  assert.deepEqual(wrong, []);
});

test("the name of a country finds its page first", async () => {
  const { page, wrong, input, results } = await search();
  await input.fill("Kazakhstan");
  await counted(page);
  assert.equal(await results.first().getByRole("link").getAttribute("href"), "/countries/kazakhstan/");
  assert.deepEqual(wrong, []);
});

test("filters narrow a search, and list without one", async () => {
  const { page, wrong, input } = await search(`${preview.url}search/?q=agreement`);
  await counted(page);
  const all = await count(page);
  await page.getByLabel("Country").selectOption("Kazakhstan");
  await page.waitForFunction((before) => !document.getElementById("search-status").textContent.endsWith(` ${before}`), all);
  const narrowed = await count(page);
  assert.ok(narrowed > 0 && narrowed < all, `${narrowed} of ${all}`);
  assert.equal(new URL(page.url()).searchParams.get("country"), "Kazakhstan");
  await input.fill("");
  await page.waitForFunction((before) => !document.getElementById("search-status").textContent.endsWith(` ${before}`), narrowed);
  await counted(page);
  assert.ok((await count(page)) > narrowed, "without a question all of the country is listed");
  assert.ok(!(await page.locator("select[name=language]").isVisible()), "a site in one language has no choice of it");
  assert.deepEqual(wrong, []);
});

test("the keyboard is enough", async () => {
  const { page, wrong, input, results } = await search();
  await page.waitForFunction(() => document.querySelector("form.search select option:nth-child(2)"));
  await page.locator("main").focus();
  await page.keyboard.press("/");
  assert.ok(await input.evaluate((element) => element === document.activeElement));
  assert.equal(await input.inputValue(), "");
  await page.keyboard.type("accords");
  await page.keyboard.press("Enter");
  await counted(page);
  const total = await count(page);
  assert.ok(total > 10, `${total}`);
  await page.getByRole("button", { name: "Show more" }).press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("#search-results > li").length > 10);
  const focused = await results.nth(10).getByRole("link").evaluate((element) => element === document.activeElement);
  assert.ok(focused, "the reader goes on where the list went on");
  assert.deepEqual(wrong, []);
});

test("nothing found is said, and markup is text", async () => {
  const { page, wrong, input } = await search();
  await input.fill("zzzyzx");
  await page.getByText("Nothing was found").waitFor();
  await input.fill("<img src=x onerror=alert(1)>");
  await page.waitForFunction(() => !document.getElementById("search-status").textContent.startsWith("Nothing was found for “zzzyzx”"));
  await page.waitForFunction(() => document.getElementById("search-status").textContent.includes("<img") || document.querySelector("#search-results > li"));
  assert.deepEqual(wrong, []);
});

test("only the search page may run WebAssembly", async () => {
  const policy = async (path) => (await fetch(new URL(path, preview.url))).headers.get("content-security-policy");
  for (const path of ["search/", "search/pagefind/pagefind-worker.js"]) {
    assert.match(await policy(path), /script-src 'self' 'wasm-unsafe-eval'/);
  }
  assert.doesNotMatch(await policy(""), /wasm/);
});

test("without JavaScript a list of all explainers is offered", async () => {
  const { page } = await search(undefined, { javaScriptEnabled: false });
  assert.ok(await page.getByRole("link", { name: "All explainers" }).isVisible());
  assert.ok(!(await page.locator("form.search").isVisible()));
});

for (const width of [320, 375, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`it is for everyone: ${width} px, ${colorScheme}`, async () => {
      const options = { viewport: { width, height: 800 }, colorScheme };
      const { page, wrong } = await search(`${preview.url}search/?q=recognition`, options);
      await counted(page);
      assert.deepEqual(await accessibility(page), []);
      assert.deepEqual(await overflow(page), []);
      if (process.env.NUTGRAF_SCREENSHOTS) {
        const path = join(process.env.NUTGRAF_SCREENSHOTS, `search-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: false });
      }
      assert.deepEqual(wrong, []);
    });
  }
}

test("it stands below a path, in several languages", async () => {
  const folder = temporaryFolder();
  let other;
  try {
    cpSync(caseFolder("languages"), folder.path, { recursive: true });
    writeFileSync(join(folder.path, "nutgraf.yaml"), "title: Languages\nbase_url: https://example.org/below/it/\n");
    other = await serve(folder.path);
    const { page, wrong, input, results } = await search(new URL("/below/it/search/", other.url).href);
    await page.waitForFunction(() => document.querySelectorAll("select[name=language] option").length > 2);
    await input.fill("الماء");
    await counted(page);
    const link = results.first().getByRole("link");
    assert.match(await link.getAttribute("href"), /^\/below\/it\/articles\//);
    assert.equal(await link.getAttribute("lang"), "ar");
    assert.deepEqual(await accessibility(page), []);
    assert.deepEqual(wrong, []);
  } finally {
    await other?.stop();
    folder.remove();
  }
});
