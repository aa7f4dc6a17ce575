import { ApiError, type Client, formParams } from '@trellis/ui/react';
import { sameValue, type Values } from '../record/merge.ts';
import { type Draft, type DraftHead, onTopOf } from './draft.ts';

/** What the store of drafts asks of the server. */
export interface DraftApi {
  list(): Promise<readonly DraftHead[]>;
  load(head: DraftHead): Promise<Draft>;
  save(draft: Draft): Promise<DraftHead>;
  remove(draft: Pick<Draft, 'id' | 'form'>): Promise<void>;
  /** Saves the record that a draft is for. Repeating it changes nothing. */
  submit(draft: Draft): Promise<void>;
}

/** Whether a call failed because nobody answered, so that it may well succeed later. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'network' || error.status === 429 || error.status >= 502);

/** Whether the server will not have it, however often it is asked. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ApiError && !isUnreachable(error) && error.status !== 401 && error.status < 500;

/** What the server said against it, in the reader's words. */
export const refusalOf = (error: unknown): string =>
  error instanceof ApiError ? (error.issues[0]?.message ?? error.title) : '';

/** The drafts of the member whose session the client has. */
export function draftApi(client: Client, workspace: string): DraftApi {
  const at = ({ id, form }: Pick<Draft, 'id' | 'form'>) => ({ ...formParams(workspace, form), id });

  async function change(draft: Draft, version: number | null, set: Values): Promise<void> {
    const body = { ...(version === null ? {} : { version }), set: { ...set } };
    try {
      await client.call('updateRecord', { params: at(draft), body });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'version_conflict') throw error;
      const theirs = await client.call('getRecord', { params: at(draft) });
      // An answer that was lost on its way: it has been saved already.
      if (Object.entries(set).every(([key, value]) => sameValue(theirs.values[key], value))) return;
      const merged = onTopOf(draft, theirs);
      if (merged.clashes.length > 0 || theirs.version === version) throw error;
      await change(draft, theirs.version, merged.set);
    }
  }

  return {
    async list() {
      return (await client.call('listDrafts', { params: { workspace } })).drafts;
    },
    async load(head) {
      const form = `${head.app}:${head.form}`;
      const found = await client.call('getDraft', { params: at({ id: head.id, form }) });
      return {
        id: found.id,
        form,
        version: found.version,
        kept: found.kept,
        set: found.values,
        ...(found.was ? { was: found.was } : {}),
        ...(found.title ? { title: found.title } : {}),
        at: found.updatedAt,
      };
    },
    save(draft) {
      const { version, kept, title, set, was } = draft;
      return client.call('saveRecordDraft', {
        params: at(draft),
        body: {
          kept,
          values: { ...set },
          ...(version === null ? {} : { version }),
          ...(title === undefined ? {} : { title }),
          ...(was === undefined ? {} : { was: { ...was } }),
        },
      });
    },
    async remove(draft) {
      await client.call('deleteDraft', { params: at(draft) });
    },
    async submit(draft) {
      if (draft.version !== null) return change(draft, draft.version, draft.set);
      const { id } = draft;
      await client.call('createRecord', {
        params: formParams(workspace, draft.form),
        body: { id, values: { ...draft.set } },
      });
    },
  };
}
