import { type Body, formParams, useClient, useLocale, useToast, useWorkspace } from '@trellis/ui/react';
import { useCallback } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';

type What = Pick<Body<'exportRecords'>, 'filter' | 'search' | 'sort' | 'fields' | 'asOf'>;

/** Downloads records of a form as a file named after it. */
export function useExport(info: FormInfo): (format: 'csv' | 'xlsx', what: What) => Promise<void> {
  const client = useClient();
  const toast = useToast();
  const { text } = useLocale();
  const workspace = useWorkspace().key;
  const { form, label } = info;
  return useCallback(
    async (format, what) => {
      try {
        await client.download('exportRecords', {
          params: formParams(workspace, form.ref),
          body: { format, ...what },
          fileName: `${text(label)}.${format}`,
        });
      } catch (error) {
        toast.error(error);
      }
    },
    [client, workspace, form, label, text, toast],
  );
}
