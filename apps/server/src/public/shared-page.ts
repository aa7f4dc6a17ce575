import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError, type Locale } from '@trellis/metadata';
import type { FastifyInstance } from 'fastify';
import { callerLocale } from '../http/locale.ts';

const WORDS: Readonly<Record<Locale, { title: string; script: string; lang: string }>> = {
  zh: {
    title: '分享给你的数据',
    script: '查看分享的数据需要浏览器启用 JavaScript，请在浏览器设置中打开后刷新本页。',
    lang: 'zh-CN',
  },
  en: {
    title: 'Shared with you',
    script: 'This page needs JavaScript. Turn it on in the settings of your browser and reload the page.',
    lang: 'en',
  },
};

/**
 * The pages of records that are shown to people outside: an entry of its own. Nothing of the record stands in the page
 * itself, so that programs that look at addresses for a preview neither see it nor count as somebody who opened it.
 */
export function useSharedPages(app: FastifyInstance, dist: string): void {
  const file = path.join(dist, 'shared.html');
  const page = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  app.get('/s/:workspace/:token', { exposeHeadRoute: false }, (request, reply) => {
    if (page === undefined) throw new AppError('not_found');
    const { title, script, lang } = WORDS[callerLocale(request)];
    return reply
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex, nofollow')
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(
        page
          .replace('lang="zh-CN"', `lang="${lang}"`)
          .replace('{{title}}', title)
          .replace('{{script}}', script),
      );
  });
}
