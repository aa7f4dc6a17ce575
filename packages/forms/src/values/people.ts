import type { Value } from '@trellis/logic';
import { fail, ok, type Result } from '@trellis/metadata';
import type { TextEnv, ValueSchema } from '../contract.ts';
import { formatId, normaliseId, parseId } from './id.ts';

const SEPARATOR = /[、,，;；|｜\n\t]+/;

/** Most members or departments of one value. */
const MAX_MANY = 200;

export const idSchema = (many: boolean | undefined): ValueSchema => {
  const id: ValueSchema = { type: 'string', format: 'uuid' };
  return many ? { type: 'array', items: id, uniqueItems: true, minItems: 1, maxItems: MAX_MANY } : id;
};

/** One id, or a set of them in the order in which they were chosen. */
export function normaliseIds(input: unknown, many: boolean | undefined): Result<Value> {
  if (!many) return normaliseId(input);
  if (input === null || input === undefined || input === '') return ok(null);
  const list: readonly unknown[] = Array.isArray(input) ? input : [input];
  const ids: string[] = [];
  for (const [index, item] of list.entries()) {
    const id = normaliseId(item);
    if (!id.ok) return fail(...id.issues.map((issue) => ({ ...issue, path: [index, ...issue.path] })));
    if (id.value !== null && !ids.includes(id.value)) ids.push(id.value);
  }
  return ok(ids.length === 0 ? null : ids);
}

/** Ids of those whom a text names, parted by 、or commas. */
export function parseIds(
  text: string,
  many: boolean | undefined,
  target: string,
  env: TextEnv,
): Result<Value> {
  if (!many) return parseId(text, target, env);
  const ids: string[] = [];
  for (const name of text.split(SEPARATOR).filter((part) => part.trim() !== '')) {
    const id = parseId(name, target, env);
    if (!id.ok) return id;
    if (id.value !== null && !ids.includes(id.value)) ids.push(id.value);
  }
  return ok(ids.length === 0 ? null : ids);
}

export const formatIds = (value: Value, env: TextEnv): string =>
  (Array.isArray(value) ? (value as readonly Value[]) : [value])
    .map((id) => formatId(String(id), env))
    .join(env.locale === 'zh' ? '、' : ', ');
