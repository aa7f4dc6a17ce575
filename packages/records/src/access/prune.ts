import { recordPaths, resolveRef, rowsOfDocument } from '@trellis/forms/model';
import { type Expr, references } from '@trellis/logic';
import {
  type ApiDefault,
  type FieldDefault,
  type FieldMeta,
  type FieldSchema,
  type FormDocument,
  type FormKey,
  type LayoutNode,
  type SimilarRule,
  type SubmitMeta,
  type ViewDocument,
  viewWithout,
} from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';
import { fieldsAsked } from '../outer/value.ts';
import type { Access } from './policy.ts';

/**
 * The form's document as if the hidden fields had never been made.
 * @param owner of the record, where the form is that of a sub-form's rows
 */
export function prunedForm(access: Access, owner?: Access): FormDocument {
  const { form, visible: fields, displays, owned } = access;
  const { document } = form;
  const knowsRules = document.trellis.similar?.every(
    (rule) => seenPairs(access, rule).length === rule.pairs.length,
  );
  if (seesAll(access) && displays.size === form.displays.size && knowsRules !== false) return document;
  const visible: Fields = new Map<string, unknown>([
    ...fields,
    ...[...displays].map((key) => [key, null] as const),
  ]);
  const { checks, keys, similar, stageField, submit, ...meta } = document.trellis;
  const properties = Object.entries(document.properties)
    .filter(([key]) => visible.has(key))
    .map(([key, schema]) => {
      const whole = prunedRows(access, key, schema);
      return [key, prunedField(access, visible, key, whole, owner)] as const;
    });
  const kept = checks?.filter(
    ({ when, field }) =>
      isKnown(form, visible, when, owned, owner) && (field === undefined || visible.has(field)),
  );
  return {
    ...document,
    properties: Object.fromEntries(properties),
    required: document.required.filter((key) => visible.has(key)),
    trellis: {
      ...meta,
      titleField: titleOf(form, visible),
      layout: prunedLayout(meta.layout, visible, (expr) => isKnown(form, visible, expr, owned, owner)),
      ...(stageField !== undefined && visible.has(stageField) ? { stageField } : {}),
      ...(kept ? { checks: kept } : {}),
      ...(keys ? { keys: keys.filter((key) => readsOnly(key, visible)) } : {}),
      ...(similar ? { similar: similar.flatMap((rule) => prunedSimilar(access, rule)) } : {}),
      ...(submit ? { submit: prunedSubmit(submit, visible) } : {}),
    },
  };
}

const readsOnly = ({ fields, except }: FormKey, visible: Fields): boolean =>
  fields.every(({ field }) => visible.has(field)) && (except === undefined || visible.has(except.field));

function prunedSimilar(access: Access, rule: SimilarRule): SimilarRule[] {
  const pairs = seenPairs(access, rule);
  return pairs.length > 0 ? [{ ...rule, pairs }] : [];
}

/** The pairs of fields of which the member sees both sides; of a form that is not seen there are none. */
function seenPairs(
  { form, visible, scope }: Access,
  { form: ref, pairs }: SimilarRule,
): SimilarRule['pairs'] {
  const theirs = ref === undefined ? visible : scope.formOf(resolveRef(form.app, ref))?.fields;
  return pairs.filter(({ field, other = field }) => visible.has(field) && theirs?.has(other));
}

const prunedSubmit = (submit: SubmitMeta, visible: Fields): SubmitMeta =>
  typeof submit.keep === 'object'
    ? { ...submit, keep: submit.keep.filter((key) => visible.has(key)) }
    : submit;

type Fields = ReadonlyMap<string, unknown>;

/** Whether no field and no column of a sub-form is hidden. */
const seesAll = ({ form, visible, owned }: Access): boolean =>
  visible.size === form.fields.size &&
  [...owned.values()].every((rows) => rows.visible.size === rows.form.fields.size);

/** A view without hidden fields; undefined when nothing sensible is left of it. */
export function prunedView(access: Access, view: ViewDocument): ViewDocument | undefined {
  if (seesAll(access)) return view;
  const { form, visible, owned } = access;
  const hidden = new Set([...form.fields.keys()].filter((key) => !visible.has(key)));
  return viewWithout(
    view,
    (field) => hidden.has(field),
    (expr) => !isKnown(form, visible, expr, owned),
  );
}

/** Whether an expression reads none but fields that exist for the member; the server evaluates the others alone. */
function isKnown(
  form: CatalogForm,
  visible: Fields,
  expr: Expr,
  owned: Access['owned'],
  owner?: Access,
): boolean {
  return references(expr).every((path) => {
    const [key = '', column = ''] = path.split('.');
    // A row's rules may name the record that it belongs to, a record's the columns of its rows.
    const beyond = key === '_parent_id' ? owner : owned.get(key);
    if (beyond?.form.fields.has(column) && !beyond.visible.has(column)) return false;
    return !form.fields.has(key) || visible.has(key);
  });
}

const RULES = ['visible', 'requiredWhen', 'readonlyWhen'] as const;

/** Paths of the record that a default reads. */
function readBy(given: FieldDefault): readonly string[] {
  if (given.kind === 'expr') return references(given.expr);
  if (given.kind === 'through') return [given.path];
  if (given.kind === 'api') return fieldsAsked(given);
  return given.kind === 'linked' ? recordPaths(given.where) : [];
}

function prunedField(
  access: Access,
  visible: Fields,
  key: string,
  schema: FieldSchema,
  owner?: Access,
): FieldSchema {
  const { form, owned } = access;
  const meta: { -readonly [K in keyof FieldMeta]: FieldMeta[K] } = { ...schema.trellis };
  const known = (expr: Expr) => isKnown(form, visible, expr, owned, owner);
  for (const rule of RULES) {
    const expr = meta[rule];
    if (expr !== undefined && !known(expr)) delete meta[rule];
  }
  // Half of the rules for options would refuse what the others offer.
  if (!meta.optionsWhen?.every(({ when }) => known(when))) delete meta.optionsWhen;
  const hints = meta.hints?.filter(({ when }) => known(when));
  if (hints) meta.hints = hints;
  if (meta.default && !readBy(meta.default).every((path) => known({ var: path }))) delete meta.default;
  // Without what it reads a formula would come to something else in the browser: there it shows what is stored.
  const computed = form.fields.get(key)?.type.computed?.(meta.config);
  if (computed?.kind === 'formula' && computed.expr !== undefined && !known(computed.expr)) {
    const { expr: _, ...config } = meta.config;
    meta.config = config;
  }
  return { ...schema, trellis: meta };
}

/** A sub-form without its hidden columns, in its settings and in the schema of its rows. */
function prunedRows(access: Access, key: string, schema: FieldSchema): FieldSchema {
  const rows = access.owned.get(key);
  const field = access.form.fields.get(key);
  const setting = field?.type.owned;
  if (!rows || setting === undefined || seesAll(rows)) return schema;
  const hidden = new Set([...rows.form.fields.keys()].filter((column) => !rows.visible.has(column)));
  const config = Object.entries(schema.trellis.config).map(([name, value]) => {
    if (name === setting) return [name, rowsOfDocument(prunedForm(rows, access))];
    const kept = Array.isArray(value) ? value.filter((entry) => !mentions(entry, hidden)) : value;
    return [name, kept];
  });
  const { properties = {}, ...items } = (field?.valueSchema.items ?? {}) as { properties?: object };
  const columns = Object.entries(properties).filter(([column]) => !hidden.has(column));
  return {
    ...schema,
    items: { ...items, properties: Object.fromEntries(columns) },
    trellis: { ...schema.trellis, config: Object.fromEntries(config) },
  };
}

/** A column by its key, or an entry with one somewhere in it. */
const mentions = (entry: unknown, hidden: ReadonlySet<string>): boolean =>
  typeof entry === 'string'
    ? hidden.has(entry)
    : typeof entry === 'object' &&
      entry !== null &&
      Object.values(entry).some((one) => mentions(one, hidden));

function prunedLayout(
  nodes: readonly LayoutNode[],
  visible: Fields,
  known: (expr: Expr) => boolean,
): readonly LayoutNode[] {
  return nodes.flatMap((node): LayoutNode[] => {
    if (node.kind === 'field') return visible.has(node.field) ? [node] : [];
    if (node.kind === 'divider' || node.kind === 'description') return [node];
    const children = prunedLayout(node.children, visible, known);
    // Words about fields that are not there would say what is hidden.
    if (!children.some(holdsFields) && node.children.some(holdsFields)) return [];
    if (children.length === 0) return [];
    const { visible: condition, ...rest } = { visible: undefined, ...node };
    const kept = condition !== undefined && known(condition) ? { visible: condition } : {};
    return [{ ...rest, ...kept, children } as typeof node];
  });
}

const holdsFields = (node: LayoutNode): boolean =>
  node.kind === 'field' || ('children' in node && node.children.some(holdsFields));

/** What names a record for the member: the title, or else the first visible field that may be one. */
function titleOf(form: CatalogForm, visible: Fields): string {
  if (visible.has(form.titleField)) return form.titleField;
  const shown = [...form.fields.values()].filter(({ key }) => visible.has(key));
  return (shown.find(({ type }) => type.title) ?? shown[0])?.key ?? form.titleField;
}

/** The document for those who do not design it: without remarks, and without the addresses that the server asks. */
export function withoutRemarks(document: FormDocument): FormDocument {
  const properties = Object.entries(document.properties);
  const isBare = ({ remark, default: given }: FieldMeta) => remark === undefined && given?.kind !== 'api';
  if (properties.every(([, { trellis }]) => isBare(trellis))) return document;
  const bare = properties.map(([key, schema]) => {
    const { remark: _, ...trellis } = schema.trellis;
    const own =
      trellis.default?.kind === 'api' ? { ...trellis, default: bareAddress(trellis.default) } : trellis;
    return [key, { ...schema, trellis: own }] as const;
  });
  return { ...document, properties: Object.fromEntries(bare) };
}

/** What the browser must know: which fields it follows, and when. */
function bareAddress({ kind, method, params = [], recompute }: ApiDefault): ApiDefault {
  const fields = params.flatMap((param) => ('field' in param ? [{ name: '-', field: param.field }] : []));
  return { kind, method, url: '', params: fields, path: '', ...(recompute ? { recompute } : {}) };
}
