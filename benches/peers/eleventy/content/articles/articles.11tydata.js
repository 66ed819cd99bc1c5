export default { layout: "article.njk", permalink: ({ slug }) => `/articles/${slug}/` };
