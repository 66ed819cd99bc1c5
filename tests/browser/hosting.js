// A built site behind a web server that does what hosts do: compression, `_headers`, the page for what is missing.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".xml": "application/xml",
};
const COMPRESSED = /^(text|application\/(json|xml)|image\/svg)/;

/** Serves a folder on a free port. The folder may be filled once the address is known. */
export async function host(folder) {
  const answers = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!answers.has(path)) answers.set(path, answer(folder, path));
    const { status, headers, body } = answers.get(path);
    response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, stop };
}

function answer(folder, path) {
  const found = fileAt(folder, path);
  const file = found ?? join(folder, "404.html");
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const headers = { "content-type": type, ...headersOf(folder, path) };
  let body = readFileSync(file);
  if (COMPRESSED.test(type)) {
    body = gzipSync(body, { level: 9 });
    headers["content-encoding"] = "gzip";
  }
  return { status: found ? 200 : 404, headers: { ...headers, "content-length": body.length }, body };
}

function fileAt(folder, path) {
  const file = join(folder, normalize(path), path.endsWith("/") ? "index.html" : "");
  return file.startsWith(folder) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/** The headers that `_headers` sets for a path, as Netlify and Cloudflare Pages read it; later lines win. */
function headersOf(folder, path) {
  const file = join(folder, "_headers");
  const headers = {};
  let applies = false;
  for (const line of existsSync(file) ? readFileSync(file, "utf8").split("\n") : []) {
    if (/^\S/.test(line)) applies = pattern(line.trim()).test(path);
    else if (applies && line.includes(":")) {
      const [name, ...value] = line.trim().split(":");
      headers[name.toLowerCase()] = value.join(":").trim();
    }
  }
  return headers;
}

function pattern(written) {
  const parts = written.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
