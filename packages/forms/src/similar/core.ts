import { type Region, regionsBelow } from '../values/regions.ts';

/** What tells a company from others of its kind, and the places in its name. */
export interface NameParts {
  /** "苏州启明电子", "启明电子苏州" → "启明电子" */
  readonly core: string;
  /** Codes of provinces and cities, wider ones first. */
  readonly places: readonly string[];
}

const LEVEL = /(特别行政区|(维吾尔|壮族|回族)?自治区|自治州|地区|[省市盟])$/;
/** Longest name of a province or city that companies are called after. */
const LONGEST = 6;

let known: ReadonlyMap<string, string> | undefined;

/** Provinces and cities by their names, with and without what they are. Known on servers. */
function knownPlaces(): ReadonlyMap<string, string> {
  known ??= new Map(
    regionsBelow()
      .flatMap((province): readonly Region[] => [...regionsBelow(province.code), province])
      .flatMap(({ code, name }) => [[name, code] as const, [name.replace(LEVEL, ''), code] as const])
      .filter(([name]) => name.length >= 2 && name.length <= LONGEST),
  );
  return known;
}

/** A name that is read as a company, taken apart: up to two places before it and one after it. */
export function nameParts(name: string): NameParts {
  const places: string[] = [];
  let core = name;
  const take = (end: boolean) => {
    for (let length = Math.min(LONGEST, core.length - 2); length >= 2; length--) {
      const code = knownPlaces().get(end ? core.slice(-length) : core.slice(0, length));
      if (code === undefined) continue;
      core = end ? core.slice(0, -length) : core.slice(length);
      places.push(code);
      return;
    }
  };
  take(false);
  take(false);
  take(true);
  return { core, places: places.sort() };
}

/** `nameParts` that takes each name apart once, for as long as somebody holds it. */
export function rememberParts(): typeof nameParts {
  const known = new Map<string, NameParts>();
  return (name) => {
    let parts = known.get(name);
    if (!parts) {
      parts = nameParts(name);
      known.set(name, parts);
    }
    return parts;
  };
}

/** Whether two names are of different places: "苏州" and "深圳", but not "江苏" and "苏州". */
export function apart(a: readonly string[], b: readonly string[]): boolean {
  const [one, two] = [a.at(-1), b.at(-1)];
  if (one === undefined || two === undefined) return false;
  const known = one.endsWith('0000') || two.endsWith('0000') ? 2 : 4;
  return one.slice(0, known) !== two.slice(0, known);
}
