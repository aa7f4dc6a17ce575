import { useQuery, useQueryClient } from '@tanstack/react-query';
import { formParams, keys, type Reply, useClient, useWorkspace } from '@trellis/ui/react';
import { useCallback, useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import type { Mapping } from './mapping.ts';

/** An import as the server tells it. */
export type ImportJob = Reply<'getImport'>;

const POLL_MS = 500;
const isWorking = (job: ImportJob | undefined) => job?.state === 'previewing' || job?.state === 'running';

/** What can be done with the import of an id, which the address keeps. */
export function useImport(info: FormInfo, id: string | undefined) {
  const client = useClient();
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const { ref } = info.form;
  const params = useMemo(() => ({ ...formParams(workspace, ref), id: id ?? '' }), [workspace, ref, id]);
  const job = useQuery({
    queryKey: keys.imports(workspace, ref, id ?? ''),
    queryFn: ({ signal }) => client.call('getImport', { params, signal }),
    enabled: id !== undefined,
    refetchInterval: (query) => (isWorking(query.state.data) ? POLL_MS : false),
  });

  const keep = useCallback(
    (next: ImportJob) => {
      cache.setQueryData(keys.imports(workspace, ref, next.id), next);
      return next;
    },
    [cache, workspace, ref],
  );

  return {
    job: id === undefined ? undefined : job.data,
    error: id === undefined ? null : job.error,
    retry: () => void job.refetch(),
    upload: async (file: File, progress: (sent: number, total: number) => void, signal: AbortSignal) => {
      const form = new FormData();
      form.set('file', file, file.name);
      return keep(
        await client.upload('uploadImport', { params: formParams(workspace, ref), form, progress, signal }),
      );
    },
    /** Takes another sheet of a workbook: with a mapping of its own. */
    choose: async (sheet: number) =>
      keep(await client.call('chooseImportSheet', { params, body: { sheet } })),
    preview: async (mapping: Mapping) =>
      keep(await client.call('previewImport', { params, body: { mapping } })),
    /** @param reason why rows are taken that checks only warn of; absent = they count as wrong */
    commit: async (skipInvalid: boolean, reason: string | undefined) => {
      const accept = reason === undefined ? {} : { accept: { reason } };
      return keep(await client.call('commitImport', { params, body: { skipInvalid, ...accept } }));
    },
    cancel: async () => keep(await client.call('cancelImport', { params })),
    problems: (query: { kind?: string; column?: number; after?: number }, signal: AbortSignal) =>
      client.call('importProblems', { params, query, signal }),
    downloadErrors: () => client.download('importErrors', { params }),
  };
}

export type ImportActions = ReturnType<typeof useImport>;
