import type { Expr, Json } from '@trellis/logic';

/** The administrative divisions of China by their six-digit codes, as `@vant/area-data` has them. */
export interface RegionLists {
  readonly province_list: Readonly<Record<string, string>>;
  readonly city_list: Readonly<Record<string, string>>;
  readonly county_list: Readonly<Record<string, string>>;
}

/** 1 province, 2 city, 3 county. */
export type RegionLevel = 1 | 2 | 3;

/** A division with those directly below it. */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly below: readonly Region[];
}

let known: { readonly top: readonly Region[]; readonly byCode: ReadonlyMap<string, Region> } | undefined;

/** Makes the divisions known. They are many: servers bring them at the start, browsers with the first such field. */
export function provideRegions({ province_list, city_list, county_list }: RegionLists): void {
  if (known) return;
  const byCode = new Map<string, Region>();
  const make = (
    list: Readonly<Record<string, string>>,
    prefix: string,
    next: (code: string) => readonly Region[],
  ) =>
    Object.entries(list)
      .filter(([code]) => code.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, name]): Region => {
        const region = { code, name, below: next(code) };
        byCode.set(code, region);
        return region;
      });
  const counties = new Map<string, [string, string][]>();
  for (const entry of Object.entries(county_list)) {
    const city = entry[0].slice(0, 4);
    const list = counties.get(city);
    if (list) list.push(entry);
    else counties.set(city, [entry]);
  }
  const top = make(province_list, '', (province) =>
    make(city_list, province.slice(0, 2), (city) =>
      make(Object.fromEntries(counties.get(city.slice(0, 4)) ?? []), '', () => []),
    ),
  );
  known = { top, byCode };
}

/** Whether the divisions are known by now. */
export const haveRegions = (): boolean => known !== undefined;

/** Divisions directly below one, the provinces for none; nothing while they are not known. */
export const regionsBelow = (code?: string): readonly Region[] =>
  (code === undefined ? known?.top : known?.byCode.get(code)?.below) ?? [];

export const isRegionCode = (text: string): boolean => /^[1-9]\d{5}$/.test(text);

/** 1 for 330000, 2 for 330100, 3 for 330106. */
export const regionLevel = (code: string): RegionLevel =>
  code.endsWith('0000') ? 1 : code.endsWith('00') ? 2 : 3;

/** What the codes of a division and of all below it begin with. */
export const regionPrefix = (code: string): string => code.slice(0, regionLevel(code) * 2);

/** Codes from the province down to the division itself. */
export const regionPath = (code: string): readonly string[] =>
  [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code].slice(0, regionLevel(code));

/** Cities that only hold districts or counties of a province: people leave them out. */
const isFiller = (name: string, province: string): boolean =>
  name === province || name === '县' || name === '省直辖县' || name === '自治区直辖县';

/** Full name, "浙江省杭州市西湖区"; the code itself while the divisions, or this one, are not known. */
export function regionName(code: string): string {
  const names = regionPath(code).map((one) => known?.byCode.get(one)?.name);
  if (names.some((name) => name === undefined)) return code;
  const [province = '', city = '', county] = names as string[];
  if (county !== undefined && isFiller(city, province)) return province + county;
  return names.join('');
}

/** Whether a division is the end of a choice of so many levels. */
export const isWholeRegion = (code: string, depth: RegionLevel): boolean =>
  regionLevel(code) >= depth || regionsBelow(code).length === 0;

const SEPARATORS = /[\s/\\>＞·、,，|｜-]+/g;
const SUFFIX =
  /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|地区|新区|林区|省|市|区|县|盟|旗)$/;

/** How a division may be written: its name, and the name without what kind of division it is. */
function spellings(name: string): readonly string[] {
  const short = name.replace(SUFFIX, '');
  return short.length >= 2 && short !== name ? [name, short] : [name];
}

interface Found {
  readonly code: string;
  /** What follows in the text. */
  readonly rest: string;
}

/** The deepest divisions that a text begins with, from a list of candidates on. */
function walk(text: string, candidates: readonly Region[], depth: number): Found | undefined {
  let best: Found | undefined;
  const take = (found: Found | undefined) => {
    if (found && (!best || found.rest.length < best.rest.length)) best = found;
  };
  for (const region of candidates) {
    for (const name of spellings(region.name)) {
      if (!text.startsWith(name)) continue;
      const rest = text.slice(name.length);
      take({ code: region.code, rest });
      if (depth < 3) take(walk(rest, region.below, depth + 1));
    }
    // 北京市东城区, 湖北省仙桃市: the level between is not said.
    if (depth === 2) take(walk(text, region.below, depth + 1));
  }
  return best;
}

/** The division that a text begins with, and what follows it; undefined where it begins with none. */
export function regionAtStart(text: string): Found | undefined {
  const code = /^[1-9]\d{5}(?!\d)/.exec(text)?.[0];
  if (code !== undefined && (!known || known.byCode.has(code)))
    return { code, rest: text.slice(code.length) };
  if (!known) return undefined;
  const cities = known.top.flatMap(({ below }) => below);
  return walk(text, known.top, 1) ?? walk(text, cities, 2);
}

/** The division that a text names: a code, a path of names with or without 省, 市, 区, or a name nobody else has. */
export function findRegion(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(SEPARATORS, '');
  // A code may be of a division that is no more: whether it may be chosen is judged elsewhere.
  if (isRegionCode(plain)) return plain;
  const found = regionAtStart(plain);
  if (found?.rest === '') return found.code;
  if (!known) return undefined;
  const named = [...known.byCode.values()].filter(({ name }) => name === plain);
  return named.length === 1 ? named[0]?.code : undefined;
}

/** Condition that a code is a division or lies in it; no place lies in what is no code. */
export function regionUnder(subject: Expr, code: Json | undefined): Expr | undefined {
  if (typeof code !== 'string') return undefined;
  return isRegionCode(code) ? { starts_with: [subject, regionPrefix(code)] } : { in: [subject, []] };
}
