import { kindNames, type ScopeField, type ScopeForm, type ValueType } from '@trellis/logic';
import { keyFromLabel } from '@trellis/metadata';
import type { FormulaWorld } from './world.ts';

/** A field as it is offered for a formula. */
export interface FormulaField {
  /** `customer.grade`. */
  readonly path: string;
  /** 客户.等级 */
  readonly label: string;
  /** Its kind in words. */
  readonly kind: string;
  /** Steps through other forms before it. */
  readonly depth: number;
}

/** Steps through other forms that are offered unasked. */
const DEPTH = 1;
/** System fields that say something to people, after those of the form. */
const SYSTEM = ['_owner_id', '_created_at', '_created_by', '_updated_at', '_updated_by', '_department_id'];

/** The fields that a formula may name: those of the form, then those behind its references and in its rows. */
export function formulaFields(world: FormulaWorld): readonly FormulaField[] {
  const near: FormulaField[] = [];
  const far: FormulaField[] = [];
  collect(world, world.scope.form, '', '', 0, (field) => (field.depth === 0 ? near : far).push(field));
  return [...near, ...far];
}

/** Fields behind a path that ends at a reference or rows. */
export function fieldsBehind(world: FormulaWorld, path: string): readonly FormulaField[] {
  let form: ScopeForm | undefined = world.scope.form;
  for (const key of path.split('.')) {
    const field: ScopeField | undefined = form?.fields.get(key);
    const ref: string | undefined = field?.rows?.form ?? field?.target;
    form = ref === undefined ? undefined : world.scope.formOf(ref);
  }
  const found: FormulaField[] = [];
  if (form)
    collect(world, form, `${path}.`, `${world.names.show(path)}.`, DEPTH, (field) => found.push(field));
  return found;
}

function collect(
  world: FormulaWorld,
  form: ScopeForm,
  path: string,
  label: string,
  depth: number,
  found: (field: FormulaField) => void,
): void {
  const keys = [...form.fields.keys()].filter((key) => !key.startsWith('_') && path + key !== world.self);
  for (const key of [...keys, ...(depth === 0 ? SYSTEM : [])]) {
    const field = form.fields.get(key);
    if (!field) continue;
    const name = label + world.label(form.ref, key);
    found({
      path: path + key,
      label: name,
      kind: kindText(field.type, world, field.rows !== undefined),
      depth,
    });
    const next = field.rows?.form ?? (field.type.many ? undefined : field.target);
    const inner = next === undefined || depth >= DEPTH ? undefined : world.scope.formOf(next);
    if (inner) collect(world, inner, `${path}${key}.`, `${name}.`, depth + 1, found);
  }
}

function kindText({ kind, many }: ValueType, { locale }: FormulaWorld, rows: boolean): string {
  if (rows) return locale === 'zh' ? '多行' : 'rows';
  const name = kindNames[locale][kind] ?? kind;
  return many ? (locale === 'zh' ? `${name}列表` : `list of ${name}`) : name;
}

const spellings = new Map<string, readonly string[]>();

/** How a label may be typed without an input method: in pinyin, or by its first letters. */
function typed(label: string): readonly string[] {
  let known = spellings.get(label);
  if (!known) {
    const words = keyFromLabel(label, []).split('_');
    known = [words.join(''), words.map(([first = '']) => first).join('')];
    spellings.set(label, known);
  }
  return known;
}

/** How well a field answers what was typed, 0 best; undefined = not at all. */
export function fieldRank({ label, path }: FormulaField, query: string): number | undefined {
  if (query === '') return 0;
  const wanted = query.normalize('NFKC').toLowerCase();
  const name = label.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  if (name.split('.').some((part) => part.startsWith(wanted))) return 1;
  if (name.includes(wanted) || path.toLowerCase().startsWith(wanted)) return 2;
  if (!/^[a-z0-9_.]+$/.test(wanted)) return undefined;
  if (path.includes(wanted)) return 3;
  const last = label.slice(label.lastIndexOf('.') + 1);
  return typed(last).some((spelling) => spelling.startsWith(wanted)) ? 3 : undefined;
}
