import { FIRST } from './icons/first.ts';
import type { IconProps } from './icons/props.ts';
import { later } from './later.tsx';

/** The icons that no list needs; their place is kept until they are there. */
export const OtherIcon = later(
  async () => (await import('./icons/other.tsx')).OtherIcon,
  <span className="anticon t-icon-place" aria-hidden />,
);

/** An icon of the one icon set by name, decorative for screen readers. Documents name icons by these names. */
export function Icon(props: IconProps) {
  const { name, ...look } = props;
  if (!Object.hasOwn(FIRST, name)) return <OtherIcon {...props} />;
  const Shape = FIRST[name as keyof typeof FIRST];
  return <Shape aria-hidden {...look} />;
}
