import { useQuery } from '@tanstack/react-query';
import { type CompiledForm, madeUp, type Values } from '@trellis/forms/model';
import { type Refs, useFormServices } from '@trellis/forms/react';
import { useMemo } from 'react';

/** Records that are offered to try a form out with. */
const OFFERED = 20;

export interface Sample {
  readonly values: Values;
  /** Of the record that it is; absent for what is made up. */
  readonly id?: string;
  readonly refs?: Refs;
}

/** What a trial can start with: nothing, something made up, or the latest records of the form. */
export function useSamples(form: CompiledForm, isPublished: boolean) {
  const { sampleRecords } = useFormServices();
  const { data = [] } = useQuery({
    queryKey: ['try-samples', form.ref],
    queryFn: ({ signal }) => sampleRecords?.(form.ref, { limit: OFFERED }, signal) ?? [],
    enabled: isPublished && sampleRecords !== undefined,
  });
  const made = useMemo(() => madeUp(form), [form]);
  const sampleOf = (name: string): Sample => {
    const record = data.find(({ id }) => id === name);
    if (!record) return { values: name === 'made' ? made : {} };
    const values = Object.fromEntries([...form.fields.keys()].map((key) => [key, record.row[key] ?? null]));
    return { values, id: record.id, refs: record.refs };
  };
  return { records: data, sampleOf };
}
