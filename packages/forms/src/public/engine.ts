import type { Env, Value } from '@trellis/logic';
import { type FormDocument, type Issue, issueMessage, type Locale, localText } from '@trellis/metadata';
import { type FormSession, formSession } from '../compute/session.ts';
import { type CompiledForm, compileForm } from '../form/compile.ts';
import { offerIssues } from '../form/guide.ts';
import { judgeRecord } from '../form/judge.ts';
import { ownedFields } from '../form/owned.ts';
import { normaliseRecord, validateRecord } from '../form/record.ts';
import { rowsOf } from '../form/rows.ts';
import { type BehaviourState, behaviourState } from '../form/state.ts';
import { cascade } from '../linkage/cascade.ts';
import { loadPatterns } from '../values/late-re2js.ts';

type Values = Readonly<Record<string, Value>>;

/** What is wrong, in words, at its place: field, row, column. */
export interface Problem {
  readonly path: Issue['path'];
  readonly text: string;
  /** It may be sent all the same. */
  readonly warning?: true;
}

/** The rules, formulas and checks of a form while a visitor fills it in; the server judges by the same. */
export interface PublicEngine {
  /** What follows from a change: formulas, defaults that follow, and the state of each field. */
  follow(values: Values, changed: string | 'all', touched: ReadonlySet<string>): Followed;
  /** Everything wrong with what the visitor would send, and what that is. */
  check(values: Values, touched: ReadonlySet<string>): Checked;
  /** A value as people read it. */
  text(field: string, value: Value): string;
}
export interface Followed {
  readonly values: Values;
  readonly state: BehaviourState;
  /** Choices that the rules have ceased to offer: said at once, they stand until the visitor chooses again. */
  readonly gone: readonly Problem[];
}
interface Checked {
  readonly problems: readonly Problem[];
  readonly values: Values;
}

interface Place {
  readonly ref: string;
  readonly tz: string;
  readonly locale: Locale;
}

/** Makes a form's engine ready. */
export async function openEngine(document: FormDocument, place: Place): Promise<PublicEngine> {
  if (JSON.stringify(document).includes('"pattern"')) await loadPatterns();
  const form = compileForm(place.ref, document);
  const env = (): Env => ({
    now: new Date().toISOString(),
    tz: place.tz,
    member: { id: '00000000-0000-7000-8000-000000000001', departments: [], roles: [] },
  });
  let session: FormSession | undefined;
  return {
    follow(values, changed, touched) {
      const at = env();
      const moved = changed === 'all' ? changed : new Set([changed]);
      const filling = { isNew: true, touched, filled: new Set<string>() };
      const next = cascade(form, values, moved, filling, at).values;
      session ??= formSession(form, next, at);
      session.become(next, at);
      const gone = goneChoices(form, session.values, session.state);
      return {
        values: session.values,
        state: session.state,
        gone: gone.map((issue) => problemOf(form, issue, place.locale)),
      };
    },
    check: (values, touched) => checked(form, values, touched, env(), place.locale),
    text(key, value) {
      const field = form.fields.get(key);
      if (!field || value === null) return '';
      return field.type.format(value, field.config, place);
    },
  };
}

function checked(
  form: CompiledForm,
  given: Values,
  touched: ReadonlySet<string>,
  env: Env,
  locale: Locale,
): Checked {
  const values: Record<string, Value> = {};
  const unreadable: Issue[] = [];
  for (const key of form.fields.keys()) {
    const value = given[key] ?? null;
    const read = normaliseRecord(form, { [key]: value }, { generated: 'keep' });
    values[key] = (read.ok ? read.value[key] : value) ?? null;
    if (!read.ok) unreadable.push(...read.issues);
  }
  const state = behaviourState(form, values, env);
  const bad = new Set(unreadable.map(({ path }) => path[0]));
  const found = validateRecord(form, values, state);
  const missing = new Set(found.flatMap(({ path, code }) => (code === 'required' ? [path[0]] : [])));
  // What is missing needs no second reproach.
  const judged = judgeRecord(form, values, state, env).filter(({ path }) => !missing.has(path[0] ?? ''));
  const others = [...found, ...judged];
  const issues = [...unreadable, ...others.filter(({ path }) => !bad.has(path[0] ?? ''))];
  const seen = issues.filter(({ path }) => path.length === 0 || state.visible.has(String(path[0])));
  const send = Object.entries(values).filter(
    ([key, value]) => !form.fields.get(key)?.type.generated && (value !== null || touched.has(key)),
  );
  return {
    problems: seen.map((issue) => problemOf(form, issue, locale)),
    values: Object.fromEntries(send),
  };
}

/** Choices, also in rows, that the rules do not offer now. */
const goneChoices = (form: CompiledForm, values: Values, state: BehaviourState): readonly Issue[] => [
  ...offerIssues(form, values, state),
  ...ownedFields(form).flatMap(({ key, rows }) =>
    rowsOf(values[key]).flatMap((row, index) => {
      const ofRow = state.visible.has(key) ? state.rows?.get(key)?.[index] : undefined;
      const issues = ofRow ? offerIssues(rows, row, ofRow) : [];
      return issues.map((issue) => ({ ...issue, path: [key, index, ...issue.path] }));
    }),
  ),
];

function problemOf(form: CompiledForm, issue: Issue, locale: Locale): Problem {
  const text = worded(form, issue, locale);
  return { path: issue.path, text, ...(issue.code === 'check_warning' ? { warning: true } : {}) };
}

function worded(form: CompiledForm, issue: Issue, locale: Locale): string {
  const [key, row, column] = issue.path;
  const field = form.fields.get(String(key));
  const inRow = field?.owned && typeof row === 'number' ? field.owned.fields.get(String(column)) : undefined;
  const label = (inRow ?? field)?.meta.label;
  return issueMessage(issue, locale, label && localText(label, locale));
}
