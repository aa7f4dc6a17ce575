import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Locale } from '@trellis/metadata';
import type { FastifyInstance } from 'fastify';
import { callerLocale, localeFrom } from './locale.ts';
import { openApi } from './openapi.ts';

/** `/api/openapi.json` and `/api/docs`: the contract for programs and for people. `?lang=en` or `zh` chooses. */
export function useDocs(app: FastifyInstance, version: string): void {
  const documents = new Map<Locale, string>();
  app.get('/api/openapi.json', async (request, reply) => {
    const locale = localeFrom((request.query as { lang?: string }).lang) ?? callerLocale(request);
    const text = documents.get(locale) ?? JSON.stringify(openApi(version, locale));
    documents.set(locale, text);
    return reply.type('application/json; charset=utf-8').header('vary', 'accept-language').send(text);
  });

  const require = createRequire(import.meta.url);
  const viewer = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  const assets: Record<string, { type: string; read: () => string | Buffer }> = {
    '/api/docs': { type: 'text/html', read: () => PAGE },
    '/api/docs/start.js': { type: 'text/javascript', read: () => START },
  };
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    assets[`/api/docs/${name}`] = { type, read: () => readFileSync(path.join(viewer, name)) };
  }
  for (const [url, { type, read }] of Object.entries(assets)) {
    app.get(url, async (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).header('cache-control', 'no-cache').send(read()),
    );
  }
}

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>藤架 Trellis API</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

// A file of its own: the page may not run scripts that stand inside it.
const START = `const lang = new URLSearchParams(location.search).get('lang');
SwaggerUIBundle({
  url: '/api/openapi.json' + (lang ? '?lang=' + encodeURIComponent(lang) : ''),
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
});
`;
