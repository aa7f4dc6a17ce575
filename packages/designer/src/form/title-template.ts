import { type CompiledField, type CompiledForm, resolveRef } from '@trellis/forms/model';
import type { Expr } from '@trellis/logic';
import type { FormDocument, LocalText } from '@trellis/metadata';
import { addField, type FormCommand, freeKey, freeLabel, newField } from './commands.ts';

/** Something that a title may be composed of: a field, or the title of what a field refers to. */
export interface TitlePart {
  /** "customer.name" */
  readonly path: string;
  /** As the template names it, between braces. */
  readonly name: string;
}

/** Kinds whose values can be written into a text. */
const WRITTEN: ReadonlySet<string> = new Set(['text', 'number', 'date', 'time', 'datetime', 'option']);
/** Label of the field that holds a composed title. */
const LABEL: LocalText = { zh: '数据标题', en: 'Record title' };

const isWritten = ({ kind, many, meta, type }: CompiledField): boolean =>
  WRITTEN.has(kind) && !many && !meta.encrypted && !type.display;

/** What the titles of a form may be composed of; names that two fields share are told apart by the key. */
export function titleParts(
  form: CompiledForm,
  forms: ReadonlyMap<string, CompiledForm>,
): readonly TitlePart[] {
  const parts = [...form.fields.values()].flatMap((field): TitlePart[] => {
    const name = field.meta.label.zh;
    // A composed title is not made of itself.
    if (isWritten(field))
      return field.key === composedField(form.document) ? [] : [{ path: field.key, name }];
    const target = field.target && !field.many ? forms.get(resolveRef(form.app, field.target)) : undefined;
    const title = target?.fields.get(target.titleField);
    return title && isWritten(title) ? [{ path: `${field.key}.${title.key}`, name }] : [];
  });
  const count = (name: string) => parts.filter((part) => part.name === name).length;
  return parts.map(({ path, name }) => {
    const plain = name.replace(/[{}]/g, '');
    return { path, name: count(name) > 1 ? `${plain} ${path}` : plain };
  });
}

/** A template such as "{客户} · {阶段}" as an expression; the name that stands for nothing where there is one. */
export function composeTitle(
  template: string,
  parts: readonly TitlePart[],
): { readonly expr: Expr } | { readonly unknown: string } {
  const paths = new Map(parts.map(({ path, name }) => [name, path]));
  const pieces = template.split(/(\{[^{}]*\})/).filter((piece) => piece !== '');
  const args: Expr[] = [];
  for (const piece of pieces) {
    const name = /^\{(.*)\}$/.exec(piece)?.[1]?.trim();
    const path = name === undefined ? undefined : paths.get(name);
    if (name !== undefined && path === undefined) return { unknown: name };
    args.push(path === undefined ? piece : { var: path });
  }
  return { expr: { concat: args } };
}

/** The template of an expression that `composeTitle` makes; undefined for any other. */
export function templateOf(expr: Expr | undefined, parts: readonly TitlePart[]): string | undefined {
  const args = (expr as { readonly concat?: unknown } | undefined)?.concat;
  if (!Array.isArray(args)) return undefined;
  const pieces = (args as readonly Expr[]).map((arg) => {
    if (typeof arg === 'string') return arg;
    const path = (arg as { readonly var?: unknown } | null)?.var;
    const part = parts.find((one) => one.path === path);
    return part && `{${part.name}}`;
  });
  return pieces.every((piece) => piece !== undefined) ? pieces.join('') : undefined;
}

/** The field that holds a composed title, where the form has one as its title. */
export function composedField({ properties, trellis }: FormDocument): string | undefined {
  const config = properties[trellis.titleField]?.trellis.config;
  const expr = config?.expr as { readonly concat?: unknown } | undefined;
  return expr && Object.hasOwn(expr, 'concat') ? trellis.titleField : undefined;
}

/** Makes the composed text the title: in a field of its own that the form does not show. */
export function setComposedTitle(document: FormDocument, expr: Expr, past: Iterable<string>): FormCommand {
  const label: LocalText = { zh: '组合数据标题', en: 'Compose the title' };
  const present = composedField(document);
  const config = { expr, result: { type: 'text', config: { maxLength: 200 } } };
  if (present !== undefined) {
    return {
      label,
      merge: 'title-template',
      apply(now) {
        const field = now.properties[present];
        if (!field) return now;
        const next = { ...field, trellis: { ...field.trellis, config } };
        return { ...now, properties: { ...now.properties, [present]: next } };
      },
    };
  }
  const field = newField('formula', freeLabel(document, LABEL));
  const key = freeKey(field.trellis.label, document, past);
  const hidden = { ...field, trellis: { ...field.trellis, config, visible: false } };
  const add = addField(key, hidden, { end: true });
  return {
    label,
    apply(now) {
      const added = add.apply(now);
      return { ...added, trellis: { ...added.trellis, titleField: key } };
    },
  };
}
