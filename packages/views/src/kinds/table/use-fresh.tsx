import { type RecordData, useMe } from '@trellis/ui/react';
import { useEffect, useRef, useState } from 'react';
import { sameValue } from '../../record/merge.ts';

const SHOWN_MS = 1_500;
const NOTHING: ReadonlySet<string> = new Set();

/** Fields of a record that somebody else has just changed. */
export function useFresh(record: RecordData | undefined): ReadonlySet<string> {
  const me = useMe().data?.id;
  const before = useRef(record);
  const [fresh, setFresh] = useState(NOTHING);
  useEffect(() => {
    const old = before.current;
    before.current = record;
    if (!old || !record || old.id !== record.id || old.version === record.version) return;
    if (record.meta.updatedBy === me) return;
    const changed = Object.keys(record.values).filter(
      (key) => !sameValue(old.values[key], record.values[key]),
    );
    setFresh(new Set(changed));
  }, [record, me]);
  useEffect(() => {
    if (fresh === NOTHING) return;
    const timer = setTimeout(() => setFresh(NOTHING), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [fresh]);
  return fresh;
}
