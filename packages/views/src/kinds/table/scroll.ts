/** px that a browser surely gives to an element; a list that is higher is scrolled on a smaller scale. */
export const MOST_PX = 8_000_000;
/** px at both ends that are scrolled one to one, so that ends are reached exactly. */
const END_PX = 1_000_000;

/** How high a list is, and the window through which it is seen. */
export interface Sizes {
  readonly height: number;
  readonly view: number;
}

/** Where a list stands. `base`: px between the list and the element that is scrolled in its place. */
export interface Scroll {
  readonly top: number;
  readonly base: number;
}

export const AT_TOP: Scroll = { top: 0, base: 0 };

/** Height of the element that is scrolled. */
export const elementHeight = (height: number): number => Math.min(height, MOST_PX);

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** The part of the list that a position of the scrollbar stands for. */
export function listTop(scrollTop: number, { height, view }: Sizes): number {
  const element = elementHeight(height);
  if (element === height || scrollTop <= END_PX) return clamp(scrollTop, Math.max(0, height - view));
  const fromEnd = element - view - scrollTop;
  if (fromEnd <= END_PX) return clamp(height - view - fromEnd, height - view);
  const scale = (height - view - 2 * END_PX) / (element - view - 2 * END_PX);
  return END_PX + (scrollTop - END_PX) * scale;
}

/** The position of the scrollbar that stands for a part of the list; inverse of `listTop`. */
export function barTop(top: number, { height, view }: Sizes): number {
  const element = elementHeight(height);
  if (element === height || top <= END_PX) return clamp(top, Math.max(0, element - view));
  const fromEnd = height - view - top;
  if (fromEnd <= END_PX) return clamp(element - view - fromEnd, element - view);
  const scale = (element - view - 2 * END_PX) / (height - view - 2 * END_PX);
  return END_PX + (top - END_PX) * scale;
}

/** Where a list stands after its element was scrolled: a small step moves it as far, a jump goes where the bar points. */
export function scrolled(before: Scroll, scrollTop: number, sizes: Sizes): Scroll {
  const { height, view } = sizes;
  if (elementHeight(height) === height) return { top: scrollTop, base: 0 };
  const step = scrollTop - (before.top - before.base);
  const top =
    Math.abs(step) > view || scrollTop <= 0 || scrollTop >= MOST_PX - view
      ? listTop(scrollTop, sizes)
      : clamp(before.top + step, height - view);
  return { top, base: top - scrollTop };
}
