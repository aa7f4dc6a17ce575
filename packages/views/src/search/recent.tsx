import { useMe, useWorkspace } from '@trellis/ui/react';
import { useEffect, useEffectEvent } from 'react';
import { usePref } from '../state/storage.tsx';

/** A record that the member opened in this browser. */
export interface Visit {
  /** "app:form" */
  readonly form: string;
  readonly id: string;
  readonly title: string;
}

const MOST = 20;
const NONE: readonly Visit[] = [];

/** The records that this member opened lately, the last one first. */
export function useVisits(): readonly [readonly Visit[], (visits: readonly Visit[]) => void] {
  const workspace = useWorkspace().key;
  const me = useMe().data?.id ?? '';
  return usePref(`trellis.recent.${workspace}.${me}`, NONE);
}

/** Notes that a record is open. */
export function useVisit(form: string, id: string, title: string | undefined): void {
  const [visits, setVisits] = useVisits();
  const note = useEffectEvent((visit: Visit) => {
    const [last] = visits;
    if (last?.id === visit.id && last.title === visit.title) return;
    setVisits([visit, ...visits.filter((one) => one.id !== visit.id)].slice(0, MOST));
  });
  useEffect(() => {
    if (title !== undefined) note({ form, id, title });
  }, [form, id, title]);
}
