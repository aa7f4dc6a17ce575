import { splitRef } from '@trellis/forms/model';
import type { SystemFact } from '@trellis/metadata';
import { localText } from '@trellis/metadata';
import type { CatalogForm, Ctx } from '../contract.ts';

/** Browsers and the apps that have one inside, by what they say of themselves; the first that fits. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/wxwork\//i, '企业微信'],
  [/micromessenger\//i, '微信'],
  [/dingtalk/i, '钉钉'],
  [/lark\/|feishu/i, '飞书'],
  [/edg(e|a|ios)?\//i, 'Edge'],
  [/firefox\/|fxios\//i, 'Firefox'],
  [/opr\/|opera/i, 'Opera'],
  [/chrome\/|crios\//i, 'Chrome'],
  [/safari\//i, 'Safari'],
];

const deviceOf = (agent: string): string =>
  /ipad|tablet|android(?!.*mobile)/i.test(agent)
    ? '平板'
    : /mobi|iphone|android/i.test(agent)
      ? '手机'
      : '电脑';

const browserOf = (agent: string): string | null => BROWSERS.find(([sign]) => sign.test(agent))?.[1] ?? null;

/**
 * A fact of the place or the screen as a text, in the workspace's first language whoever reads it later. What a
 * program sends has no screen.
 */
export function systemFact(ctx: Ctx, form: CatalogForm, what: SystemFact): string | null {
  const { workspace, apps, views } = ctx.catalog;
  const { agent, view } = ctx.screen ?? {};
  switch (what) {
    case 'workspace':
      return workspace.name;
    case 'app':
      return localText(apps.get(form.app)?.label ?? { zh: form.app }, 'zh');
    case 'app_key':
      return form.app;
    case 'form':
      return localText(form.document.trellis.label, 'zh');
    case 'form_key':
      return form.key;
    case 'view':
    case 'view_key': {
      const document = view === undefined ? undefined : views.get(view);
      if (view === undefined || !document) return null;
      const { app, key } = splitRef(view);
      // A record may be made from the list of another form.
      if (app !== form.app || document.form !== form.key) return null;
      return what === 'view' ? localText(document.label, 'zh') : key;
    }
    case 'device':
      return agent === undefined ? null : deviceOf(agent);
    case 'browser':
      return agent === undefined ? null : browserOf(agent);
  }
}
