// Draws docs/pages.jpg, the sheet of pages that the README shows: `node contact-sheet.js`.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { host } from "./hosting.js";
import { build, launch, repository, temporaryFolder } from "./sites.js";

const PAGES = [
  ["Home", ""],
  ["Explainer", "articles/kazakhstan-abraham-accords/"],
  ["Country", "countries/kazakhstan/"],
  ["All countries", "countries/"],
  ["Relation", "relations/israel-united-states/"],
  ["Topic", "topics/abraham-accords/"],
  ["Search", "search/?q=treaty"],
];
const LOOKS = [
  { width: 1280, height: 1600, colorScheme: "light" },
  { width: 375, height: 1000, colorScheme: "light" },
  { width: 1280, height: 1600, colorScheme: "dark" },
];
const SHOWN = 300;

const folder = temporaryFolder();
const site = await host(folder.path);
const browser = await launch();
try {
  build(repository, folder.path, site.url);
  const figures = [];
  for (const [name, path] of PAGES) {
    for (const { width, height, colorScheme } of LOOKS) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme });
      const page = await context.newPage();
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      const picture = await page.screenshot({ type: "jpeg", quality: 90 });
      const wide = width > 1000 ? SHOWN : SHOWN / 2.2;
      const source = `data:image/jpeg;base64,${picture.toString("base64")}`;
      figures.push(`<figure><img src="${source}" width="${wide}"><figcaption>${name}, ${width} px, ${colorScheme}</figcaption></figure>`);
      await context.close();
    }
  }
  const style = "body{margin:24px;display:grid;grid-template-columns:repeat(6,auto);justify-content:space-between;gap:20px;align-items:start;background:#e8eaec;font:12px system-ui}figure{margin:0}img{display:block;box-shadow:0 1px 6px #0004}figcaption{margin-top:6px;color:#444}";
  const sheet = await browser.newPage({ viewport: { width: 1640, height: 900 }, deviceScaleFactor: 1 });
  await sheet.setContent(`<!doctype html><title>Pages</title><style>${style}</style>${figures.join("")}`);
  await sheet.screenshot({ path: join(repository, "docs/pages.jpg"), type: "jpeg", quality: 78, fullPage: true });
  console.log(`docs/pages.jpg: ${readFileSync(join(repository, "docs/pages.jpg")).length} bytes`);
} finally {
  await browser.close();
  await site.stop();
  folder.remove();
}
