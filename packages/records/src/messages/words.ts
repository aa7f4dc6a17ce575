import {
  localText,
  MEMBER_TARGET,
  notificationMessage,
  PRODUCT_PAGES,
  type ProductPage,
} from '@trellis/metadata';
import { hearsOf } from '../access/hears.ts';
import { findAccess } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { referenceTitles } from '../query/titles.ts';

/** A notification as it is stored. */
export interface Stored {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly body: string | null;
  readonly by_id: string | null;
  readonly app: string | null;
  readonly form: string | null;
  readonly record_id: string | null;
  readonly tab: string | null;
  readonly times: number;
}

/** The columns of `Stored`, of a table called `n`. */
export const STORED =
  'n.id, n.kind, n.text, n.params, n.body, n.by_id, n.app, n.form, n.record_id, n.tab, n.times';

/** What a reader may know of a notification, in their language. */
export interface Words {
  readonly title: string;
  readonly body: string | null;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly link:
    | { readonly app: string; readonly form: string; readonly record: string; readonly tab?: string }
    | { readonly page: ProductPage }
    | null;
}

const PLACE = {
  zh: { nobody: '系统', record: '数据', untitled: '未命名', owner: '负责人' },
  en: { nobody: 'The system', record: 'a record', untitled: 'Untitled', owner: 'Owner' },
};

/**
 * Puts notifications into words under the rights of the member whose `ctx` it is, as of now: of a record that they may
 * not see they learn neither title nor what was said about it.
 * @param discreet for places that others read too: no record is named, nothing quoted
 */
export async function wordsOf(
  ctx: Ctx,
  notifications: readonly Stored[],
  { discreet = false }: { readonly discreet?: boolean } = {},
): Promise<Words[]> {
  const ids = new Map<string, Set<string>>([[MEMBER_TARGET, new Set()]]);
  for (const one of notifications) {
    if (one.by_id) ids.get(MEMBER_TARGET)?.add(one.by_id);
    const form = formOf(one);
    if (form && one.record_id) ids.set(form, (ids.get(form) ?? new Set()).add(one.record_id));
  }
  const [titles, deleted] = await Promise.all([
    referenceTitles(ctx, ids),
    referenceTitles(ctx, deletedIn(notifications), { deleted: true }),
  ]);
  return notifications.map((one) => {
    const place = PLACE[ctx.locale];
    const form = formOf(one);
    const seen = one.record_id === null ? undefined : titles[one.record_id];
    const label = formLabel(ctx, form);
    const by = one.by_id ? { id: one.by_id, name: titles[one.by_id]?.title ?? place.nobody } : null;
    const named = seen ?? deleted[one.record_id ?? ''];
    const record = named && !discreet ? named.title || place.untitled : (label ?? place.record);
    const title = notificationMessage(one.kind, one.text, ctx.locale, {
      ...one.params,
      by: by?.name ?? place.nobody,
      form: label ?? place.record,
      record,
      times: one.times,
    });
    const open = form === undefined || seen !== undefined;
    return {
      title,
      by,
      body: open && !discreet ? (one.body ?? changedFields(ctx, form, one)) : null,
      link: linkOf(one, open),
    };
  });
}

function linkOf({ app, form, record_id: record, tab }: Stored, open: boolean): Words['link'] {
  const page = PRODUCT_PAGES.find((one) => record === null && one === tab);
  if (page) return { page };
  return open && app && form && record ? { app, form, record, ...(tab ? { tab } : {}) } : null;
}

const formOf = ({ app, form }: Stored): string | undefined => (app && form ? `${app}:${form}` : undefined);

/** Records whose deletion is told: what they were called is known to who could view them. */
function deletedIn(notifications: readonly Stored[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const one of notifications) {
    const form = formOf(one);
    if (form && one.record_id && one.text === 'deleted')
      ids.set(form, [...(ids.get(form) ?? []), one.record_id]);
  }
  return ids;
}

/** What the fields are called that changed, as far as the reader may know of it. */
function changedFields(ctx: Ctx, form: string | undefined, { params }: Stored): string | null {
  const access = form === undefined ? undefined : findAccess(ctx, form);
  const changed = String(params.fields ?? '').split(' ');
  const labels = [...(access?.visible.values() ?? [])]
    .filter(({ key }) => changed.includes(key) && access && hearsOf(access, key))
    .map(({ meta }) => localText(meta.label, ctx.locale));
  if (changed.includes('_owner_id')) labels.push(PLACE[ctx.locale].owner);
  return labels.length > 0 ? labels.join(ctx.locale === 'zh' ? '、' : ', ') : null;
}

/** What the form is called, to who knows of it. */
function formLabel(ctx: Ctx, form: string | undefined): string | undefined {
  const access = form === undefined ? undefined : findAccess(ctx, form);
  return access && localText(access.form.document.trellis.label, ctx.locale);
}
