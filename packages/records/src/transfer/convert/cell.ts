import type { TextEnv } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { Issue, Result } from '@trellis/metadata';
import type { PlannedColumn } from './check.ts';

/** Names in one cell that are replaced one after another. */
const MOST = 100;

/**
 * The value of a cell.
 * @param instead what to read in place of a name that matches no option or record; undefined = that is a mistake
 */
export function readCell(
  text: string,
  { target, replace }: PlannedColumn,
  env: TextEnv,
  instead: (name: string) => string | undefined,
): Result<Value> {
  let rest = chosen(replace, text.trim()) ?? text;
  for (let count = 0; ; count++) {
    const result = target.type.parse(rest, target.config, env);
    if (result.ok) return result;
    const name = nameIn(result.issues[0]);
    if (name === undefined || count === MOST) return result;
    const other = chosen(replace, name) ?? instead(name);
    if (other === undefined || other === name) return result;
    // One of several names in the cell, as in a multi-select.
    rest = rest.trim() === name ? other : rest.replace(name, () => other);
  }
}

/** The user's choice for a text; "" leaves it empty. */
function chosen(replace: PlannedColumn['replace'], text: string): string | undefined {
  return replace && Object.hasOwn(replace, text) ? (replace[text] ?? '') : undefined;
}

/** The name that an issue is about, where it says that there is no such option or record. */
export function nameIn(issue: Issue | undefined): string | undefined {
  if (issue?.code === 'unknown_option') return String(issue.params?.value ?? '');
  if (issue?.code === 'reference_unknown') return String(issue.params?.text ?? '');
  return undefined;
}
