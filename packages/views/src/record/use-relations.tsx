import { useQueries } from '@tanstack/react-query';
import { formParams, keys, useClient, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import { type FormInfo, type Relation, relationsOf } from '../catalog/catalog.ts';
import { useClientCatalog } from '../catalog/provider.tsx';
import { pointsTo } from './related-list.tsx';

/** Records of another form that refer to the one on the screen. */
export interface CountedRelation extends Relation {
  /** "app:form.field": name of its tab. */
  readonly key: string;
  /** How many there are, as far as they were counted; undefined until known. */
  readonly count: number | undefined;
}

/** What refers to a record, with how much of it the member may see. */
export function useRelations({ form }: FormInfo, id: string): readonly CountedRelation[] {
  const catalog = useClientCatalog();
  const client = useClient();
  const workspace = useWorkspace().key;
  const relations = useMemo(() => relationsOf(catalog, form.ref), [catalog, form.ref]);
  const counts = useQueries({
    queries: relations.map(({ info: { form: other }, field }) => {
      const body = {
        filter: pointsTo(field, id),
        fields: [],
        limit: 1,
        total: 'capped' as const,
      };
      return {
        queryKey: keys.records(workspace, other.ref, body),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call('queryRecords', { params: formParams(workspace, other.ref), body, signal }),
      };
    }),
    combine: (results) => results.map((result) => result.data?.total?.value),
  });
  return useMemo(
    () =>
      relations.map((relation, index) => ({
        ...relation,
        key: `${relation.info.form.ref}.${relation.field.key}`,
        count: counts[index],
      })),
    [relations, counts],
  );
}

const MOST_SHOWN = 999;

/** A count in a small place. */
export const shortCount = (count: number): string => (count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count));

/** How many records refer to one in all; undefined until all are counted. */
export const sumOf = (relations: readonly CountedRelation[]): number | undefined =>
  relations.reduce<number | undefined>(
    (sum, { count }) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
