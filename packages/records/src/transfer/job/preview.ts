import type { TextEnv } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { Ctx } from '../../contract.ts';
import type { NewRow } from '../../types.ts';
import { columnIn, OWNER, RECORD_ID } from '../convert/fields.ts';
import { checkRows } from '../convert/plan.ts';
import type { RowProblem } from '../convert/problems.ts';
import type { Progress } from '../convert/progress.ts';
import { type Reading, readRows, type Source, type Unmatched } from '../convert/read.ts';
import { type Choice, openSuggestions } from '../mapping/similar.ts';
import type { Mapping } from '../mapping/types.ts';
import { planOf } from './changes.ts';
import type { JobPreview } from './store.ts';

const SAMPLE = 20;
const MAX_UNMATCHED = 500;

export interface Preview {
  readonly preview: Omit<JobPreview, 'errors' | 'groups'>;
  readonly problems: readonly RowProblem[];
}

/** Checks every row as the import would, without writing. */
export async function previewRows(
  ctx: Ctx,
  form: string,
  source: Source,
  mapping: Mapping,
  progress: Progress,
): Promise<Preview> {
  const reading = await readRows(ctx, form, source, mapping, progress);
  const { plan, problems } = await checkRows(ctx, form, reading, { progress });
  const invalid = recordsOf(reading, problems).size;
  const wrong = recordsOf(
    reading,
    problems.filter(({ code }) => code !== 'check_warning'),
  ).size;
  return {
    preview: {
      valid: reading.rows.length - invalid,
      invalid,
      warned: invalid - wrong,
      sample: sampleOf(ctx, reading),
      ...(reading.dropped > 0 ? { dropped: reading.dropped } : {}),
      checkedAt: ctx.now,
      ...(reading.matching ? await planOf(ctx, form, reading, plan, recordsOf(reading, problems)) : {}),
      unmatched: await unmatchedOf(ctx, reading),
    },
    problems,
  };
}

/** First rows of the records that something is wrong with, be it in a row of a sub-form. */
function recordsOf({ rows }: Reading, problems: readonly RowProblem[]): ReadonlySet<number> {
  const records = new Map(
    rows.flatMap(({ row, lines }) =>
      Object.values(lines).flatMap((list) => list.map((line) => [line, row] as const)),
    ),
  );
  return new Set(problems.map(({ row }) => records.get(row) ?? row));
}

/** The first rows as they would be stored; a cell that can't be read is left out. */
function sampleOf(ctx: Ctx, { rows, columns, names }: Reading): JobPreview['sample'] {
  const newNames = new Map(
    [...names.values()].flatMap(({ created }) => [...created].map(([name, id]) => [id, name] as const)),
  );
  return rows.slice(0, SAMPLE).map(({ row, record }) => {
    const cells: Record<string, string> = {};
    for (const column of columns) {
      const { target, field } = column;
      if (field === RECORD_ID) continue;
      const resolver = names.get(column)?.resolver;
      const env: TextEnv = {
        locale: ctx.locale,
        tz: ctx.catalog.workspace.tz,
        title: (id) => resolver?.title(id) ?? newNames.get(id),
      };
      const value = sampleValue(record, field);
      if (value !== null && value !== undefined) cells[field] = target.type.format(value, target.config, env);
    }
    return { row, cells };
  });
}

/** What a record has for a column of the file; of a sub-form's column, what its first row has. */
function sampleValue(record: NewRow, field: string): Value | undefined {
  if (field === OWNER) return record.meta?.owner as Value | undefined;
  const place = columnIn(field);
  if (!place) return record.values[field] as Value | undefined;
  const [row] = (record.values[place[0]] ?? []) as readonly Readonly<Record<string, Value>>[];
  return row?.[place[1]];
}

/** Texts without a match, the commonest first, with what may have been meant. */
async function unmatchedOf(ctx: Ctx, reading: Reading): Promise<JobPreview['unmatched']> {
  const listed = [...reading.unmatched].sort((a, b) => b.count - a.count).slice(0, MAX_UNMATCHED);
  const suggest = new Map<Unmatched['column'], (text: string) => readonly Choice[]>();
  for (const { column } of listed) {
    if (suggest.has(column)) continue;
    suggest.set(column, openSuggestions(await choicesOf(ctx, reading, column)));
  }
  return listed.map(({ column, text, count }) => ({
    column: column.column,
    field: column.field,
    text,
    count,
    suggestions: [...(suggest.get(column)?.(text) ?? [])],
  }));
}

async function choicesOf(
  ctx: Ctx,
  { names }: Reading,
  column: Unmatched['column'],
): Promise<readonly Choice[]> {
  const { type, config } = column.target;
  const options = type.options?.(config) ?? [];
  if (options.length > 0) {
    const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
    return options
      .filter(({ retired }) => !retired)
      .map(({ key, label }) => ({
        value: key,
        label: (env.locale === 'en' ? label.en : undefined) ?? label.zh,
      }));
  }
  return (await names.get(column)?.resolver.choices()) ?? [];
}
