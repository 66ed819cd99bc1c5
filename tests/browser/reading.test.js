// The demonstration site as readers meet it: every kind of page, narrow and wide, light and dark.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { caseFolder, launch, open, overflow, pathsOf, repository, serve, watched } from "./sites.js";

const WINDOWS = [375, 1280].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme })));
/** The narrowest window in which WCAG 2.1 (1.4.10) wants no scrolling sideways. */
const NARROWEST = 320;
/** WCAG 2.2 (2.5.8), which axe does not ask for of itself. */
const RULES = { "target-size": { enabled: true } };

let browser;
let paths;
let redirects;
before(async () => {
  browser = await launch();
  ({ pages: paths, redirects } = pathsOf(repository));
});
after(() => browser?.close());

const address = (path) => path.replace(/(^|\/)index\.html$/, "$1");

/** Pages by kind: the one of that name, or the first of its folder. */
function pages() {
  const below = (folder) => paths.filter((path) => new RegExp(`^${folder}/[^/]+/index\\.html$`).test(path));
  const articles = below("articles");
  assert.ok(articles.length >= 8, "the demonstration site has eight explainers or more");
  const one = (folder, name) => {
    const path = `${folder}/${name}/index.html`;
    return paths.includes(path) ? path : below(folder)[0];
  };
  return [
    ["home", "index.html"],
    ["archive", "articles/index.html"],
    ...articles.map((path) => ["article", path]),
    ["countries", "countries/index.html"],
    ["country", one("countries", "kazakhstan")],
    ["small country", one("countries", "bahrain")],
    ["country only mentioned", one("countries", "algeria")],
    ["relation", one("relations", "israel-united-states")],
    ["topic", one("topics", "abraham-accords")],
    ["person", one("people", "kassym-jomart-tokayev")],
    ["organization", one("organizations", "arab-league")],
    ["author", one("authors", "nutgraf-desk")],
    ["plain page", "about/index.html"],
    ["corrections", "corrections/index.html"],
    ["search", "search/index.html"],
    ["not found", "404.html"],
  ];
}

/** Pictures further down load when they are near; here they load at once. */
function picturesThatDoNotLoad(page) {
  return page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.allSettled(pictures.map((picture) => picture.decode()));
    return pictures.filter((picture) => !picture.naturalWidth).map((picture) => `no picture: ${picture.src}`);
  });
}

/** What maps take from a sheet and does not arrive: it would be a hole in the map. */
function placesThatAreNotDrawn(page) {
  return page.evaluate(async () => {
    const missing = () => [...document.querySelectorAll(".map use")].filter((place) => !place.getBBox().width);
    for (let tries = 0; missing().length && tries < 30; tries++) await new Promise((done) => setTimeout(done, 100));
    return missing().map((place) => `not drawn: ${place.getAttribute("href")}`);
  });
}

async function accessibility(page) {
  await page.evaluate(`globalThis.axe ?? (() => { ${axe.source} })()`);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run({ resultTypes: ["violations"], rules }), RULES);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(" ")}\n    ${node.html}\n    ${node.failureSummary}`),
  );
}

/** All that is wrong with a page, in each of the windows. */
async function faults({ page, go }, url, windows) {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: null });
  const wrong = await go(url);
  const found = [...wrong, ...(await picturesThatDoNotLoad(page)), ...(await placesThatAreNotDrawn(page))];
  for (const { width, colorScheme } of windows) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const inWindow = [...(await overflow(page)), ...(await accessibility(page))];
    found.push(...inWindow.map((fault) => `${width} px, ${colorScheme}: ${fault}`));
  }
  return found;
}

/** Reads pages, two at a time; a browser's page for each, which is dear to make. */
function readAll(pages, site, windows, ignored = () => false) {
  return test("can be read, narrow and wide, light and dark", { concurrency: 2 }, async (t) => {
    const context = await browser.newContext();
    const free = [await watched(context), await watched(context)];
    const read = ([kind, path]) =>
      t.test(`${kind} /${address(path)}`.trim(), async () => {
        const mine = free.pop();
        try {
          const found = await faults(mine, site().url + address(path), windows);
          assert.deepEqual(found.filter((fault) => !ignored(fault)), []);
        } finally {
          free.push(mine);
        }
      });
    await Promise.all(pages().map(read));
    await context.close();
  });
}

describe("the demonstration site", () => {
  let site;
  before(async () => (site = await serve(repository)));
  after(() => site?.stop());

  readAll(pages, () => site, WINDOWS);

  test(`no page scrolls sideways at ${NARROWEST} px`, async () => {
    const context = await browser.newContext({ viewport: { width: NARROWEST, height: 640 } });
    const { page, go } = await watched(context);
    const wide = [];
    for (const path of paths.filter((path) => path !== "404.html")) {
      const wrong = await go(site.url + address(path));
      wide.push(...[...wrong, ...(await overflow(page))].map((what) => `/${address(path)}: ${what}`));
    }
    await context.close();
    assert.deepEqual(wide, []);
  });

  test("an old address leads to the new one", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    assert.ok(redirects.length > 0);
    for (const path of redirects) {
      const { page } = await open(context, site.url + address(path));
      await page.waitForURL((url) => url.pathname !== `/${address(path)}`);
      assert.equal(await page.locator("h1").count(), 1);
      await page.close();
    }
    await context.close();
  });

  test("is read, and moved about in, without JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const { page, wrong } = await open(context, site.url);
    const title = await page.locator("h3.card-title a, h2.card-title a").first().innerText();
    await page.locator(".card-title a").first().click();
    assert.equal(await page.locator("h1").innerText(), title);
    assert.ok((await page.locator("main").innerText()).length > 3000, "the whole text is there");
    await page.locator("nav.contents a").first().click();
    const heading = decodeURIComponent(new URL(page.url()).hash);
    assert.ok(await page.locator(`[id="${heading.slice(1)}"]`).isVisible(), heading);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("can be used by keyboard: the first stop leads past the navigation", async () => {
    const context = await browser.newContext();
    const { page } = await open(context, site.url);
    await page.keyboard.press("Tab");
    const first = page.locator(":focus");
    assert.equal(await first.getAttribute("href"), "#main");
    const box = await first.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.width > 20 && box.height > 10, "it shows while it has the focus");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
    await context.close();
  });

  test("keeps its text when it is enlarged to twice the size", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const { page } = await open(context, site.url + address(pages()[2][1]));
    await page.addStyleTag({ content: "html { font-size: 200% }" }).catch(() => {});
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    assert.deepEqual(await overflow(page), []);
    await context.close();
  });
});

// Sites that hold what the demonstration does not: long words, tables, other scripts, markup in every field.
for (const name of ["every-field", "markdown", "scripts-in-fields", "languages", "entities", "countries"]) {
  describe(`the site of tests/sites/${name}`, () => {
    const root = caseFolder(name);
    let site;
    before(async () => (site = await serve(root)));
    after(() => site?.stop());

    const kinds = /^(articles|topics|people|organizations|countries|relations)\/[^/]+\/index|\/page\/1\/index|^(index|page\/index)/;
    const pages = () => pathsOf(root).pages.filter((path) => kinds.test(path)).map((path) => ["", path]);
    const windows = [{ width: NARROWEST, colorScheme: "dark" }, { width: 1280, colorScheme: "light" }];
    // Their pictures at example.com are not fetched, and the bare templates of some name no icon.
    const isTheirs = (fault) => /^(asks elsewhere|failed|no picture|404|console): .*(example\.com|favicon\.ico)/.test(fault);
    readAll(pages, () => site, windows, isTheirs);
  });
}
