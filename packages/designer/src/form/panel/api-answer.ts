/** A single value in an answer. */
export interface Leaf {
  /** JSON Pointer. */
  readonly pointer: string;
  readonly text: string;
}

const MOST = 200;
const LONGEST = 80;

/** The single values in an answer with where they stand, in its order; of a long answer the first ones. */
export function leavesOf(answer: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (value: unknown, pointer: string): void => {
    if (leaves.length >= MOST) return;
    if (typeof value !== 'object' || value === null) {
      leaves.push({ pointer, text: String(value ?? '').slice(0, LONGEST) });
      return;
    }
    for (const [name, inner] of Object.entries(value))
      walk(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  };
  walk(answer, '');
  return leaves;
}
