import { MEMBER_TARGET } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { runText, statementOf } from './select.ts';

/** System tables that references may point to: members and departments have names, which everybody may see. */
export const PEOPLE: Readonly<Record<string, string>> = {
  [MEMBER_TARGET]: 'member',
  $department: 'department',
};

/** Names of members and departments that a process remembers: lists ask for the same few again and again. */
export interface PeopleNames {
  /** Names by id, of the ids that somebody of this table of people has. */
  of(ctx: Ctx, table: string, ids: readonly string[]): Promise<[string, string][]>;
  /** Forgets everything: somebody was renamed. */
  clear(): void;
}

interface Known {
  readonly until: number;
  readonly names: Map<string, string>;
}

/** A new name is seen a second later at most, also where another process was told of it. */
const MAX_AGE_MS = 1_000;

export function openPeopleNames(now: () => number = Date.now): PeopleNames {
  const tables = new Map<string, Known>();
  return {
    async of(ctx, table, ids) {
      const key = relation(ctx, table);
      let known = tables.get(key);
      if (!known || known.until <= now()) {
        known = { until: now() + MAX_AGE_MS, names: new Map() };
        tables.set(key, known);
      }
      const { names } = known;
      const missing = ids.filter((id) => !names.has(id));
      if (missing.length > 0)
        for (const [id, name] of await readNames(ctx, table, missing)) names.set(id, name);
      return ids.flatMap((id) => {
        const name = names.get(id);
        return name === undefined ? [] : [[id, name] as [string, string]];
      });
    },
    clear: () => tables.clear(),
  };
}

/** Names by id, read anew. */
export async function readNames(
  ctx: Ctx,
  table: string,
  ids: readonly string[],
): Promise<[string, string][]> {
  const text = statementOf(`SELECT id, name FROM ${relation(ctx, table)} WHERE id = ANY($1::uuid[])`);
  const rows = await runText<{ id: string; name: string }>(ctx, text, [ids]);
  return rows.map(({ id, name }) => [id, name]);
}
