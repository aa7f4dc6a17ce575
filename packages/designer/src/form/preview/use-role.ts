import { useQuery } from '@tanstack/react-query';
import { splitRef } from '@trellis/forms/model';
import type { FormGrant, RoleDocument } from '@trellis/metadata';
import { keys, useClient, useWorkspace } from '@trellis/ui/react';

/** What a role ("app:role") may do with a form; null while it is being read, "all" for nobody in particular. */
export function useGrant(role: string, form: string): FormGrant | 'all' | undefined | null {
  const client = useClient();
  const workspace = useWorkspace().key;
  const { app, key } = role === '' ? { app: '', key: '' } : splitRef(role);
  const { data, isPending } = useQuery({
    queryKey: keys.definition(workspace, 'role', app, key),
    queryFn: ({ signal }) =>
      client.call('getDefinition', { params: { workspace, kind: 'role', app, key }, signal }),
    enabled: role !== '',
  });
  if (role === '') return 'all';
  if (isPending) return null;
  const document = data?.published as RoleDocument | null | undefined;
  return document?.forms[form];
}
