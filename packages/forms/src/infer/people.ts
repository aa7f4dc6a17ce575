import type { TextEnv } from '../contract.ts';
import { share } from './share.ts';
import type { ColumnTexts } from './types.ts';

const SEPARATOR = /\s*[、,，;；|｜]\s*/;

/** Whether cells name members or departments, and several of them at a time; undefined where they don't. */
export function peopleIn(
  column: ColumnTexts,
  target: string,
  env: TextEnv,
): { readonly many: boolean } | undefined {
  const known = (name: string) => env.resolve?.(target, name) !== undefined;
  const all = share(
    column,
    (cell) => known(cell.trim()) || cell.split(SEPARATOR).every((one) => known(one.trim())),
  );
  if (all < 0.8) return undefined;
  return { many: share(column, (cell) => !known(cell.trim())) > 0.05 };
}
