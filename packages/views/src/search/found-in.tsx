import { type CompiledField, shownText } from '@trellis/forms/model';
import { useTextEnv } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { matchText, type Readings, readSearch, type SearchQuery } from '@trellis/metadata';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { Highlight } from './highlight.tsx';
import { useReadings } from './use-readings.tsx';

const Context = createContext<{
  readonly query: SearchQuery;
  readonly readings: Readings | undefined;
} | null>(null);

/** Has the cells within mark what a quick search found in them. */
export function SearchedProvider(props: {
  readonly search: string | undefined;
  readonly children: ReactNode;
}) {
  const query = useMemo(() => (props.search ? readSearch(props.search) : undefined), [props.search]);
  const readings = useReadings(query);
  const value = useMemo(() => (query ? { query, readings } : null), [query, readings]);
  return <Context value={value}>{props.children}</Context>;
}

/** The text of a field with what the list is searched for marked; `children` where that is not in it. */
export function FoundIn(props: {
  readonly field: CompiledField;
  readonly value: Value;
  readonly children: ReactNode;
}) {
  const { field, value } = props;
  const searched = useContext(Context);
  const env = useTextEnv();
  if (!searched || typeof value !== 'string' || field.kind !== 'text' || field.type.mask?.(field.config))
    return props.children;
  const text = shownText(field, value, env);
  const match = matchText(text, searched.query, searched.readings);
  if (!match) return props.children;
  return (
    <span className="t-ellipsis" title={text}>
      <Highlight text={text} ranges={match.ranges} />
    </span>
  );
}
