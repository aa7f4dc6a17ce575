import { useEffect, useState } from 'react';
import { type FileLink, useFormServices } from '../services.tsx';

const NONE: ReadonlyMap<string, FileLink> = new Map();
/** Before a link ends, a new one is asked for. */
const EARLY_MS = 30_000;

/** Addresses of files that the person may read; absent until they are known, and for the others. Renewed before they end. */
export function useFileLinks(ids: readonly string[]): ReadonlyMap<string, FileLink> {
  const { files } = useFormServices();
  const [links, setLinks] = useState(NONE);
  const wanted = ids.join(' ');
  useEffect(() => {
    if (!files || wanted === '') {
      setLinks(NONE);
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const ask = async () => {
      // Without an answer the names stay, without links.
      const found = await files.links(wanted.split(' ')).catch(() => NONE);
      if (gone) return;
      setLinks(found);
      const ends = Math.min(...[...found.values()].map(({ expires }) => expires));
      if (Number.isFinite(ends)) timer = setTimeout(ask, Math.max(EARLY_MS, ends - Date.now() - EARLY_MS));
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [files, wanted]);
  return links;
}
