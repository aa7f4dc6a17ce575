import { FIRST } from './first.ts';
import { OTHERS } from './others.ts';
import type { IconProps } from './props.ts';

/** An icon that is not among the first ones; a name that is in no set shows as a document. */
export function OtherIcon({ name, ...look }: IconProps) {
  const Shape = Object.hasOwn(OTHERS, name) ? OTHERS[name as keyof typeof OTHERS] : FIRST['file-text'];
  return <Shape aria-hidden {...look} />;
}
