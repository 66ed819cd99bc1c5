// Structured data is held to schema.org's own vocabulary: every type exists, every property is one of its type's, and
// every value is of a type that the property takes. The vocabulary is read from the typings that are made of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { build, caseFolder, htmlFiles, repository, temporaryFolder } from "./sites.js";

const typings = join(dirname(createRequire(import.meta.url).resolve("schema-dts/package.json")), "dist/schema.d.ts");
const cases = ["every-field", "countries", "entities", "languages", "scripts-in-fields", "archive", "plain-pages"];
const sites = [["demonstration", repository], ...cases.map((name) => [name, caseFolder(name)])];

/** The interfaces of the typings: for each its parents, and its properties with the types of their values. */
function readVocabulary(text) {
  const interfaces = new Map();
  for (const [, name, parents, body] of text.matchAll(/^(?:export )?interface (\w+) extends ([^{]+) \{\n(.*?)^\}/gms)) {
    const properties = new Map();
    for (const [, property, range] of body.matchAll(/^ {4}"([\w-]+)"\?: SchemaValue<([^,]+), "/gm)) {
      properties.set(property, range.split(" | "));
    }
    interfaces.set(name, { parents: parents.split(",").map((parent) => parent.trim()), properties });
  }
  return interfaces;
}

const interfaces = readVocabulary(readFileSync(typings, "utf8"));

/** An interface and all that it extends. */
function lineage(name, found = new Set()) {
  const own = interfaces.get(name);
  if (!own || found.has(name)) return found;
  found.add(name);
  own.parents.forEach((parent) => lineage(parent, found));
  return found;
}

const isType = (name) => interfaces.has(`${name}Leaf`);
const isA = (type, wanted) =>
  wanted === "Thing" || type === wanted || lineage(`${type}Leaf`).has(`${wanted}Base`);
const LITERALS = {
  string: ["Text", "URL", "Date", "DateTime", "Time", "string"],
  number: ["Number", "Integer", "Float", "number"],
  boolean: ["Boolean", "boolean"],
};

/** What is wrong with a node and all below it. */
function mistakesOf(node, at) {
  const types = [node["@type"]].flat();
  const unknown = types.filter((type) => !isType(type));
  if (unknown.length > 0) return [`${at}: no type ${unknown}`];
  const known = new Map(types.flatMap((type) => [...lineage(`${type}Leaf`)].flatMap((own) => [...interfaces.get(own).properties])));
  return Object.entries(node).filter(([name]) => !name.startsWith("@")).flatMap(([name, values]) => {
    const range = known.get(name);
    if (!range) return [`${at}: ${types} has no ${name}`];
    return [values].flat().flatMap((value) => mistakesOfValue(value, range, `${at}.${name}`));
  });
}

function mistakesOfValue(value, range, at) {
  if (typeof value !== "object") {
    return LITERALS[typeof value].some((literal) => range.includes(literal)) ? [] : [`${at}: ${typeof value}, not ${range}`];
  }
  const fits = [value["@type"]].flat().some((type) => range.some((wanted) => isA(type, wanted)));
  return [...(fits ? [] : [`${at}: ${value["@type"]}, not ${range}`]), ...mistakesOf(value, at)];
}

/** The nodes of a page. */
function graphOf(html) {
  const [, text] = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s) ?? [];
  return text ? JSON.parse(text)["@graph"] : [];
}

let folder;
const pages = [];
before(() => {
  folder = temporaryFolder();
  for (const [name, root] of sites) {
    build(root, join(folder.path, name));
    for (const path of htmlFiles(join(folder.path, name))) {
      pages.push([`${name}/${path}`, graphOf(readFileSync(join(folder.path, name, path), "utf8"))]);
    }
  }
});
after(() => folder?.remove());

const typesSeen = () => new Set(pages.flatMap(([, graph]) => JSON.stringify(graph).match(/(?<="@type":")\w+/g) ?? []));

test("every node is in schema.org's words", () => {
  const mistakes = pages.flatMap(([path, graph]) => graph.flatMap((node) => mistakesOf(node, path)));
  assert.deepEqual([...new Set(mistakes)].slice(0, 20), []);
});

test("each kind of page says what it is", () => {
  const seen = typesSeen();
  const wanted = ["BreadcrumbList", "WebSite", "CollectionPage", "ProfilePage", "FAQPage", "Country", "ItemList", "Person"];
  for (const type of [...wanted, "Organization", "CreativeWork", "CorrectionComment", "ImageObject", "WebPage"]) {
    assert.ok(seen.has(type), type);
  }
});

test("an explainer says all that it knows", () => {
  const [, graph] = pages.find(([path]) => path === "every-field/articles/chosen-slug/index.html");
  const article = graph.find((node) => [node["@type"]].flat().includes("BackgroundNewsArticle"));
  assert.deepEqual(article["@type"], ["NewsArticle", "BackgroundNewsArticle"]);
  const names = ["headline", "description", "url", "mainEntityOfPage", "datePublished", "dateModified", "inLanguage", "author"];
  names.push("publisher", "image", "about", "citation", "correction", "backstory", "isPartOf", "keywords", "expires");
  assert.deepEqual(names.filter((name) => !(name in article)), []);
  assert.ok(article.author.every((author) => author.name && author.url.startsWith("https://example.org/authors/")));
});

test("countries that a text names say which they are", () => {
  const articles = pages.filter(([path]) => path.startsWith("demonstration/articles/")).flatMap(([, graph]) => graph);
  const countries = articles.flatMap((node) => node.mentions ?? []).filter((node) => node["@type"] === "Country");
  assert.ok(countries.length > 10);
  assert.ok(countries.every(({ name, url, sameAs }) => name && url.startsWith("https://example.org/countries/") && sameAs));
});

test("what schema.org does not know is seen", () => {
  assert.deepEqual(mistakesOf({ "@type": "Nonsense" }, "x"), ["x: no type Nonsense"]);
  assert.deepEqual(mistakesOf({ "@type": "Person", headline: "y" }, "x"), ["x: Person has no headline"]);
  assert.equal(mistakesOf({ "@type": "Article", author: { "@type": "Country" } }, "x").length, 1);
});
