import { type CompiledField, shownText, type TextEnv } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import {
  MATCH_GRADES,
  matchText,
  readingsOf,
  type SearchQuery,
  type TextMatch,
  type TextRange,
} from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';
import type { RecordBody, SearchHit } from '../types.ts';

/** A record that was found, and how well: smaller is better. */
export interface Ranked {
  readonly hit: SearchHit;
  readonly rank: number;
}

/** Beyond every grade of a title. */
const ELSEWHERE = MATCH_GRADES.length;

/**
 * How well a record answers a search: by its title (the same, its beginning, a part, its pinyin) before other fields.
 * Tells where, of the fields given alone.
 * @param fields searchable fields that the member may see
 */
export function rankHit(
  form: CatalogForm,
  fields: readonly CompiledField[],
  record: RecordBody,
  query: SearchQuery,
  env: TextEnv,
): Ranked {
  let title: { readonly text: string; readonly ranges: readonly TextRange[] } = {
    text: titleOf(form, record, env),
    ranges: [],
  };
  let rank: number = ELSEWHERE;
  let missing = new Set(query.terms.keys());
  const found: SearchHit['found'] = [];
  // The title comes first, so that other fields are told for what it does not have.
  for (const field of [...fields].sort((a, b) => Number(isTitle(form, b)) - Number(isTitle(form, a)))) {
    const text = textOf(field, record.values[field.key] as Value, env);
    const match = text === '' ? undefined : matchText(text, query, readingsOf);
    if (!match) continue;
    if (isTitle(form, field)) {
      title = { text, ranges: match.ranges };
      if (match.terms.size === query.terms.length) rank = MATCH_GRADES.indexOf(match.grade);
    } else if ([...match.terms].some((term) => missing.has(term))) {
      found.push({ field: field.key, ...pieceOf(text, match) });
    }
    missing = new Set([...missing].filter((term) => !match.terms.has(term)));
  }
  return { hit: { record, title: { text: title.text, ranges: copied(title.ranges) }, found }, rank };
}

const isTitle = (form: CatalogForm, { key }: CompiledField): boolean => key === form.titleField;

function titleOf(form: CatalogForm, { values }: RecordBody, env: TextEnv): string {
  const field = form.fields.get(form.titleField);
  return field ? textOf(field, values[field.key] as Value, env) : '';
}

/** The text of a field on one line. */
function textOf(field: CompiledField, value: Value | undefined, env: TextEnv): string {
  if (value === null || value === undefined) return '';
  const text = field.type.plain ? field.type.plain(value) : shownText(field, value, env);
  return text.replaceAll(/\s/gu, ' ');
}

/** Half of a character that was cut. */
const HALF = /\p{Cs}/gu;
const BEFORE = 12;
const LENGTH = 80;

/** So much of a long text as shows what was found. */
function pieceOf(text: string, { ranges }: TextMatch): { text: string; ranges: [number, number][] } {
  const first = ranges[0]?.[0] ?? 0;
  if (text.length <= LENGTH) return { text, ranges: copied(ranges) };
  const start = first > BEFORE * 2 ? first - BEFORE : 0;
  const lead = start > 0 ? '…' : '';
  const piece = text.slice(start, start + LENGTH).replaceAll(HALF, ' ');
  const moved = ranges.map(([from, to]): [number, number] => [
    from - start + lead.length,
    to - start + lead.length,
  ]);
  const end = lead.length + piece.length;
  return {
    text: `${lead}${piece}${start + LENGTH < text.length ? '…' : ''}`,
    ranges: moved.filter(([from, to]) => from >= 0 && to <= end),
  };
}

const copied = (ranges: readonly TextRange[]): [number, number][] => ranges.map(([from, to]) => [from, to]);
