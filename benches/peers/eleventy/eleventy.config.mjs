const TAXONOMIES = ["countries", "topics"];

/** Each term of a taxonomy with its articles, newest first. */
function terms(articles, taxonomy) {
  const found = new Map();
  for (const article of articles) {
    for (const name of article.data[taxonomy] ?? []) {
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(article);
    }
  }
  const sorted = [...found].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([name, articles]) => ({ name, slug: name.toLowerCase(), articles, taxonomy }));
}

export default function (config) {
  let markdown;
  config.amendLibrary("md", (own) => (markdown = own));
  config.addFilter("markdownify", (text) => markdown.renderInline(text ?? ""));
  config.addFilter("day", (date) => new Date(date).toISOString().slice(0, 10));
  config.addFilter("minutes", (html) => Math.ceil(html.split(/\s+/).length / 213));
  config.addFilter("headings", (html) => [...html.matchAll(/<h([2-6])>(.*?)<\/h\1>/gs)].map((match) => match[2]));
  config.addFilter("said", (articles, code) =>
    articles.flatMap((article) =>
      (article.data.reactions ?? []).filter((it) => it.country === code).map((it) => ({ ...it, article })),
    ),
  );
  let articles;
  const byDate = (api) =>
    (articles ??= api.getFilteredByGlob("content/articles/**/*.md").toSorted((a, b) => b.date - a.date));
  config.addCollection("articles", byDate);
  for (const taxonomy of TAXONOMIES) {
    config.addCollection(taxonomy, (api) => terms(byDate(api), taxonomy));
  }
  config.addCollection("terms", (api) => TAXONOMIES.flatMap((taxonomy) => terms(byDate(api), taxonomy)));
  return { dir: { input: "content" }, markdownTemplateEngine: false };
}
