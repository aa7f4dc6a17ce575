import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError, type Locale, localText } from '@trellis/metadata';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerLocale } from '../http/locale.ts';
import type { Services } from '../services.ts';

/** The addresses of a public form, which another site may show in a frame. */
const PAGES = ['/p/:workspace/:token', '/p/:workspace/:token/query'];

const WORDS: Readonly<Record<Locale, { gone: string; script: string; lang: string }>> = {
  zh: {
    gone: '没有这个表单',
    script: '填写这张表单需要浏览器启用 JavaScript，请在浏览器设置中打开后刷新本页。',
    lang: 'zh-CN',
  },
  en: {
    gone: 'There is no such form',
    script: 'This form needs JavaScript. Turn it on in the settings of your browser and reload the page.',
    lang: 'en',
  },
};

interface Address {
  readonly workspace: string;
  readonly token: string;
}

/** The pages of public forms: their own small entry, which without scripts still says what the form is. */
export function usePublicPages(app: FastifyInstance, services: Services, dist: string): void {
  const file = path.join(dist, 'public.html');
  const page = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    if (page === undefined) throw new AppError('not_found');
    const locale = callerLocale(request);
    const words = WORDS[locale];
    const about = await aboutForm(services, request.params as Address, locale);
    const texts: Readonly<Record<string, string>> = {
      title: about?.title ?? words.gone,
      description: about?.description ?? '',
      script: words.script,
    };
    framed(reply);
    return reply
      .code(about ? 200 : 404)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(
        page
          .replace('lang="zh-CN"', `lang="${words.lang}"`)
          .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => escaped(texts[name] ?? '')),
      );
  };
  for (const url of PAGES) app.get(url, { exposeHeadRoute: false }, show);
  app.get('/p/:workspace/:token/cover', { exposeHeadRoute: false }, async (request, reply) => {
    const { workspace, token } = request.params as Address;
    const { pub } = await services.publicDoor.find(workspace, token);
    const [, type, data] = /^data:([^;]+);base64,(.*)$/.exec(pub.settings.cover ?? '') ?? [];
    if (type === undefined || data === undefined) throw new AppError('not_found');
    return reply.type(type).header('cache-control', 'public, max-age=300').send(Buffer.from(data, 'base64'));
  });
}

async function aboutForm(services: Services, { workspace: key, token }: Address, locale: Locale) {
  try {
    const { workspace, pub } = await services.publicDoor.find(key, token);
    const label = (await services.catalogs.get(workspace)).forms.get(pub.form)?.document.trellis.label;
    const { title, description } = pub.settings;
    return {
      title: localText(title ?? label ?? { zh: '' }, locale),
      description: description ? localText(description, locale) : '',
    };
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return undefined;
    throw error;
  }
}

/** These pages alone may stand in frames of other sites. */
function framed(reply: FastifyReply): void {
  const policy = String(reply.getHeader('content-security-policy') ?? '');
  reply.header('content-security-policy', policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *'));
  reply.removeHeader('x-frame-options');
}

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
