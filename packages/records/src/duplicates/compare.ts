import { setImmediate } from 'node:timers/promises';
import type { PoolClient } from '@trellis/db';
import { type CompiledSimilar, similarRules } from '@trellis/forms/model';
import { type Reason, rememberParts, scoreOf } from '@trellis/forms/server';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { blockMates, blocksOfRow, CROWD } from './blocks.ts';
import { readSides } from './index-records.ts';
import { canBeRead, type Side, type SideRow, sideOf } from './sides.ts';

type Base = Pick<Ctx, 'catalog'>;

/** What is kept of why two records are alike. */
export interface StoredReason {
  readonly field: string;
  readonly other: string;
  readonly how: Reason['pair']['how'];
  readonly way: Reason['way'];
  readonly degree: number;
}

/** A value that too many records share. */
export interface Crowd {
  readonly text: string;
  readonly size: number;
}

interface Twin {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly reasons: readonly StoredReason[];
}

export const storedReason = ({ pair: { field, other, how }, way, degree }: Reason): StoredReason => ({
  ...{ field, other, how, way, degree },
});

/** The rules by which records of a form are compared with each other. */
export const ownRules = (form: CatalogForm): readonly CompiledSimilar[] =>
  similarRules(form).filter(({ form: ref }) => ref === form.ref);

/** Both sides of the pairs of rules, as far as they can be read. */
const sidesOfRules = (form: CatalogForm, rules: readonly CompiledSimilar[]): readonly Side[] =>
  rules
    .flatMap(({ pairs }) =>
      pairs.flatMap(({ field, other, how }) => [
        { field, how },
        { field: other, how },
      ]),
    )
    .filter(({ field, how }) => canBeRead(form, field, how));

/** Pairs of records between two pauses: a few ms of work, after which other requests get their turn. */
const PART = 500;

/**
 * Compares some records with all others of their form that share a block with them, and keeps those that may be the
 * same. Answers the blocks that were too crowded.
 * @param onlyLater leaves out pairs that the other record brings up in its turn
 */
export async function compareRecords(
  ctx: Base,
  client: PoolClient,
  form: CatalogForm,
  ids: readonly string[],
  { onlyLater }: { readonly onlyLater: boolean },
): Promise<readonly Crowd[]> {
  const rules = ownRules(form);
  const sides = sidesOfRules(form, rules);
  if (sides.length === 0 || ids.length === 0) return [];
  const rows = await readSides(ctx, client, form, sides, { ids });
  const wanted = rows.flatMap((row) => blocksOfRow(row, sides).map((block) => ({ of: row._id, block })));
  const crowded = new Map<string, Crowd>();
  const pairs = new Map<string, readonly [string, string]>();
  for (const { of, block, ids: mates } of await blockMates(ctx, client, form.ref, wanted)) {
    if (mates.length > CROWD) {
      crowded.set(block, { text: block.slice(block.indexOf(':') + 1), size: mates.length });
      continue;
    }
    for (const id of mates)
      if (!onlyLater || id > of) pairs.set([of, id].sort().join(), of < id ? [of, id] : [id, of]);
  }
  const known = new Map(rows.map((row) => [row._id, row]));
  const missing = [...new Set([...pairs.values()].flat())].filter((id) => !known.has(id));
  for (const row of await readSides(ctx, client, form, sides, { ids: missing })) known.set(row._id, row);
  const parts = rememberParts();
  const twins: Twin[] = [];
  let compared = 0;
  for (const [a, b] of pairs.values()) {
    if (++compared % PART === 0) await setImmediate();
    const [first, second] = [known.get(a), known.get(b)];
    const twin = first && second && twinOf(rules, first, second, parts);
    if (twin) twins.push(twin);
  }
  await keepTwins(ctx, client, form.ref, twins);
  return [...crowded.values()];
}

/** The best that the rules say of two records; the order of the two says nothing. */
function twinOf(
  rules: readonly CompiledSimilar[],
  a: SideRow,
  b: SideRow,
  parts: ReturnType<typeof rememberParts>,
): Twin | undefined {
  let best: Twin | undefined;
  for (const { pairs, threshold } of rules) {
    const turned = pairs.some(({ field, other }) => field !== other);
    for (const [one, two] of turned
      ? ([
          [a, b],
          [b, a],
        ] as const)
      : ([[a, b]] as const)) {
      const { score, reasons } = scoreOf(
        pairs,
        ({ field, how }) => sideOf(one, { field, how }),
        ({ other, how }) => sideOf(two, { field: other, how }),
        parts,
      );
      if (score < threshold || score <= (best?.score ?? 0)) continue;
      best = { a: a._id, b: b._id, score, reasons: reasons.map(storedReason) };
    }
  }
  return best;
}

/** What was said not to be the same stays so. */
async function keepTwins(ctx: Base, client: PoolClient, form: string, twins: readonly Twin[]): Promise<void> {
  if (twins.length === 0) return;
  await client.query(
    `INSERT INTO ${relation(ctx, 'twin')} (form, a, b, score, reasons)
     SELECT $1, a, b, score, reasons FROM unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::jsonb[]) AS w (a, b, score, reasons)
     ON CONFLICT (form, a, b) DO UPDATE SET score = excluded.score, reasons = excluded.reasons`,
    [
      form,
      twins.map(({ a }) => a),
      twins.map(({ b }) => b),
      twins.map(({ score }) => score),
      twins.map(({ reasons }) => JSON.stringify(reasons)),
    ],
  );
}

/** Forgets what was found of records, or of all of a form, but not what people said of them. */
export async function forgetTwins(
  ctx: Base,
  client: PoolClient,
  form: string,
  ids?: readonly string[],
): Promise<void> {
  const of = ids ? ' AND (a = ANY($2::uuid[]) OR b = ANY($2::uuid[]))' : '';
  await client.query(
    `DELETE FROM ${relation(ctx, 'twin')} WHERE form = $1 AND dismissed_at IS NULL${of}`,
    ids ? [form, ids] : [form],
  );
}
