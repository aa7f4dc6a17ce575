/**
 * Whether two values are the same. Lists by their order, objects by their members: PostgreSQL gives those of JSON back
 * in an order of its own. Absent and null are both empty.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  const [left, right] = [a ?? null, b ?? null];
  if (left === right) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [one, other] = [
    left as Readonly<Record<string, unknown>>,
    right as Readonly<Record<string, unknown>>,
  ];
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => sameValue(one[name], other[name]))
  );
}
