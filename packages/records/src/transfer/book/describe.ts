import type { TextEnv } from '@trellis/forms/model';
import { type ColumnTexts, type Guess, inferColumn } from '@trellis/forms/server';
import { type Contract, DEPARTMENT_TARGET, MEMBER_TARGET, type ReplyOf } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { type Resolver, resolveDepartments, resolveMembers } from '../convert/resolve.ts';
import { columnsOf, guessHeaderRows } from '../mapping/columns.ts';
import type { SheetRow } from '../sheet/sheet.ts';
import { readStored } from '../sheet/stored.ts';
import { referencesIn } from './references.ts';

export type SheetBody = ReplyOf<Contract['describeSheet']>;

/** Rows shown, and looked at to tell which of them holds the names. */
const SAMPLE = 8;
const HEAD = 200;
/** Different texts of a column that are tried as values: a list of options can't have more, and other types show soon. */
const DIFFERENT = 400;
/** Longer texts are told by their length. */
const CUT = 400;

/** People by name, as cells may name them. */
export interface People {
  readonly members: Resolver;
  readonly departments: Resolver;
}

/** The people of the workspace. */
export const peopleOf = async (ctx: Ctx): Promise<People> => ({
  members: await resolveMembers(ctx),
  departments: await resolveDepartments(ctx),
});

/**
 * A sheet with what its columns may become; names are taken from the row that looks like it, or from the one given.
 * @param app the app that the form is for: its own forms are named without it
 */
export async function describeSheet(
  ctx: Ctx,
  sheet: { readonly id: string; readonly name: string; readonly path: string },
  {
    app,
    people,
    headerRows,
  }: { readonly app: string; readonly people: People; readonly headerRows?: number },
): Promise<SheetBody> {
  const head: SheetRow[] = [];
  for await (const row of readStored(sheet.path, 0)) if (head.push(row) === HEAD) break;
  const above = headerRows ?? guessHeaderRows(head);
  const counts: Counts[] = [];
  let rows = 0;
  for await (const { cells } of readStored(sheet.path, above)) {
    rows++;
    for (const [index, cell] of cells.entries()) note(counts, index, cell.trim());
  }
  const width = Math.max(counts.length, ...head.map(({ cells }) => cells.length));
  const env = envOf(ctx, people);
  const columns = columnsOf(head, above, width).map(({ index, name }) => ({
    index,
    name,
    texts: textsOf(name, counts[index]),
  }));
  const references = await referencesIn(
    ctx,
    app,
    columns.map(({ texts }) => texts),
  );
  return {
    id: sheet.id,
    name: sheet.name,
    rows,
    headerRows: above,
    columns: columns.map(({ index, name, texts }, at) => ({
      index,
      name,
      filled: texts.filled,
      guesses: [...inferColumn(texts, env), ...(references[at] ?? [])].map(bodyOf),
    })),
    sample: head
      .slice(above, above + SAMPLE)
      .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.slice(0, CUT)) })),
  };
}

const bodyOf = ({
  config,
  misfits,
  dateOrder,
  ...guess
}: Guess): SheetBody['columns'][number]['guesses'][number] => ({
  ...guess,
  config: { ...config },
  misfits: [...misfits],
  ...(dateOrder ? { dateOrder } : {}),
});

/** What stands in a column, as far as it is kept. */
interface Counts {
  readonly texts: Map<string, number>;
  filled: number;
  whole: boolean;
}

function note(counts: Counts[], index: number, text: string): void {
  if (text === '') return;
  for (let at = counts.length; at <= index; at++) counts.push({ texts: new Map(), filled: 0, whole: true });
  const column = counts[index];
  if (!column) return;
  column.filled++;
  const known = column.texts.get(text);
  if (known !== undefined || column.texts.size < DIFFERENT) column.texts.set(text, (known ?? 0) + 1);
  else column.whole = false;
}

const textsOf = (name: string, counts: Counts | undefined): ColumnTexts => ({
  name,
  texts: counts?.texts ?? new Map(),
  filled: counts?.filled ?? 0,
  whole: counts?.whole ?? true,
});

function envOf(ctx: Ctx, { members, departments }: People): TextEnv {
  return {
    locale: ctx.locale,
    tz: ctx.catalog.workspace.tz,
    resolve(target, text) {
      if (target === MEMBER_TARGET) return members.id(text);
      return target === DEPARTMENT_TARGET ? departments.id(text) : undefined;
    },
  };
}
