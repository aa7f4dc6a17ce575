/** How hard a password is to guess: too short, weak, fair, good. `missing` = characters up to the least length of 8. */
export interface Strength {
  readonly level: 0 | 1 | 2 | 3;
  readonly missing: number;
}

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

/**
 * A hint while typing, not a rule: length counts most, variety of characters next; repeated characters and plain
 * sequences do not count as length.
 */
export function passwordStrength(password: string): Strength {
  const characters = [...password];
  const missing = Math.max(0, 8 - characters.length);
  if (missing > 0) return { level: 0, missing };
  const steps = characters.filter((c, i) => {
    const step = c.codePointAt(0)! - (characters[i - 1]?.codePointAt(0) ?? Number.NaN);
    return !(step === 0 || step === 1 || step === -1);
  }).length;
  const classes = CLASSES.filter((pattern) => pattern.test(password)).length;
  const score = steps + (classes - 1) * 2;
  return { level: score >= 15 ? 3 : score >= 10 ? 2 : 1, missing };
}
