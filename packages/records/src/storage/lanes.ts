import type { AppBundle } from '@trellis/metadata';

/** Single-option fields that boards of a form group by; each needs an index. */
export function lanesOf(bundle: AppBundle, form: string): Set<string> {
  const lanes = new Set<string>();
  for (const view of Object.values(bundle.views)) {
    const { lane } = view.config;
    if (view.form === form && typeof lane === 'string') lanes.add(lane);
  }
  return lanes;
}
