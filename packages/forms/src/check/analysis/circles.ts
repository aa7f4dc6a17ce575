import { references } from '@trellis/logic';
import type { CompiledForm } from '../../form/compile.ts';

/** Fields of which each shows only as the next one's value says: who starts with an empty form never sees them. */
export function circlesOf(form: CompiledForm): readonly (readonly string[])[] {
  const reads = new Map<string, readonly string[]>();
  for (const key of form.fields.keys()) {
    const visible = form.behaviour.rules.get(key)?.visible;
    const read = visible ? references(visible.checked).map((path) => path.split('.')[0] ?? '') : [];
    reads.set(
      key,
      [...new Set(read)].filter((name) => form.behaviour.rules.get(name)?.visible),
    );
  }
  const circles: (readonly string[])[] = [];
  const done = new Set<string>();
  for (const start of reads.keys()) {
    const way: string[] = [];
    // A way along what each reads first meets itself where there is a circle.
    const walk = (key: string): void => {
      if (done.has(key)) return;
      const at = way.indexOf(key);
      if (at >= 0) {
        circles.push(way.slice(at));
        return;
      }
      way.push(key);
      for (const next of reads.get(key) ?? []) walk(next);
      way.pop();
      done.add(key);
    };
    walk(start);
  }
  return circles;
}
