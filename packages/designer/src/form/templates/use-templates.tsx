import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import { type Clip, readClip } from '../clipboard/clip.ts';

/** Parts of a form under a name. */
export interface Template {
  readonly id: string;
  readonly name: string;
  /** Absent where this version can't read them. */
  readonly clip?: Clip;
}

/** The workspace's field templates, and how they change. */
export interface Templates {
  readonly list: readonly Template[];
  save(template: { readonly id: string; readonly name: string; readonly clip: Clip }): Promise<unknown>;
  remove(id: string): Promise<unknown>;
}

export function useTemplates(): Templates {
  const client = useClient();
  const workspace = useWorkspace().key;
  const cache = useQueryClient();
  const toast = useToast();
  const queryKey = keys.fieldTemplates(workspace);
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => client.call('listFieldTemplates', { params: { workspace }, signal }),
  });
  const settle = { onSettled: () => cache.invalidateQueries({ queryKey }), onError: toast.error };
  const { mutateAsync: save } = useMutation({
    mutationFn: ({ id, name, clip }: { id: string; name: string; clip: Clip }) =>
      client.call('saveFieldTemplate', { params: { workspace, template: id }, body: { name, parts: clip } }),
    ...settle,
  });
  const { mutateAsync: remove } = useMutation({
    mutationFn: (template: string) => client.call('deleteFieldTemplate', { params: { workspace, template } }),
    ...settle,
  });
  const list = useMemo(
    () =>
      (data?.templates ?? []).map(({ id, name, parts }): Template => {
        const clip = readClip(JSON.stringify(parts) ?? '');
        return { id, name, ...(clip ? { clip } : {}) };
      }),
    [data],
  );
  return { list, save, remove };
}
