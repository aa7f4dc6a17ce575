import { type CompiledField, type RowValue, rowsOf, type TextEnv } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { MEMBER_TARGET } from '@trellis/metadata';
import type { Access } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import { addRefs, addRowRefs } from '../../query/refs.ts';
import { referenceTitles } from '../../query/titles.ts';
import type { Image } from '../../write/image.ts';
import { importFields, OWNER } from '../convert/fields.ts';
import type { ChangingRow, Plan } from '../convert/plan.ts';
import type { Reading } from '../convert/read.ts';
import type { JobPreview } from './store.ts';

/** Records whose changes are shown. */
const SHOWN = 20;

/**
 * What a preview says of rows that find their records.
 * @param wrong first rows of the records that something is wrong with
 */
export async function planOf(
  ctx: Ctx,
  form: string,
  reading: Reading,
  plan: Plan,
  wrong: ReadonlySet<number>,
): Promise<Pick<JobPreview, 'plan' | 'conflicts' | 'changes'>> {
  return {
    plan: {
      created: plan.fresh.filter(({ row }) => !wrong.has(row)).length,
      changed: plan.changing.length,
      unchanged: plan.unchanged,
      left: plan.left,
    },
    conflicts: plan.conflicts,
    changes: await changesOf(
      ctx,
      form,
      reading,
      plan.changing.filter(({ rehearsed }) => rehearsed).slice(0, SHOWN),
    ),
  };
}

interface Shown {
  readonly key: string;
  readonly field: CompiledField;
}

/** Records as they are and as they would be, where the two differ and the member may see it. */
async function changesOf(
  ctx: Ctx,
  form: string,
  { access, columns, names }: Reading,
  changing: readonly ChangingRow[],
): Promise<NonNullable<JobPreview['changes']>> {
  const mapped = columns.map(({ field }) => field);
  const shown = [...access.visible]
    .filter(([key, { kind }]) => access.owned.has(key) || (kind !== 'file' && kind !== 'json'))
    .map(([key, field]): Shown => ({ key, field }))
    .sort((a, b) => Number(mapped.includes(b.key)) - Number(mapped.includes(a.key)));
  const owner = importFields(access).get(OWNER);
  const all: readonly Shown[] = owner ? [...shown, { key: OWNER, field: owner }] : shown;
  const wanted = new Map<string, Set<string>>([[form, new Set(changing.map(({ change }) => change.id))]]);
  for (const { rehearsed } of changing) {
    for (const image of [rehearsed?.before, rehearsed?.after?.image]) {
      for (const { key, field } of all) addRefs(wanted, field.target, image && valueIn(image, key));
      addRefs(wanted, MEMBER_TARGET, image?.owner ?? null);
      if (image) addRowRefs(wanted, access.form, image.values);
    }
  }
  const titles = await referenceTitles(ctx, wanted);
  const made = new Map(
    [...names.values()].flatMap(({ created }) => [...created].map(([name, id]) => [id, name] as const)),
  );
  const env: TextEnv = {
    locale: ctx.locale,
    tz: ctx.catalog.workspace.tz,
    title: (id) => titles[id]?.title ?? made.get(id),
  };
  const textOf = ({ key, field: { type, config } }: Shown, value: Value) => {
    const rows = access.owned.get(key);
    if (rows) return textOfRows(rows, rowsOf(value), env);
    return value === null ? '' : type.format(value, config, env);
  };
  return changing.map(({ row, change, rehearsed }) => {
    const { before, after } = rehearsed ?? {};
    const cells: Record<string, { before: string; after: string }> = {};
    for (const one of all) {
      const differs = one.key === OWNER ? after?.ownerChanged : after?.changed.has(one.key);
      if (!before || !after || !differs) continue;
      cells[one.key] = {
        before: textOf(one, valueIn(before, one.key)),
        after: textOf(one, valueIn(after.image, one.key)),
      };
    }
    const title = titles[change.id]?.title;
    return { row: row.row, record: change.id, ...(title === undefined ? {} : { title }), cells };
  });
}

/** Characters of a text for all rows of a sub-form. */
const CUT = 300;

/** Rows as the file would have them: their cells, row by row. */
function textOfRows({ visible }: Access, rows: readonly RowValue[], env: TextEnv): string {
  const text = rows
    .map((row) =>
      [...visible.values()]
        .flatMap(({ key, type, config }) => {
          const value = row[key] ?? null;
          return value === null ? [] : [type.format(value, config, env)];
        })
        .join(' · '),
    )
    .join('\n');
  return text.length > CUT ? `${text.slice(0, CUT)}…` : text;
}

const valueIn = (image: Image, key: string): Value =>
  key === OWNER ? image.owner : (image.values[key] ?? null);
