// Every HTML file of the builds is valid, as the Nu Html Checker sees it: it neither errs nor warns.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { build, caseFolder, htmlFiles, repository, temporaryFolder } from "./sites.js";

const jar = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
const cases = ["every-field", "markdown", "scripts-in-fields", "languages", "non-latin", "raw-html-sanitize", "countries"];
const sites = [["demonstration", repository], ...cases.map((name) => [name, caseFolder(name)])];

let folder;
let errors;
before(async () => {
  folder = temporaryFolder();
  for (const [name, root] of sites) build(root, join(folder.path, name));
  mkdirSync(join(folder.path, "broken"));
  writeFileSync(join(folder.path, "broken/index.html"), "<!doctype html><title>Broken</title><p><div></p>");
  errors = await check(folder.path);
});
after(() => folder?.remove());

/** The errors and warnings in all HTML files below a folder; one run of the checker, which takes seconds to start. */
async function check(path) {
  const options = ["-jar", jar, "--skip-non-html", "--exit-zero-always", "--format", "json", path];
  const { stderr } = await promisify(execFile)("java", options, { maxBuffer: 1 << 28 });
  const place = (url) => decodeURIComponent(url.slice(url.indexOf(path) + path.length + 1));
  return JSON.parse(stderr).messages.map((own) => `${place(own.url)}:${own.lastLine}: ${own.message}\n${own.extract}`);
}

for (const [name] of sites) {
  test(`the pages of ${name} are valid`, () => {
    assert.ok(htmlFiles(join(folder.path, name)).length > 5);
    assert.deepEqual(errors.filter((error) => error.startsWith(`${name}/`)), []);
  });
}

test("the checker finds what is wrong", () => {
  assert.ok(errors.some((error) => error.startsWith("broken/")), JSON.stringify(errors));
});
