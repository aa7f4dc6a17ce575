import type { FormInfo } from '../../catalog/catalog.ts';
import type { Dimension } from './dimension.ts';
import type { Layout, Place } from './moves.ts';

/** What decides where records can be made. */
export interface AdderRules {
  readonly info: FormInfo;
  readonly layout: Layout;
  /** Id of this member, who becomes responsible for what they make. */
  readonly me: string;
}

/** Texts that a new record of a place begins with; undefined where one made there would not stand there. */
export function prefillAt(
  { info, layout, me }: AdderRules,
  place: Place,
): Readonly<Record<string, string>> | undefined {
  if (!info.actions.has('create')) return undefined;
  const asked: [Dimension, string | null][] = [[layout.lane, place.lane]];
  if (layout.swim && place.swim !== undefined) asked.push([layout.swim, place.swim]);
  const texts: Record<string, string> = {};
  for (const [{ key: name, field, options }, key] of asked) {
    if (key === null) return undefined;
    if (!field) {
      if (name !== '_owner_id' || key !== me) return undefined;
      continue;
    }
    const option = options?.find((one) => one.key === key);
    const fixed =
      info.form.fields.get(name)?.type.generated || field.meta.readonly || info.readonly.has(name);
    if (fixed || (options && (!option || option.retired))) return undefined;
    texts[name] = key;
  }
  return texts;
}
