import { type Expr, type Json, references, type Value } from '@trellis/logic';
import type { Change, Issue } from '@trellis/metadata';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import type { Values } from '../form/record.ts';
import { rowsOf } from '../form/rows.ts';

/** What a change of a form does to the records there are. */
export interface Effect {
  readonly change: Change;
  readonly code: EffectCode;
  /** Condition over the records as they are published now, true for those it touches; absent where none can say it. */
  readonly filter?: Expr;
  /** Whether it touches a record, from its values as the new form knows them and what the new form finds wrong with it. */
  touches(values: Values, issues: readonly Issue[]): boolean;
}
type EffectCode =
  | 'values_missing'
  | 'values_binned'
  | 'values_without_option'
  | 'values_refused'
  | 'records_refused'
  | 'references_outside';

/** The effects of changes that can have any, whether or not there are such records. */
export function effectsOf(
  before: CompiledForm,
  after: CompiledForm,
  changes: readonly Change[],
): readonly Effect[] {
  const effects: Effect[] = [];
  // One for all options that went, at the first of them.
  const once = new Set<string>();
  for (const change of changes) {
    for (const effect of effectsOfOne(before, after, change)) {
      const name = effectName(effect);
      if (once.has(name)) continue;
      once.add(name);
      effects.push(effect);
    }
  }
  return effects;
}

/** What tells an effect from the others of one change of a form. */
export const effectName = ({ code, change }: Effect): string =>
  [code, change.field, change.params.check].filter((part) => part !== undefined).join(' ');

type Found = Omit<Effect, 'change'>;

function effectsOfOne(before: CompiledForm, after: CompiledForm, change: Change): readonly Effect[] {
  const [key = '', column] = (change.field ?? '').split('.');
  const whole = (found: readonly Found[]): readonly Effect[] =>
    found.map((one) => ({ ...asKnown(before, after, one), change }));
  if (column === undefined && change.params.check === undefined)
    return whole(ofField(before, after, change, key));
  const [old, now] = [before.fields.get(key)?.owned, after.fields.get(key)?.owned];
  if (column === undefined && change.field === undefined) return whole(ofCheck(after, change));
  if (!old || !now) return [];
  const found = column === undefined ? ofCheck(now, change) : ofField(old, now, change, column);
  return whole(found.map((one) => inSomeRow(key, one)));
}

/** A filter counts what is published: one that names what is new, or means something else by then, says nothing. */
function asKnown(before: CompiledForm, after: CompiledForm, { filter, ...rest }: Found): Found {
  if (filter === undefined) return rest;
  const known = references(filter).every((path) => {
    const [key = '', column = ''] = path.split('.');
    if (key.startsWith('$') || key.startsWith('_')) return key !== '$before';
    const [was, is] = [before.fields.get(key), after.fields.get(key)];
    const inRows = [was, is].map((field) => field?.owned?.fields.get(column));
    return means(was, is) && (inRows[1] === undefined || means(...inRows));
  });
  return known ? { filter, ...rest } : rest;
}

/** Whether a field is there and, if it stays, holds the same kind of values. */
const means = (was?: CompiledField, is?: CompiledField): boolean =>
  was !== undefined && (is === undefined || (was.kind === is.kind && was.many === is.many));

const at = (key: string): Expr => ({ var: key });
const empty = (key: string): Expr => ({ is_empty: at(key) });
const all = (...parts: readonly Expr[]): Expr =>
  parts.length === 1 ? (parts[0] as Expr) : { and: [...parts] };

function ofField(
  before: CompiledForm,
  after: CompiledForm,
  { code, params }: Change,
  key: string,
): readonly Found[] {
  const [old, now] = [before.fields.get(key), after.fields.get(key)];
  const has = (values: Values) => (values[key] ?? null) !== null;
  const missing = (when: readonly Expr[]): Found => ({
    code: 'values_missing',
    filter: old ? all(...when, empty(key)) : all(...when, true),
    touches: (values, issues) =>
      !has(values) && issues.some((one) => one.code === 'required' && one.path[0] === key),
  });
  const shown = now?.meta.visible === undefined ? [] : [now.meta.visible];
  switch (code) {
    case 'field_removed':
      return old ? [{ code: 'values_binned', filter: { '!': empty(key) }, touches: has }] : [];
    case 'required_added':
      return now ? [missing(shown)] : [];
    case 'required_when_changed':
      return now?.meta.requiredWhen === undefined || now.required
        ? []
        : [missing([...shown, now.meta.requiredWhen])];
    case 'visible_changed':
      // What is shown more often is asked for more often.
      return now?.required ? [missing(shown)] : [];
    case 'option_removed':
      return old && now ? [withoutOption(now, has)] : [];
    case 'limits_narrowed':
    case 'settings_changed':
      return old && now ? ofSettings(old, now, String(params.settings).split(' ')) : [];
    default:
      return [];
  }
}

function withoutOption(field: CompiledField, has: (values: Values) => boolean): Found {
  const { key, many } = field;
  const keys = field.type.options?.(field.config)?.map((option) => option.key) ?? [];
  const gone: Expr = many
    ? { '>': [{ count: [{ filter: [at(key), { '!': { in: [{ var: 'row' }, keys] } }] }] }, 0] }
    : { '!': { in: [at(key), keys] } };
  return {
    code: 'values_without_option',
    filter: all({ '!': empty(key) }, gone),
    touches: (values) => {
      const value = values[key] ?? null;
      const chosen = Array.isArray(value) ? value : [value];
      return has(values) && chosen.some((one) => !keys.includes(String(one)));
    },
  };
}

function ofSettings(old: CompiledField, now: CompiledField, settings: readonly string[]): readonly Found[] {
  const { key } = now;
  const found: Found[] = [];
  const filter = beyond(now);
  const judged = now.type.judge !== undefined && settings.length > 0;
  if (judged || JSON.stringify(old.valueSchema) !== JSON.stringify(now.valueSchema))
    found.push({
      code: 'values_refused',
      // What a type judges by itself, and what the schema says beyond bounds, no expression knows.
      ...(filter !== undefined && !judged && onlyBounds(old, now) ? { filter } : {}),
      touches: (values, issues) =>
        (values[key] ?? null) !== null &&
        issues.some(({ path, code }) => path[0] === key && code !== 'required' && code !== 'check_failed'),
    });
  const outside = settings.includes('filter') ? outsideCandidates(now) : undefined;
  if (outside !== undefined)
    // Whom a record may point to is known to the database alone.
    found.push({ code: 'references_outside', filter: outside, touches: () => false });
  return found;
}

const BOUNDS = [
  'maxLength',
  'minLength',
  'formatMinimum',
  'formatMaximum',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
];

/** Whether the schemas of two fields differ in bounds alone. */
function onlyBounds(old: CompiledField, now: CompiledField): boolean {
  const bare = ({ valueSchema }: CompiledField) =>
    JSON.stringify(Object.entries(valueSchema).filter(([keyword]) => !BOUNDS.includes(keyword)));
  return bare(old) === bare(now);
}

/** Values beyond the bounds of a field; undefined where it has none that an expression can say. */
function beyond({ key, kind, many, owned, valueSchema: bounds }: CompiledField): Expr | undefined {
  const parts: Expr[] = [];
  const size: Expr = many || owned ? { count: [at(key)] } : { length: at(key) };
  const [least, most] =
    many || owned ? [bounds.minItems, bounds.maxItems] : [bounds.minLength, bounds.maxLength];
  if (many || owned || kind === 'text') {
    if (least !== undefined) parts.push(all({ '!': empty(key) }, { '<': [size, least] }));
    if (most !== undefined) parts.push({ '>': [size, most] });
  } else if (kind === 'number' || kind === 'date' || kind === 'datetime') {
    const low = bounds.formatMinimum ?? bounds.minimum;
    const high = bounds.formatMaximum ?? bounds.maximum;
    if (low !== undefined) parts.push({ '<': [at(key), low] });
    if (high !== undefined) parts.push({ '>': [at(key), high] });
  } else return undefined;
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : { or: parts };
}

/** Records that point to one which is no candidate; undefined where that depends on the record at hand. */
function outsideCandidates({ key, many, type, config }: CompiledField): Expr | undefined {
  const where = type.candidates?.(config)?.where;
  if (where === undefined || many || references(where).some((path) => path.startsWith('$record')))
    return undefined;
  return all({ '!': empty(key) }, { '!': behind(key, where) as Expr });
}

/** A condition on records as one on what a reference points to. */
function behind(key: string, expr: Json): Json {
  if (Array.isArray(expr)) return expr.map((one) => behind(key, one as Json));
  if (expr === null || typeof expr !== 'object') return expr;
  return Object.fromEntries(
    Object.entries(expr).map(([name, body]) => {
      const path = name === 'var' ? (Array.isArray(body) ? body[0] : body) : undefined;
      const own =
        typeof path === 'string' && !path.startsWith('$') && path !== 'row' && !path.startsWith('row.');
      return [name, own ? `${key}.${path}` : behind(key, body as Json)];
    }),
  );
}

function ofCheck(form: CompiledForm, { code, params }: Change): readonly Found[] {
  const check = form.document.trellis.checks?.find(({ key }) => key === params.check);
  // One that only warns refuses nothing.
  if (!check || check.level === 'warning' || (code !== 'check_added' && code !== 'check_changed')) return [];
  // What asks for the record before a change says nothing of records that nobody changes.
  if (references(check.when).some((path) => path.startsWith('$before'))) return [];
  return [
    {
      code: 'records_refused',
      filter: check.when,
      touches: (_, issues) =>
        issues.some((issue) => issue.code === 'check_failed' && issue.params?.check === check.key),
    },
  ];
}

/** What is said of a row, said of the record: one of its rows is like that. */
function inSomeRow(key: string, { filter, touches, ...rest }: Found): Found {
  const inRow = (issues: readonly Issue[], index: number) =>
    issues
      .filter(({ path }) => path[0] === key && path[1] === index)
      .map((issue) => ({ ...issue, path: issue.path.slice(2) }));
  return {
    ...rest,
    ...(filter === undefined ? {} : { filter: { some: [at(key), ofRow(filter) as Expr] } }),
    touches: (values, issues) =>
      rowsOf(values[key] as Value).some((row, index) => touches(row, inRow(issues, index))),
  };
}

/** A condition over columns as one over `row`; what belongs to the record around is named as it is there. */
function ofRow(expr: Json): Json {
  if (Array.isArray(expr)) return expr.map((one) => ofRow(one as Json));
  if (expr === null || typeof expr !== 'object') return expr;
  return Object.fromEntries(
    Object.entries(expr).map(([name, body]) => {
      const path = name === 'var' ? (Array.isArray(body) ? body[0] : body) : undefined;
      if (typeof path !== 'string' || path.startsWith('$') || path === 'row' || path.startsWith('row.'))
        return [name, name === 'var' ? body : ofRow(body as Json)];
      return [name, path.startsWith('_parent_id.') ? path.slice('_parent_id.'.length) : `row.${path}`];
    }),
  );
}
