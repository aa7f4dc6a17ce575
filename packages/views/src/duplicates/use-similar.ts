import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { comparedFields, type Values } from '@trellis/forms/model';
import { formParams, keys, type Reply, useClient, useWorkspace } from '@trellis/ui/react';
import { useEffect, useMemo, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';

export type Similar = Reply<'findSimilar'>['similar'][number];

/** Time without a change after which it is asked. */
const PAUSE_MS = 400;

/**
 * Records that may be the same as what is being filled in; what was found stays while the next answer is on its way.
 * @param id of the record, once it exists
 * @param changed fields that were changed; of a record that exists only these make it ask
 */
export function useSimilar(
  { form, actions }: FormInfo,
  values: Values,
  id?: string,
  changed?: ReadonlySet<string>,
): Reply<'findSimilar'> | undefined {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const compared = useMemo(() => comparedFields(form), [form]);
  const asked = [...compared].filter((key) => form.fields.has(key) && (values[key] ?? null) !== null);
  const wanted =
    asked.length > 0 &&
    actions.has(id === undefined ? 'create' : 'edit') &&
    (changed === undefined || asked.some((key) => changed.has(key)));
  const now = wanted ? JSON.stringify(Object.fromEntries(asked.map((key) => [key, values[key]]))) : '';
  const [paused, setPaused] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setPaused(now), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [now]);
  const query = useQuery({
    queryKey: keys.similar(workspace, form.ref, { paused, id }),
    queryFn: ({ signal }) =>
      client.call('findSimilar', {
        params: formParams(workspace, form.ref),
        body: { values: JSON.parse(paused), ...(id === undefined ? {} : { exclude: id }) },
        signal,
      }),
    enabled: paused !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    // Nothing is lost without the answer: the form can be filled in all the same.
    retry: false,
  });
  return wanted && paused !== '' ? query.data : undefined;
}
