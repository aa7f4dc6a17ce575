import { compileForm, fieldTypes, normaliseForm } from '@trellis/forms/model';
import { type FieldSchema, type FormDocument, KEY_PATTERN } from '@trellis/metadata';
import { blankForm } from '../blank.ts';
import { type FlatItem, type FlatNode, itemsOf, sectionsOf, spread, tabsOf } from '../layout.ts';
import { itemsNamed } from '../many/commands.ts';

/** The format of what is copied, as a media type of its own and as JSON text for whoever knows only that. */
export const CLIP_TYPE = 'application/x-trellis-form-parts+json';
const MARK = 'form-parts';

/** Parts of a form on their way into another: fields with their layout, and where they come from. */
export interface Clip {
  readonly trellis: typeof MARK;
  readonly version: 1;
  readonly app: string;
  readonly form: string;
  readonly fields: { readonly [key: string]: FieldSchema };
  readonly required: readonly string[];
  readonly nodes: readonly FlatNode[];
}

/** Copies fields and notes by name, or a section or tabs with all they hold. */
export function clipOf(
  from: { readonly app: string; readonly form: string; readonly document: FormDocument },
  what: { readonly names: readonly string[] } | { readonly part: string },
): Clip | undefined {
  const { app, form, document } = from;
  const all = spread(document);
  const part = 'part' in what ? (sectionsOf(all).get(what.part) ?? tabsOf(all).get(what.part)) : undefined;
  const nodes: readonly FlatNode[] = 'names' in what ? itemsNamed(all, what.names) : part ? [part] : [];
  if (nodes.length === 0) return undefined;
  const keys = fieldsIn(nodes);
  const fields = keys.flatMap((key) => {
    const field = document.properties[key];
    return field ? [[key, field] as const] : [];
  });
  return {
    trellis: MARK,
    version: 1,
    app,
    form,
    fields: Object.fromEntries(fields),
    required: document.required.filter((key) => keys.includes(key)),
    nodes,
  };
}

const fieldsIn = (nodes: readonly FlatNode[]): readonly string[] =>
  itemsOf(nodes).flatMap((item) => (item.kind === 'field' ? [item.field] : []));

/** Reads what was copied, perhaps in another tab or by an earlier version; undefined for any other text. */
export function readClip(text: string): Clip | undefined {
  if (!text.includes(MARK)) return undefined;
  try {
    const clip = JSON.parse(text) as Clip;
    return clip.trellis === MARK && clip.version === 1 && isWhole(clip) ? clip : undefined;
  } catch {
    return undefined;
  }
}

const KEY = new RegExp(KEY_PATTERN);

/** Whether the designer can show it: the parts hold each other, and a form of these fields compiles. Throws otherwise. */
function isWhole({ app, form, fields, required, nodes }: Clip): boolean {
  const keys = Object.keys(fields);
  const known = Object.values(fields).every(
    ({ trellis }) => fieldTypes.find(trellis.type) && trellis.label.zh,
  );
  const items = itemsOf(nodes);
  const placed = items.every((item) =>
    item.kind === 'field' ? Object.hasOwn(fields, item.field) : isNote(item),
  );
  if (!known || !placed || items.length + nodes.length === 0 || !Array.isArray(required)) return false;
  if (!KEY.test(app) || !KEY.test(form) || !keys.every((key) => KEY.test(key))) return false;
  compileForm(`${app}:${form}`, normaliseForm({ ...blankForm({ zh: form }), properties: fields }));
  return true;
}

const isNote = (item: FlatItem): boolean =>
  (item.kind === 'divider' || (item.kind === 'description' && typeof item.text.zh === 'string')) &&
  typeof item.key === 'string';

/** Most fields that lines of text become at once. */
const MOST_LINES = 100;
const MOST_LETTERS = 100;

/** Names of fields in text from elsewhere: a column or a row of a sheet, a list in a mail. */
export function namesIn(text: string): readonly string[] {
  const names = text
    .split(/[\r\n\t]+/)
    .map((line) =>
      line
        .replace(/^[\s\-*•·]+/, '')
        .replace(/[\s:：]+$/, '')
        .trim(),
    )
    .filter((line) => line.length > 0 && line.length <= MOST_LETTERS);
  return [...new Set(names)].slice(0, MOST_LINES);
}
