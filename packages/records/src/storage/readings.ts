import type { Reading } from '@trellis/metadata';

/**
 * Grows when a value counts otherwise than before: then other indexes are built, and records are looked through anew. The
 * test of this file holds what the readings are under this number.
 */
export const READINGS_VERSION = 1;

/** What people put between and around the words of a name and that says nothing. */
const NOISE = String.raw`[\s!-/:-@\[-\`{-~\u00B7\u2010-\u2027\u2030-\u205E\u3000-\u303F\u30FB\uFE30-\uFE4F]`;
/** Legal forms at the end of a company's name, as it stands without noise. */
const LEGAL_FORM = '(集团|控股)?(股份)?(有限责任公司|有限公司|股份公司|集团公司|总公司|公司|集团)$';
const LEGAL_FORM_EN = String.raw`[\s,.]+(co[\s.,]*(ltd|limited)|company[\s]+limited|pty[\s.]+ltd|inc|incorporated|llc|ltd|limited|corp|corporation|gmbh)[\s.]*$`;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const replaced = (value: string, pattern: string, by = '', flags = ''): string =>
  `regexp_replace(${value}, ${text(pattern)}, ${text(by)}${flags ? `, ${text(flags)}` : ''})`;
const compatible = (value: string): string => `normalize(${value}, NFKC)`;
const small = (value: string): string => `lower(${value} collate "C")`;
const bare = (value: string): string => replaced(value, NOISE, '', 'g');

/** Ways to read a text, as SQL over a value of type text. A name that is all legal form stays as it is. */
const AS: Readonly<Record<Exclude<Reading, 'exact'>, (value: string) => string>> = {
  text: (value) => bare(small(compatible(value))),
  phone: (value) =>
    replaced(replaced(compatible(value), '[^0-9]', '', 'g'), String.raw`^(00)?86(?=1\d{10}$)`),
  email: (value) => small(`btrim(${compatible(value)})`),
  company: (value) => {
    const whole = small(compatible(value));
    const name = replaced(bare(replaced(whole, LEGAL_FORM_EN)), LEGAL_FORM);
    return `coalesce(nullif(${name}, ''), ${bare(whole)})`;
  },
  code: (value) => `upper(${bare(compatible(value))} collate "C")`,
};

/**
 * What counts of a value under a reading, null where nothing does. Immutable, so that an index can be over it; there is no
 * second implementation that could disagree.
 * @param value SQL of the column or parameter, of type text unless the reading is "exact"
 */
export const readingSql = (reading: Reading, value: string): string =>
  reading === 'exact' ? value : `nullif(${AS[reading](value)}, '')`;
