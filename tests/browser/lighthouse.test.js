// Lighthouse over every kind of page, as a phone and as a desk computer: 100 in each category.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import lighthouse from "lighthouse";
import desktop from "lighthouse/core/config/desktop-config.js";
import { host } from "./hosting.js";
import { build, freePort, launch, repository, temporaryFolder } from "./sites.js";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** A busy machine makes a page look slow, never fast. */
const RUNS = 3;
const PAGES = [
  ["home", ""],
  ["article", "articles/kazakhstan-abraham-accords/"],
  ["archive", "articles/"],
  ["countries", "countries/"],
  ["country", "countries/kazakhstan/"],
  ["relation", "relations/israel-united-states/"],
  ["topic", "topics/abraham-accords/"],
  ["person", "people/kassym-jomart-tokayev/"],
  ["organization", "organizations/arab-league/"],
  ["author", "authors/nutgraf-desk/"],
  ["plain page", "about/"],
  ["corrections", "corrections/"],
  ["search", "search/"],
];

let folder;
let site;
let browser;
let port;
before(async () => {
  folder = temporaryFolder();
  site = await host(folder.path);
  build(repository, folder.path, site.url);
  port = await freePort();
  browser = await launch([`--remote-debugging-port=${port}`]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
  folder?.remove();
});

/** What keeps a page from 100, by category. */
async function shortcomings(url, config, categories) {
  const { lhr } = await lighthouse(url, { port, onlyCategories: categories, logLevel: "silent" }, config);
  const short = Object.values(lhr.categories).filter((category) => category.score !== 1);
  return short.map(({ id, score, auditRefs }) => {
    const audits = auditRefs.map(({ id, weight }) => ({ ...lhr.audits[id], weight }));
    const failed = audits.filter((audit) => audit.weight && audit.score !== null && audit.score < 1);
    return `${id} ${Math.round(score * 100)}: ${failed.map((it) => `${it.id} (${it.displayValue ?? it.title})`).join(", ")}`;
  });
}

for (const [name, config] of [["a phone", undefined], ["a desk computer", desktop]]) {
  describe(`on ${name}`, () => {
    for (const [kind, path] of PAGES) {
      test(`the ${kind} page has 100 in all categories`, async () => {
        let short = await shortcomings(site.url + path, config, CATEGORIES);
        for (let run = 1; run < RUNS && short.length && short.every((it) => it.startsWith("performance")); run++) {
          short = await shortcomings(site.url + path, config, ["performance"]);
        }
        assert.deepEqual(short, []);
      });
    }
  });
}
