// What an explainer costs its reader: requests and bytes, from a host that compresses.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { host } from "./hosting.js";
import { build, htmlFiles, launch, repository, temporaryFolder } from "./sites.js";

const MOST_BYTES = 40_000;
const MOST_REQUESTS = 6;
const MOST_BYTES_OF_STYLES = 12_000;

let folder;
let site;
let browser;
before(async () => {
  folder = temporaryFolder();
  site = await host(folder.path);
  build(repository, folder.path, site.url);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  folder?.remove();
});

/** What a page asks for until nothing more comes, but for pictures of its own: path and bytes of each answer. */
async function requests(path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const finished = [];
  page.on("requestfinished", (request) => finished.push(request));
  await page.goto(site.url + path, { waitUntil: "networkidle" });
  const all = finished.map(async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    return { path: new URL(request.url()).pathname, bytes: responseBodySize + responseHeadersSize };
  });
  const measured = await Promise.all(all);
  await context.close();
  return measured.filter(({ path: own }) => !/^\/articles\/.*\.(png|jpe?g|webp|svg)$/.test(own));
}

test(`an explainer is at most ${MOST_BYTES / 1000} kB in at most ${MOST_REQUESTS} requests`, async () => {
  const explainers = htmlFiles(folder.path).filter((path) => /^articles\/(?!page\/)[^/]+\/index\.html$/.test(path));
  assert.ok(explainers.length >= 8);
  const heavy = [];
  for (const path of explainers) {
    const asked = await requests(path.replace("index.html", ""));
    const bytes = asked.reduce((sum, one) => sum + one.bytes, 0);
    if (bytes > MOST_BYTES || asked.length > MOST_REQUESTS) heavy.push({ path, bytes, asked });
    const styles = asked.find((one) => one.path.endsWith(".css"));
    assert.ok(styles.bytes <= MOST_BYTES_OF_STYLES, `${styles.bytes} bytes of styles`);
  }
  assert.deepEqual(heavy, []);
});
