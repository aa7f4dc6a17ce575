import { environmentOf } from '../environment.ts';
import type { Scope, ScopeField, ScopeForm } from '../types.ts';
import type { FormulaNames, FormulaOption, Found } from './types.ts';

/** What people call the fields and options of forms. */
export interface FormulaLabels {
  /** Labels of a field of a form, the one to show first. */
  field(form: string, key: string): readonly string[];
  options?(form: string, key: string): readonly FormulaOption[];
}

const BEFORE = '$before';

interface Step {
  readonly form: ScopeForm;
  readonly key: string;
  readonly field: ScopeField;
}

/** Names by labels over the fields of a scope, through references and rows. Keys go before labels. */
export function namesOf(scope: Scope, labels: FormulaLabels): FormulaNames {
  const next = ({ field }: Step) => {
    const ref = field.rows?.form ?? field.target;
    return ref === undefined ? undefined : scope.formOf(ref);
  };

  /** Every way to read the parts of a name as fields, one after another; a label may hold dots. */
  const ways = (form: ScopeForm, parts: readonly string[]): readonly (readonly Step[])[] => {
    const found: (readonly Step[])[] = [];
    for (let count = parts.length; count > 0; count--) {
      const name = parts.slice(0, count).join('.');
      for (const step of fieldsNamed(form, name)) {
        if (count === parts.length) {
          found.push([step]);
          continue;
        }
        const inner = next(step);
        if (inner) found.push(...ways(inner, parts.slice(count)).map((rest) => [step, ...rest]));
      }
    }
    return found;
  };

  const folded = new Map<ScopeForm, ReadonlyMap<string, readonly string[]>>();
  /** Keys of the fields of a form by folded label. */
  const byLabel = (form: ScopeForm): ReadonlyMap<string, readonly string[]> => {
    const known = folded.get(form);
    if (known) return known;
    const made = new Map<string, readonly string[]>();
    for (const key of form.fields.keys()) {
      for (const label of new Set(labels.field(form.ref, key).map(fold)))
        made.set(label, [...(made.get(label) ?? []), key]);
    }
    folded.set(form, made);
    return made;
  };

  const fieldsNamed = (form: ScopeForm, name: string): readonly Step[] => {
    const trimmed = name.trim();
    const own = form.fields.get(trimmed);
    if (own) return [{ form, key: trimmed, field: own }];
    return (byLabel(form).get(fold(trimmed)) ?? []).map((key) => ({
      form,
      key,
      field: form.fields.get(key)!,
    }));
  };

  const stepsOf = (path: string): readonly Step[] => {
    const steps: Step[] = [];
    let form: ScopeForm | undefined = scope.form;
    for (const key of path.split('.')) {
      const field: ScopeField | undefined = form?.fields.get(key);
      if (!form || !field) return [];
      const step: Step = { form, key, field };
      steps.push(step);
      form = next(step);
    }
    return steps;
  };

  const find = (text: string): Found => {
    const name = text.normalize('NFKC').trim();
    if (environmentOf(name) || name === 'row' || name.startsWith('row.'))
      return { is: 'path', path: name, rows: [] };
    const [prefix, rest] = name.startsWith(`${BEFORE}.`)
      ? [`${BEFORE}.`, name.slice(BEFORE.length + 1)]
      : ['', name];
    const all = ways(scope.form, rest.split('.'));
    const paths = [...new Set(all.map((steps) => steps.map(({ key }) => key).join('.')))];
    const [first] = all;
    const [path] = paths;
    if (!first || path === undefined) return { is: 'unknown' };
    if (paths.length > 1) return { is: 'ambiguous', paths };
    const keys = first.map(({ key }) => key);
    const rows = first.flatMap(({ field }, index) =>
      field.rows ? [prefix + keys.slice(0, index + 1).join('.')] : [],
    );
    return { is: 'path', path: prefix + path, rows };
  };

  const show = (path: string): string => {
    if (path.startsWith(`${BEFORE}.`)) return `${BEFORE}.${show(path.slice(BEFORE.length + 1))}`;
    const steps = stepsOf(path);
    if (steps.length === 0) return path;
    const text = steps.map(({ form, key }) => labels.field(form.ref, key)[0] ?? key).join('.');
    if (/[{}｛｝\n]/.test(text)) return path;
    const back = find(text);
    return back.is === 'path' && back.path === path ? text : path;
  };

  const lastOf = (path: string): Step | undefined =>
    stepsOf(path.startsWith(`${BEFORE}.`) ? path.slice(BEFORE.length + 1) : path).at(-1);

  return {
    find,
    show,
    options: (path) => {
      const last = lastOf(path);
      return last ? (labels.options?.(last.form.ref, last.key) ?? []) : [];
    },
    title: (path) => {
      const last = lastOf(path);
      const toOne = last?.field.type.kind === 'ref' && !last.field.type.many && !last.field.rows;
      const title = toOne ? next(last)?.title : undefined;
      return title === undefined ? undefined : `${path}.${title}`;
    },
  };
}

/** One spelling for a name however it was typed. */
const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
