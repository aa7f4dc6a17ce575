import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import files from '@fastify/static';
import { AppError } from '@trellis/metadata';
import type { FastifyInstance, FastifyReply } from 'fastify';

const YEAR_SECONDS = 31_536_000;
const NOT_BUILT = '网页还没有构建，请运行 npm start。 The pages are not built yet; run npm start.\n';

/**
 * The web app: hashed files for ever, with the compressed copies the build made; every other path is a page of the app
 * and answers with index.html, which is never kept. Unknown paths of the API are problems.
 */
export async function usePages(app: FastifyInstance, dist: string): Promise<void> {
  const index = path.join(dist, 'index.html');
  const page = existsSync(index) ? readFileSync(index, 'utf8') : undefined;
  if (page) {
    await app.register(files, {
      root: dist,
      wildcard: true,
      index: false,
      preCompressed: true,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (response, file) =>
        response.header(
          'cache-control',
          file.includes(`${path.sep}assets${path.sep}`)
            ? `public, max-age=${YEAR_SECONDS}, immutable`
            : 'public, max-age=3600',
        ),
    });
  }
  const sendPage = (reply: FastifyReply) =>
    page
      ? reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
      : reply.type('text/plain; charset=utf-8').send(NOT_BUILT);
  // Before the files: those would look for a compressed copy of the folder itself.
  for (const url of ['/', '/index.html']) app.get(url, (_request, reply) => sendPage(reply));
  app.setNotFoundHandler((request, reply) => {
    const url = request.url.split('?', 1)[0] ?? '';
    const api = url === '/api' || url.startsWith('/api/');
    const readable = request.method === 'GET' || request.method === 'HEAD';
    if (!readable || api || path.posix.extname(url) !== '') throw new AppError('not_found');
    return sendPage(reply);
  });
}
