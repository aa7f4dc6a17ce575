import { type PoolClient, prepared } from '@trellis/db';
import { type ComputedNode, scopeOf, withFormulas } from '@trellis/forms/model';
import { type Frag, normalizeDecimal, type Value } from '@trellis/logic';
import { frag, join, param, raw, sqlType, toSql } from '@trellis/logic/sql';
import { envOf } from '../access/env.ts';
import { reading, sqlTarget } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { statementOf } from '../query/select.ts';
import { quoteName } from '../storage/names.ts';
import { dataOf, type Image, sameValue, systemOf } from '../write/image.ts';
import { computedSql } from './expression.ts';
import { planOf } from './plan.ts';

/**
 * Records as they will be stored, with everything that is computed in them: fields that read other records by one
 * statement for all, formulas in JS. What they read is held by `holdSources` where that must stay true until the end.
 * @param nodes fields across forms to work out; the others keep their values
 */
export async function completeImages(
  ctx: Ctx,
  on: Ctx['pool'] | PoolClient,
  form: CatalogForm,
  images: readonly Image[],
  nodes: readonly ComputedNode[] = planOf(ctx.catalog, form).cross,
): Promise<Image[]> {
  const { saved } = planOf(ctx.catalog, form);
  const env = envOf(ctx);
  const own = new Set(saved.map(({ field }) => field));
  const formulas = (image: Image): Image => {
    const values = withFormulas(form, image.values, systemOf(image), env);
    return values === image.values ? image : { ...image, values };
  };
  let current = images.map(formulas);
  if (images.length === 0) return current;
  // A field across forms may read a formula that reads another one: each round settles one more of them.
  for (let round = 0; round < nodes.length; round++) {
    const found = await crossValues(ctx, on, form, current, nodes);
    const next = current.map((image, index) =>
      formulas({ ...image, values: { ...image.values, ...found[index] } }),
    );
    const moved = next.some((image, index) =>
      saved.some(({ field }) => !sameValue(image.values[field], current[index]?.values[field])),
    );
    current = next;
    if (!moved || !nodes.some((node) => readsComputed(node, own))) break;
  }
  return current;
}

const readsComputed = ({ sources }: ComputedNode, own: ReadonlySet<string>): boolean =>
  sources.some(({ hops, field }) => hops.length === 0 && own.has(field));

type Values = Readonly<Record<string, Value>>;

/** Values of fields that read other records, for records that may be in no table yet. */
async function crossValues(
  ctx: Ctx,
  on: Ctx['pool'] | PoolClient,
  form: CatalogForm,
  images: readonly Image[],
  nodes: readonly ComputedNode[],
): Promise<Values[]> {
  const scope = scopeOf(form, ctx.catalog.forms).form;
  const reads = new Set(['_id']);
  for (const { sources } of nodes)
    for (const { hops, field } of sources) if (hops.length === 0) reads.add(field);
  const typeOf = (key: string): string => {
    const type = scope.fields.get(key)?.type;
    return type ? sqlType(type) : 'text';
  };
  const columns = [...reads].map((key) => `${quoteName(key)} ${typeOf(key)}`).join(', ');
  const state = reading(ctx, envOf(ctx));
  const nodeOf = new Map(nodes.map((node) => [node.field.key, node]));
  // One that reads another of the same record finds its definition: neither has a value yet.
  const own = (key: string): Frag => {
    const node = nodeOf.get(key);
    return node ? computedSql(node, target, state.env) : raw(`x.${quoteName(key)}`);
  };
  const target = sqlTarget(state, form, 'policy', own);
  const values = nodes.map(
    (node) => frag`${computedSql(node, target, state.env)} AS ${raw(quoteName(node.field.key))}`,
  );
  const rows = images.map((image, index) => {
    const data = dataOf(image);
    return { i: index, ...Object.fromEntries([...reads].map((key) => [key, data[key] ?? null])) };
  });
  const { sql, params } = toSql(
    frag`SELECT x.i, ${join(values, ', ')} FROM jsonb_to_recordset(${param(JSON.stringify(rows), 'jsonb')}) AS x(i int, ${raw(columns)}) ORDER BY x.i`,
  );
  const { rows: found } = await prepared<Record<string, Value>>(on, statementOf(sql), params);
  return found.map((row) =>
    Object.fromEntries(nodes.map(({ field }) => [field.key, canonical(field, row[field.key])])),
  );
}

/** The driver gives numbers as PostgreSQL writes them; they are stored and compared in one way of writing. */
export const canonical = (
  { kind, many }: Pick<ComputedNode['field'], 'kind' | 'many'>,
  value: Value | undefined,
): Value =>
  kind === 'number' && !many && typeof value === 'string' ? normalizeDecimal(value) : (value ?? null);
