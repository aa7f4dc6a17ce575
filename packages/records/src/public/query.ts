import { type CompiledField, maskText, mayAsk, mayShow } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { AppError, type LocalText } from '@trellis/metadata';
import { queryRecords } from '../query/query.ts';
import type { PublicForm } from './forms.ts';
import { formOf, type Visit, visitorCtx } from './visitor.ts';

/** Records shown to a visitor at most; whoever has more was not meant to be found by these values. */
const MOST = 20;

interface Column {
  readonly field: string;
  readonly label: LocalText;
}

const columnOf = ({ key, meta }: CompiledField): Column => ({ field: key, label: meta.label });

/** The fields of a query page; undefined where visitors may not query. */
function queryFields(
  visit: Visit,
  pub: PublicForm,
): { readonly by: readonly CompiledField[]; readonly shows: readonly CompiledField[] } | undefined {
  const { query } = pub.settings;
  if (!query) return undefined;
  const { fields } = formOf(visit, pub);
  const pick = (keys: readonly string[], fits: (field: CompiledField) => boolean) =>
    keys.flatMap((key) => {
      const field = fields.get(key);
      return field && fits(field) ? [field] : [];
    });
  const by = pick(query.by, mayAsk);
  // A field that is gone since must not make the query easier to answer.
  if (by.length < query.by.length) return undefined;
  return { by, shows: pick(query.shows, mayShow) };
}

/** The fields that visitors find records by. */
export const queryColumns = (visit: Visit, pub: PublicForm): readonly Column[] | undefined =>
  queryFields(visit, pub)?.by.map(columnOf);

/**
 * The records whose fields have exactly the values that a visitor gives, all of them. A text that is no value of its
 * field finds nothing, like one that no record has.
 * Errors: public_form_not_found (no query page), validation_failed (a value is missing).
 */
export async function queryPublic(
  visit: Visit,
  pub: PublicForm,
  texts: Readonly<Record<string, string>>,
): Promise<{ readonly columns: Column[]; readonly rows: string[][] }> {
  const fields = queryFields(visit, pub);
  if (!fields) throw new AppError('public_form_not_found');
  const { by, shows } = fields;
  const columns = shows.map(columnOf);
  const env = { locale: visit.locale, tz: visit.catalog.workspace.tz };
  const given = by.map((field) => [field, texts[field.key]?.trim() ?? ''] as const);
  const missing = given.filter(([, text]) => text === '');
  if (missing.length > 0) {
    const issues = missing.map(([{ key }]) => ({ path: ['values', key], code: 'required' }));
    throw new AppError('validation_failed', { issues });
  }
  const values: (readonly [string, Value])[] = [];
  for (const [{ key, type, config }, text] of given) {
    const read = type.parse(text, config, env);
    if (!read.ok || read.value === null) return { columns, rows: [] };
    values.push([key, read.value]);
  }
  const ctx = visitorCtx(visit, pub, 'query', [...new Set([...by, ...shows])], ['view']);
  const equal = values.map(([key, value]) => ({ '==': [{ var: key }, value] }));
  const page = await queryRecords(ctx, pub.form, {
    filter: { and: equal },
    fields: shows.map(({ key }) => key),
    limit: MOST,
    total: 'none',
  });
  const rows = page.records.map(({ values: found }) =>
    shows.map(({ key, type, config }) => {
      const value = (found[key] ?? null) as Value;
      const text = value === null ? '' : type.format(value, config, env);
      // Staff may look behind a mask, visitors may not.
      const mask = type.mask?.(config);
      return mask ? maskText(text, mask) : text;
    }),
  );
  return { columns, rows };
}
