import { type CompiledField, checkValue } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { type ApiDefault, fail, ok, type Result } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import type { ReadPath } from '../linked/record-values.ts';
import type { Question } from './ask.ts';
import { readSecrets } from './secrets.ts';

/** Fields of the record that a question takes along. */
export const fieldsAsked = ({ params = [] }: ApiDefault): readonly string[] =>
  params.flatMap((param) => ('field' in param ? [param.field] : []));

/** The question that a default asks with the values of a record. */
export function questionOf(
  { method, url, params = [] }: ApiDefault,
  read: ReadPath,
  headers: Readonly<Record<string, string>>,
): Question {
  const values = params.map(
    (param) => [param.name, 'field' in param ? read(param.field) : param.text] as const,
  );
  if (method === 'POST')
    return {
      method,
      url,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(values)),
    };
  const target = new URL(url);
  for (const [name, value] of values) target.searchParams.set(name, textOf(value) ?? '');
  return { method, url: target.href, headers };
}

/** What a JSON Pointer leads to; undefined where it leads nowhere. */
export function pointed(answer: Value, pointer: string): Value | undefined {
  let at: Value | undefined = answer;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as unknown as Record<string, Value>)[name];
  }
  return at;
}

/** A single value, or several of them, as a text. */
function textOf(value: Value): string | undefined {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((one) => textOf(one as Value) ?? '').join('、');
  return typeof value === 'object' ? undefined : String(value);
}

/** A text from outside as a value of a field; undefined where the field can't hold it. */
export function readInto(
  ctx: Ctx,
  { type, config, valueSchema }: CompiledField,
  text: string,
): Value | undefined {
  const read = type.parse(text, config, { locale: ctx.locale, tz: ctx.catalog.workspace.tz });
  if (!read.ok) return undefined;
  return read.value === null || checkValue(valueSchema, read.value).length === 0 ? read.value : undefined;
}

/**
 * The value that an address gives a field. Null while a field that it takes along is empty: there is nothing to ask yet.
 * Issues: api_…, in words for the person at the field.
 */
export async function apiValue(
  ctx: Ctx,
  place: { readonly form: string; readonly field: CompiledField },
  source: ApiDefault,
  read: ReadPath,
): Promise<Result<Value>> {
  // An import would ask once for each of its rows, and strangers only where that was thought of.
  if (!ctx.outer || ctx.cause === 'import' || ctx.cause === 'template') return ok(null);
  if (ctx.cause === 'public' && !source.public) return ok(null);
  if (fieldsAsked(source).some((path) => read(path) === null)) return ok(null);
  const headers = await readSecrets(ctx, place.form, place.field.key, source);
  if (!headers) return fail({ path: [], code: 'api_secret' });
  const answer = await ctx.outer.json(
    `${ctx.catalog.workspace.id} ${ctx.actor.id}`,
    questionOf(source, read, headers),
  );
  if (!answer.ok) return answer;
  const found = pointed(answer.value, source.path);
  if (found === undefined) return fail({ path: [], code: 'api_path' });
  const text = textOf(found);
  const value = text === undefined ? undefined : readInto(ctx, place.field, text);
  return value === undefined ? fail({ path: [], code: 'api_answer' }) : ok(value);
}
