import { regionsBelow } from '../values/regions.ts';

let places: ReadonlySet<string> | undefined;
const LEVEL = /(特别行政区|(维吾尔|壮族|回族)?自治区|自治州|地区|[省市盟])$/;
/** Longest name of a province or city that companies are called after. */
const LONGEST = 5;

/** Provinces and cities, with and without what they are. Known on servers. */
function knownPlaces(): ReadonlySet<string> {
  places ??= new Set(
    regionsBelow()
      .flatMap((province) => [province, ...regionsBelow(province.code)])
      .flatMap(({ name }) => [name, name.replace(LEVEL, '')])
      .filter(({ length }) => length >= 2 && length <= LONGEST + 1),
  );
  return places;
}

/**
 * What tells a company from others: its name, read as one, without the place before or after it ("苏州启明电子",
 * "启明电子苏州" → "启明电子").
 */
export function coreOf(name: string): string {
  let core = name;
  // "江苏省苏州市…": two places at most.
  for (let round = 0; round < 2; round++)
    core = withoutPlace(core, (text, n) => [text.slice(0, n), text.slice(n)]);
  return withoutPlace(core, (text, n) => [text.slice(-n), text.slice(0, -n)]);
}

function withoutPlace(
  name: string,
  split: (text: string, length: number) => [place: string, rest: string],
): string {
  for (let length = Math.min(LONGEST + 1, name.length - 2); length >= 2; length--) {
    const [place, rest] = split(name, length);
    if (knownPlaces().has(place)) return rest;
  }
  return name;
}
