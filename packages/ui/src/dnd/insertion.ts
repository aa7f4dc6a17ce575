/** Where something is dropped: beside an item, or inside a container that has none under the pointer. */
export type DropSide = 'before' | 'after' | 'inside';
export interface Drop {
  readonly target: string;
  readonly side: DropSide;
}

/** What a target says of itself. */
export interface TargetInfo {
  /** Kinds of dragged things that it takes. */
  readonly accepts: readonly string[];
  /**
   * Neighbours stand beside each other (x) or below each other (y); "inside" is a container; "onto" takes things into an
   * item that it is a part of.
   */
  readonly axis: 'x' | 'y' | 'inside' | 'onto';
  /** The container that an item stands in. */
  readonly within?: string | undefined;
}
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
export interface Target extends TargetInfo {
  readonly id: string;
  readonly box: Box;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

const contains = ({ left, top, right, bottom }: Box, { x, y }: Point): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;
const area = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top);

/** How far a point is from a box; its height counts more, so that a gap belongs to the row it is in. */
function distance({ left, top, right, bottom }: Box, { x, y }: Point): number {
  const dx = Math.max(left - x, 0, x - right);
  const dy = Math.max(top - y, 0, y - bottom);
  return dx + 4 * dy;
}

const sideOf = ({ axis, box }: Target, { x, y }: Point): DropSide => {
  if (axis === 'inside' || axis === 'onto') return 'inside';
  const middle = axis === 'x' ? (box.left + box.right) / 2 : (box.top + box.bottom) / 2;
  return (axis === 'x' ? x : y) < middle ? 'before' : 'after';
};

/** Items of a container, or where it has none of its own those of the containers inside it. */
function itemsOf({ id, box }: Target, items: readonly Target[]): Target[] {
  const own = items.filter(({ within }) => within === id);
  if (own.length > 0) return own;
  return items.filter((item) => contains(box, middleOf(item.box)));
}
const middleOf = ({ left, top, right, bottom }: Box): Point => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
});

/**
 * The place under a point: the item there, or the part of it that takes things in; in a gap the nearest item of the smallest container there; in an empty
 * container its inside. Outside of all of them there is none.
 */
export function dropAt(point: Point, targets: readonly Target[]): Drop | undefined {
  const onto = targets.find(({ axis, box }) => axis === 'onto' && contains(box, point));
  if (onto) return { target: onto.id, side: 'inside' };
  const items = targets.filter(isItem);
  const hit = items.find(({ box }) => contains(box, point));
  if (hit) return { target: hit.id, side: sideOf(hit, point) };
  const [container] = targets
    .filter(({ axis, box }) => axis === 'inside' && contains(box, point))
    .sort((a, b) => area(a.box) - area(b.box));
  if (!container) return undefined;
  const [nearest] = itemsOf(container, items).sort((a, b) => distance(a.box, point) - distance(b.box, point));
  return nearest
    ? { target: nearest.id, side: sideOf(nearest, point) }
    : { target: container.id, side: 'inside' };
}

/** The outermost container around a point. */
export function areaOf(point: Point, targets: readonly Target[]): string | undefined {
  const around = targets.filter(({ axis, box }) => axis === 'inside' && contains(box, point));
  return around.toSorted((a, b) => area(b.box) - area(a.box))[0]?.id;
}

const isItem = ({ axis }: Target): boolean => axis === 'x' || axis === 'y';

/** Every place in reading order: before the first item of a container, after each, inside an empty one. */
export function placesOf(targets: readonly Target[]): readonly (Drop & { readonly at: Point })[] {
  const items = targets.filter(isItem);
  const ordered = targets
    .filter((target) => target.axis !== 'inside' || itemsOf(target, items).length === 0)
    .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
  let last: Target | undefined;
  return ordered.flatMap((target): (Drop & { readonly at: Point })[] => {
    const { id, axis, box } = target;
    if (axis === 'onto') return [{ target: id, side: 'inside' as const, at: middleOf(box) }];
    const first = last === undefined || last.axis === 'inside' || last.within !== target.within;
    last = target;
    const start = { x: box.left + 2, y: box.top + 2 };
    if (axis === 'inside') return [{ target: id, side: 'inside' as const, at: start }];
    const end = axis === 'x' ? { x: box.right - 2, y: box.top + 2 } : { x: box.left + 2, y: box.bottom - 2 };
    const after = { target: id, side: 'after' as const, at: end };
    return first ? [{ target: id, side: 'before' as const, at: start }, after] : [after];
  });
}

/**
 * The place one step on (1) or back (-1) from where a dragged thing is; without a place yet, the first or the last.
 * @param own the target that the dragged thing is itself: the places at both of its sides are where it already is.
 */
export function nextPlace(
  places: readonly (Drop & { readonly at: Point })[],
  here: Drop | undefined,
  step: 1 | -1,
  own?: string,
): (Drop & { readonly at: Point }) | undefined {
  const after = places.findIndex(({ target, side }) => target === here?.target && side !== 'before');
  if (after < 0) return step > 0 ? places[0] : places.at(-1);
  const before = places[after - 1];
  if (here?.target === own) return places[step > 0 ? after + 1 : after - 2];
  // A place "before" an item that is not the first of its container is the one after its left neighbour.
  const at = here?.side === 'before' && before ? after - 1 : after;
  return places[at + step];
}
