import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useAskReason } from '../primitives/ask-reason.tsx';
import { keys } from './keys.ts';
import { useClient, useWorkspace } from './provider.tsx';
import type { Body, Reply } from './request.ts';
import { withReason } from './warnings.ts';

/** A record as it travels: exact numbers are decimal strings, empty values null. */
export interface RecordData {
  readonly id: string;
  readonly version: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly meta: Reply<'createRecord'>['meta'];
}
/** Titles of referenced records and members; ids that the caller may not see are absent. */
export type Refs = Readonly<Record<string, { readonly title: string }>>;
export type RecordPage = Reply<'queryRecords'>;
export type RecordsQuery = Body<'queryRecords'>;
/** A list without its position: what pages share. */
export type ListQuery = Omit<RecordsQuery, 'after' | 'offset'>;
export type GroupQuery = Body<'groupRecords'>;
export type HistoryChange = Reply<'recordHistory'>['changes'][number];

/** Path parameters of a form named "app:form". */
export function formParams(
  workspace: string,
  form: string,
): { workspace: string; app: string; form: string } {
  const [app = '', key = ''] = form.split(':');
  return { workspace, app, form: key };
}

/** One page of records. */
export function useRecords(form: string, body: RecordsQuery, options: { enabled?: boolean } = {}) {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.records(key, form, body),
    queryFn: ({ signal }) => client.call('queryRecords', { params: formParams(key, form), body, signal }),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}

/** Pages by cursor; the total is asked for with the first one only. */
export function useRecordPages(form: string, body: ListQuery, options: { enabled?: boolean } = {}) {
  const client = useClient();
  const { key } = useWorkspace();
  return useInfiniteQuery<RecordPage, Error, InfiniteData<RecordPage>, readonly unknown[], string | null>({
    queryKey: keys.pages(key, form, body),
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) =>
      client.call('queryRecords', {
        params: formParams(key, form),
        body: pageParam === null ? body : { ...body, after: pageParam, total: 'none' },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}

/** A record with the titles of what it refers to. */
export function useRecord(form: string, id: string | undefined) {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.record(key, form, id ?? ''),
    queryFn: ({ signal }) =>
      client.call('getRecord', { params: { ...formParams(key, form), id: id ?? '' }, signal }),
    enabled: id !== undefined,
  });
}

/** Groups within groups and totals. */
export function useGroups(form: string, body: GroupQuery, options: { enabled?: boolean } = {}) {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.groups(key, form, body),
    queryFn: ({ signal }) => client.call('groupRecords', { params: formParams(key, form), body, signal }),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}

/** A new record (no `id` or `version`), or a change of one on the version that was read. */
export type SaveInput =
  | {
      readonly create: Readonly<Record<string, unknown>>;
      readonly id?: string;
      readonly owner?: string | null;
    }
  | {
      readonly id: string;
      readonly version?: number;
      readonly set: Readonly<Record<string, unknown>>;
      readonly owner?: string | null;
    };

/** Creates or changes a record; everything of its form is requeried. Warnings ask for a reason first. */
export function useSaveRecord(form: string) {
  const ask = useAskReason();
  const client = useClient();
  const { key } = useWorkspace();
  const changed = useFormChanged(form);
  return useMutation({
    // Without a network it fails at once, for the caller to keep what was typed, instead of waiting in silence.
    networkMode: 'always',
    mutationFn: (input: SaveInput): Promise<RecordData> => {
      const params = formParams(key, form);
      const owner = input.owner === undefined ? {} : { owner: input.owner };
      return withReason(ask, (given) => {
        const accept = given ? { accept: given } : {};
        if ('create' in input) {
          const id = input.id === undefined ? {} : { id: input.id };
          return client.call('createRecord', {
            params,
            body: { values: { ...input.create }, ...id, ...owner, ...accept },
          });
        }
        const version = input.version === undefined ? {} : { version: input.version };
        return client.call('updateRecord', {
          params: { ...params, id: input.id },
          body: { set: { ...input.set }, ...version, ...owner, ...accept },
        });
      });
    },
    onSuccess: changed,
  });
}

/** Deletes records; they can be restored with `useRestoreRecords`. */
export function useDeleteRecords(form: string) {
  const client = useClient();
  const { key } = useWorkspace();
  const changed = useFormChanged(form);
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      client.call('bulkRecords', { params: formParams(key, form), body: { delete: [...ids] } }),
    onSuccess: changed,
  });
}

/** Brings deleted records back. */
export function useRestoreRecords(form: string) {
  const client = useClient();
  const { key } = useWorkspace();
  const changed = useFormChanged(form);
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      client.call('bulkRecords', { params: formParams(key, form), body: { restore: [...ids] } }),
    onSuccess: changed,
  });
}

/** Requeries what depends on a form's records; resolves at once, the queries run on. */
function useFormChanged(form: string): () => void {
  const cache = useQueryClient();
  const { key } = useWorkspace();
  return () => {
    void cache.invalidateQueries({ queryKey: keys.form(key, form) });
    void cache.invalidateQueries({ queryKey: keys.reports(key) });
  };
}
