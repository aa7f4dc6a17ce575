import type { Value } from '@trellis/logic';
import { issueMessage } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { quoteName } from '../../storage/names.ts';
import { convertAll, type Item } from './items.ts';

/** Different values looked at; the commonest ones where there are more. */
const MOST = 50_000;
const EXAMPLES = 5;

/** What a conversion would make of the values of the living records. */
export interface ConversionPreview {
  readonly field: string;
  /** Records whose value converts, and those whose value does not and would be empty. */
  readonly converted: number;
  readonly lost: number;
  /** Some of the values that do not, as people read them, with the reason. */
  readonly examples: readonly { readonly text: string; readonly count: number; readonly why: string }[];
}

/** Tries a conversion on all values there are, and changes nothing. */
export async function previewConversion(ctx: Ctx, table: string, item: Item): Promise<ConversionPreview> {
  const column = quoteName(item.from);
  const { rows } = await ctx.pool.query<{ value: Value; count: string }>(
    `select ${column} as value, count(*) as count from ${quoteName(ctx.catalog.workspace.schema)}.${quoteName(table)}
     where _deleted_at is null and ${column} is not null group by 1 order by 2 desc limit ${MOST}`,
  );
  const results = await convertAll(
    ctx,
    item,
    rows.map(({ value }) => value),
  );
  const examples: { text: string; count: number; why: string }[] = [];
  let converted = 0;
  let lost = 0;
  for (const [index, { issue }] of results.entries()) {
    const row = rows[index];
    if (!row) continue;
    if (!issue) {
      converted += Number(row.count);
      continue;
    }
    lost += Number(row.count);
    if (examples.length < EXAMPLES && row.value !== null) {
      const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
      const text = item.before.type.format(row.value, item.before.config, env);
      examples.push({
        text: [...text].slice(0, 40).join(''),
        count: Number(row.count),
        why: issueMessage(issue, ctx.locale),
      });
    }
  }
  return { field: item.after.key, converted, lost, examples };
}
