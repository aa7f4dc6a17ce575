import { fail, isId, ok, type Result } from '@trellis/metadata';
import type { TextEnv } from '../contract.ts';

/** Id of a record or member: a uuid in lower case. */
export function normaliseId(input: unknown): Result<string | null> {
  if (input === null || input === undefined || input === '') return ok(null);
  if (typeof input !== 'string') return fail({ path: [], code: 'not_text' });
  const id = input.trim().toLowerCase();
  return isId(id) ? ok(id) : fail({ path: [], code: 'invalid_id' });
}

/** Id of the record that a text names: by its title through `env.resolve`, or the id itself. */
export function parseId(text: string, target: string, env: TextEnv): Result<string | null> {
  const name = text.trim();
  if (name === '') return ok(null);
  const id = env.resolve?.(target, name) ?? (isId(name.toLowerCase()) ? name.toLowerCase() : undefined);
  return id === undefined ? fail({ path: [], code: 'reference_unknown', params: { text: name } }) : ok(id);
}

/** Title of the record, or its id where the title is unknown. */
export const formatId = (id: string, env: TextEnv): string => env.title?.(id) ?? id;
