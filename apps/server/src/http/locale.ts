import type { Locale } from '@trellis/metadata';
import type { FastifyRequest } from 'fastify';

/** The first of our languages in an Accept-Language header; undefined when it names neither. */
export function localeFrom(header: string | undefined): Locale | undefined {
  if (!header) return undefined;
  const wanted = header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const quality = rest.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (tag.startsWith('zh')) return 'zh';
    if (tag.startsWith('en')) return 'en';
  }
  return undefined;
}

/** The language of the answer: what the request asks for, else the account's, else Chinese. */
export function callerLocale(request: FastifyRequest): Locale {
  return localeFrom(request.headers['accept-language']) ?? request.caller?.account.locale ?? 'zh';
}
