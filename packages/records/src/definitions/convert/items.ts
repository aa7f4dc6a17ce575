import {
  type CompiledField,
  type CompiledForm,
  conversions,
  convertedValue,
  type TextEnv,
} from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import type { CatalogForm, Ctx } from '../../contract.ts';
import { addRefs } from '../../query/refs.ts';
import { referenceTitles } from '../../query/titles.ts';
import type { StoragePlan } from '../../storage/plan.ts';

/** A field, or column of a sub-form, whose values are to follow it under another type or other settings. */
export interface Source {
  readonly before: CompiledField;
  readonly after: CompiledField;
  /** The column that holds them, unquoted. */
  readonly from: string;
}

/** The same with the column that they go to. */
export interface Item extends Source {
  readonly to: string;
}

/** Keys of the fields that a change of a form converts. */
export const convertedFields = (before: CatalogForm | undefined, after: CompiledForm): ReadonlySet<string> =>
  new Set(before?.state === 'ok' ? conversions(before, after).map(({ key }) => key) : []);

/** What is converted out of which column. */
export function sourcesOf(before: CatalogForm, after: CompiledForm): Source[] {
  return conversions(before, after).flatMap((field) => {
    const old = before.fields.get(field.key);
    const from = before.columns.get(field.key);
    return old && from !== undefined ? [{ before: old, after: field, from }] : [];
  });
}

/** What is converted from which column to which. */
export function itemsOf(before: CatalogForm, after: CompiledForm, plan: StoragePlan): Item[] {
  return sourcesOf(before, after).flatMap((source) => {
    const to = plan.columns.find((c) => c.field === source.after.key && c.state === 'live')?.column;
    return to === undefined ? [] : [{ ...source, to }];
  });
}

export interface Converted {
  readonly value: Value;
  /** Why there is no value where there was one. */
  readonly issue?: Issue;
}

/** Converts the values of one field; names of records and members are looked up for all of them at once. */
export async function convertAll(ctx: Ctx, item: Source, values: readonly Value[]): Promise<Converted[]> {
  const { before, after } = item;
  const titles = new Map<string, Set<string>>();
  if (before.target !== undefined && after.target === undefined) {
    for (const value of values) addRefs(titles, before.target, value);
  }
  const refs = titles.size === 0 ? {} : await referenceTitles(ctx, titles);
  const env: TextEnv = {
    locale: ctx.locale,
    tz: ctx.catalog.workspace.tz,
    title: (id) => refs[id]?.title,
  };
  return values.map((value) => {
    if (value === null) return { value };
    const result = convertedValue(before, after, value, env);
    return result.ok
      ? { value: result.value }
      : { value: null, issue: result.issues[0] ?? { path: [], code: 'invalid' } };
  });
}
