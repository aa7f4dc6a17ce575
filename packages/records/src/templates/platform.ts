import type { Issue, Manifest } from '@trellis/metadata';

/** Version of this platform that a template's manifest asks for; the same as in the root package.json. */
export const PLATFORM_VERSION = '0.1.0';

type Version = readonly [number, number, number];

/** Why this platform can't run a template; empty when it can. */
export function platformIssues({ platform }: Manifest): Issue[] {
  if (inRange(PLATFORM_VERSION, platform)) return [];
  const params = { range: platform, version: PLATFORM_VERSION };
  return [{ path: ['manifest', 'platform'], code: 'platform_too_old', params }];
}

/** Whether a version is in a range such as ">=0.1.0", "^1.2.0" or ">=0.1.0 <2.0.0" (all parts must hold). */
export function inRange(version: string, range: string): boolean {
  const own = parse(version);
  const parts = range.matchAll(/([\^~<>=]*)\s*(\d+\.\d+\.\d+)/g);
  return [...parts].every(([, operator = '', bound = '']) => holds(own, operator, parse(bound)));
}

function holds(own: Version, operator: string, bound: Version): boolean {
  const order = compare(own, bound);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    case '~':
      return order >= 0 && own[0] === bound[0] && own[1] === bound[1];
    case '^':
      // Up to the next change of the first number that is not zero.
      return order >= 0 && compare(own, next(bound)) < 0;
    default:
      return order === 0;
  }
}

const next = ([major, minor, patch]: Version): Version =>
  major > 0 ? [major + 1, 0, 0] : minor > 0 ? [0, minor + 1, 0] : [0, 0, patch + 1];

function parse(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number.parseFloat);
  return [major, minor, patch];
}

const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
