import { type AppBundle, AppError, type FormDocument } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { type Added, addForms } from '../definitions/parcel/add.ts';
import type { Settled } from '../definitions/parcel/settle.ts';
import { parcelOf } from '../definitions/parcel/take.ts';
import { fillSample } from './fill.ts';
import { readTemplate } from './read.ts';
import type { Sample, SampleRecord } from './types.ts';

export interface TakeFormsInput {
  /** Folder of the templates. */
  readonly dir: string;
  readonly template: string;
  /** App that gets the forms. */
  readonly app: string;
  readonly forms: readonly string[];
  /** With the sample records of these forms. */
  readonly sampleData: boolean;
}

/**
 * Takes single forms out of a template into an app that is there; all or nothing. What they refer to and is not among
 * them is left out, unless the app has a form under that key.
 * Errors: template_not_found, definition_not_found, definition_invalid, busy, forbidden.
 */
export async function takeForms(
  ctx: Ctx,
  { dir, template, app, forms, sampleData }: TakeFormsInput,
): Promise<Pick<Added, 'left'> & { readonly forms: readonly string[]; readonly records: number }> {
  requireAdmin(ctx);
  const { bundle, manifest, sample } = await readTemplate(dir, template);
  const keys = new Set(forms);
  if (forms.some((key) => !Object.hasOwn(bundle.forms, key))) throw new AppError('definition_not_found');
  let records = 0;
  // Documents name the app's own forms without it; which key it has makes no difference.
  const parcel = parcelOf(app, { ...(bundle as AppBundle), app: manifest.app }, keys);
  const added = await addForms(ctx, app, parcel, {
    fill: sampleData
      ? async (catalog, settled) => {
          records = await fillSample(ctx, catalog, app, { sample: sampleOf(sample, settled) });
        }
      : undefined,
  });
  return { left: added.left, forms: forms.map((key) => added.forms.get(key) ?? key), records };
}

/**
 * The sample records of the forms that were taken, without what went with the others. A record that must name one that
 * is not there goes too, and with it what must name that one.
 */
function sampleOf(sample: Sample, { forms, bundle }: Settled): Sample {
  const lists = [...sample.records].flatMap(([form, list]): SampleList[] => {
    const key = forms.get(form);
    const document = bundle.forms[key ?? ''];
    return key !== undefined && document ? [{ form, key, document, list }] : [];
  });
  const gone = new Set<string>();
  const ref = ({ form }: SampleList, { $id }: SampleRecord) => `${form}/${$id}`;
  const names = new Map(
    lists.flatMap((one) => one.list.map((record) => [ref(one, record), one.key] as const)),
  );
  const point = (to: string): string | undefined =>
    gone.has(to) || !names.has(to) ? undefined : `${names.get(to)}/${to.slice(to.indexOf('/') + 1)}`;
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const one of lists)
      for (const record of one.list) if (lacks(one, record, point)) gone.add(ref(one, record));
  }
  const records = lists.map((one): [string, readonly SampleRecord[]] => [
    one.key,
    one.list.filter((record) => !gone.has(ref(one, record))).map((record) => known(one, record, point)),
  ]);
  const used = JSON.stringify(records.map(([, list]) => list));
  const members = sample.members.filter(({ key, name }) =>
    [key, name].some((text) => used.includes(JSON.stringify(text))),
  );
  // Their roles belong to the app of the template.
  return { members: members.map(({ key, name }) => ({ key, name })), records: new Map(records) };
}

interface SampleList {
  /** Key in the template and in the app. */
  readonly form: string;
  readonly key: string;
  readonly document: FormDocument;
  readonly list: readonly SampleRecord[];
}

/** Where "form/id" of the template is now; undefined for a record that did not come along. */
type Point = (to: string) => string | undefined;

/** Whether the record must name one that is not there. */
const lacks = ({ document }: SampleList, record: SampleRecord, point: Point): boolean =>
  document.required.some((field) => record[field] != null && isEmpty(pointed(record[field], point)));

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** The record with the fields that the form has. */
function known({ document }: SampleList, { $id, ...record }: SampleRecord, point: Point): SampleRecord {
  const values = Object.entries(record).flatMap(([key, value]) =>
    key.startsWith('_') || Object.hasOwn(document.properties, key) ? [[key, pointed(value, point)]] : [],
  );
  return { $id, ...Object.fromEntries(values) };
}

/** A value whose references are where their records are now; null for one that did not come along. */
function pointed(value: unknown, point: Point): unknown {
  if (Array.isArray(value)) return value.map((item) => pointed(item, point)).filter((item) => item !== null);
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { readonly $ref?: unknown };
  if (typeof $ref === 'string') {
    const to = point($ref);
    return to === undefined ? null : { $ref: to };
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pointed(part, point)]));
}
