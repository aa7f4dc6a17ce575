import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import { mergeChanges, sameValue, type Values } from '../record/merge.ts';

/** What somebody has typed into a form and not saved yet. */
export interface Draft {
  /** Of the record that it changes, or will be: a repeated save can't make a second one. */
  readonly id: string;
  /** "app:form". */
  readonly form: string;
  /** Of the record that the change was made on; null for a record that is still to be made. */
  readonly version: number | null;
  readonly set: Values;
  /** What the record had in these fields when the change began. */
  readonly was?: Values;
  /** Put into the draft box, not just kept in passing. */
  readonly kept: boolean;
  readonly title?: string;
  /** When it was last typed in, ISO. */
  readonly at: string;
  /** Why the server did not take it when it was submitted later; whoever opens it is told, and what is missing too. */
  readonly refused?: string;
  /** Submitted without a network: sent by itself when there is one. */
  readonly waiting?: true;
}

/** A draft as the server lists it. */
export interface DraftHead {
  readonly id: string;
  readonly app: string;
  readonly form: string;
  readonly version: number | null;
  readonly kept: boolean;
  readonly title: string | null;
  readonly updatedAt: string;
}

/** A draft as it is kept in this browser. */
export interface Entry {
  readonly draft: Draft;
  /** The server's copy that this one goes on from. */
  readonly synced?: string;
  /** There is something in it that the server does not have. */
  readonly dirty: boolean;
  /** Thrown away; stays until the server knows. */
  readonly gone?: true;
}

/** A draft in a list, without what is in it. */
export type DraftInfo = Pick<
  Draft,
  'id' | 'form' | 'version' | 'kept' | 'title' | 'at' | 'waiting' | 'refused'
>;

/** The drafts of a member, in this browser and on the server, the newest first. */
export function listed(entries: Iterable<Entry>, heads: Iterable<DraftHead>): DraftInfo[] {
  const byId = new Map<string, DraftInfo | null>();
  for (const { id, app, form, version, kept, title, updatedAt } of heads) {
    byId.set(id, {
      id,
      form: `${app}:${form}`,
      version,
      kept,
      ...(title ? { title } : {}),
      at: updatedAt,
    });
  }
  for (const { draft, dirty, gone, synced } of entries) {
    // A clean copy whose original is gone was finished or thrown away elsewhere.
    if (gone) byId.set(draft.id, null);
    else if (dirty || draft.waiting || (byId.has(draft.id) && synced === byId.get(draft.id)?.at))
      byId.set(draft.id, draft);
  }
  return [...byId.values()]
    .filter((info) => info !== null)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1));
}

/** Both of two versions of a draft that were typed apart: nothing of either is lost but where they differ the later stays. */
export function joined(a: Draft, b: Draft): Draft {
  const [older, newer] = a.at < b.at ? [a, b] : [b, a];
  return { ...newer, set: { ...older.set, ...newer.set }, was: { ...newer.was, ...older.was } };
}

/** Of what is on the screen that which belongs into a draft: nothing that is worked out, kept secret, or still being sent. */
export function typedValues(form: CompiledForm, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const field = form.fields.get(key);
      if (!field || field.type.generated || isSecret(field, value)) return [];
      if (field.owned) return [[key, withoutSecrets(field.owned, value)]];
      if (!field.type.files || !Array.isArray(value)) return [[key, value]];
      return [[key, value.filter((file) => field.type.normalise([file], field.config).ok)]];
    }),
  );
}

/**
 * Whether values hold something that is stored encrypted. This browser keeps it nowhere: such a record is sent by whoever
 * fills it in, or not at all.
 */
export const holdsSecrets = (form: CompiledForm, values: Values): boolean =>
  Object.entries(values).some(([key, value]) => {
    const field = form.fields.get(key);
    if (field && isSecret(field, value)) return true;
    const rows = field?.owned;
    return rows !== undefined && Array.isArray(value) && value.some((row: Values) => holdsSecrets(rows, row));
  });

/** That a field was emptied is no secret. */
const isSecret = ({ meta }: CompiledField, value: unknown): boolean =>
  meta.encrypted === true && (value ?? null) !== null;

/** Rows without the cells that are stored encrypted: these lie nowhere else. */
function withoutSecrets(rows: CompiledForm, value: unknown): unknown {
  if (!Array.isArray(value) || ![...rows.fields.values()].some(({ meta }) => meta.encrypted)) return value;
  return value.map((row: Values) =>
    Object.fromEntries(
      Object.entries(row).filter(([column, cell]) => {
        const field = rows.fields.get(column);
        return !field || !isSecret(field, cell);
      }),
    ),
  );
}

/** What of a draft goes on top of its record as it is now, and what others changed differently meanwhile. */
export function onTopOf(draft: Draft, record: { readonly version: number; readonly values: Values }) {
  if (draft.version === record.version || !draft.was) {
    const set = Object.entries(draft.set).filter(([key, value]) => !sameValue(record.values[key], value));
    return { set: Object.fromEntries(set), clashes: [] };
  }
  return mergeChanges(draft.was, draft.set, record.values);
}
