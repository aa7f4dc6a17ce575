import type { DashboardDocument, FieldSchema, FormDocument, Issue, LocalText } from '@trellis/metadata';
import { completeConfig } from '../form/normalise.ts';
import { documentOfRows, rowsIn } from '../form/owned.ts';
import { fieldTypes } from '../registry.ts';
import type { Use } from './uses.ts';

/** What a use is called, and how a designer comes there. */
export interface UsePlace {
  /** Code and parameters of `issueMessage`; a parameter `setting` is the key of a setting. */
  readonly said: Issue;
  /** Field of the form that the place belongs to. */
  readonly field?: string;
  /** The field is merely listed there: publishing takes it out. */
  readonly shows: boolean;
}

/** Names the place of a use inside a form, a view, a role or a dashboard. */
export function placeOfUse(
  { kind, issue }: Use,
  document: FormDocument | DashboardDocument | undefined,
): UsePlace {
  const { path } = issue;
  if (kind === 'form') return inForm(path, document as FormDocument | undefined);
  const [head, second] = path;
  const of = (code: string, shows = false): UsePlace => ({ said: { path, code }, shows });
  if (kind === 'role') return of(path[2] === 'rows' ? 'used_rows' : 'used_right');
  if (kind === 'dashboard') {
    const card = (document as DashboardDocument | undefined)?.cards[Number(second)];
    return { said: named(path, 'used_chart', card?.label), shows: false };
  }
  if (head === 'filter') return of('used_filter');
  const part = Object.hasOwn(PARTS, String(head)) ? PARTS[String(head)] : undefined;
  if (part !== undefined) return of(part, true);
  const code = head === 'config' && Object.hasOwn(VIEW, String(second)) ? VIEW[String(second)] : undefined;
  return of(code ?? 'used_view', code !== undefined && code !== 'used_lane');
}

const PARTS: Readonly<Record<string, string>> = {
  sort: 'used_sort',
  group: 'used_group',
  colors: 'used_color',
  totals: 'used_total',
  quick: 'used_quick',
};

const VIEW: Readonly<Record<string, string>> = {
  columns: 'used_column',
  card: 'used_card',
  sum: 'used_sum',
  lane: 'used_lane',
};

/** Rules of a field by the member that holds them. */
const RULES: Readonly<Record<string, string>> = {
  visible: 'used_visible',
  requiredWhen: 'used_required',
  readonlyWhen: 'used_readonly',
  optionsWhen: 'used_options',
  hints: 'used_hints',
  default: 'used_default',
  whenHidden: 'used_default',
};

function inForm(path: Issue['path'], document: FormDocument | undefined): UsePlace {
  const [head, second, , member, setting] = path;
  if (head === 'properties') {
    const field = String(second);
    const schema = document?.properties[field];
    const rows = member === 'config' && schema ? rowsOf(schema, setting) : undefined;
    // A column, or a check of the rows: the same below the sub-form.
    if (rows) {
      const below = path.slice(5);
      const inner = inForm(below[0] === 'checks' ? ['trellis', ...below] : below, rows);
      return { ...inner, field: inner.field === undefined ? field : `${field}.${inner.field}` };
    }
    const code = Object.hasOwn(RULES, String(member)) ? RULES[String(member)] : undefined;
    const said = named(path, code ?? 'used_setting', schema?.trellis.label);
    const params = { ...said.params, setting: String(setting ?? member) };
    return { said: code ? said : { ...said, params }, field, shows: false };
  }
  if (second === 'titleField' || second === 'stageField')
    return { said: { path, code: second === 'titleField' ? 'used_title' : 'used_stage' }, shows: false };
  if (second === 'checks') {
    const check = document?.trellis.checks?.[Number(path[2])];
    return { said: named(path, 'used_check', check?.message), shows: false };
  }
  if (second === 'submit') return { said: { path, code: 'used_kept' }, shows: true };
  if (second === 'layout') return { said: { path, code: 'used_section' }, shows: false };
  return { said: { path, code: 'used_form', params: { setting: String(second) } }, shows: false };
}

function rowsOf(
  { trellis }: FieldSchema,
  setting: Issue['path'][number] | undefined,
): FormDocument | undefined {
  const type = fieldTypes.find(trellis.type);
  if (type?.owned === undefined || type.owned !== setting) return undefined;
  const rows = rowsIn(type, completeConfig(type, trellis.config));
  return rows && documentOfRows(trellis.label, rows);
}

const named = (path: Issue['path'], code: string, label: LocalText | undefined): Issue => ({
  path,
  code,
  params: { name: label?.zh ?? '', name_en: label?.en || label?.zh || '' },
});
