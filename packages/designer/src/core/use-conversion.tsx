import { skipToken, useQuery } from '@tanstack/react-query';
import { type ConversionProgress, keys, useWorkspace } from '@trellis/ui/react';

/** How far it is with what takes a while with a form's records: converting, copying. Events of the server say so. */
export function useConversion(form: string): ConversionProgress | undefined {
  const workspace = useWorkspace().key;
  return useQuery<ConversionProgress>({ queryKey: keys.conversion(workspace, form), queryFn: skipToken })
    .data;
}
