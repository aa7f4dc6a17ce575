import { type RefObject, useCallback, useState } from 'react';
import type { Values } from '../form/record.ts';
import { useFormServices } from '../widgets/services.tsx';

/** Lets a save wait for files of the values that are still being sent, so that nobody has to press again. */
export function useArrivals(values: RefObject<Values>): {
  readonly waiting: boolean;
  readonly arrived: () => Promise<void>;
} {
  const { coming } = useFormServices();
  const [waiting, setWaiting] = useState(false);
  const arrived = useCallback(async () => {
    const left = () => {
      const text = JSON.stringify(values.current);
      return [...coming].flatMap(([id, end]) => (text.includes(JSON.stringify(id)) ? [end] : []));
    };
    // Others may be chosen meanwhile.
    for (let ends = left(); ends.length > 0; ends = left()) {
      setWaiting(true);
      await Promise.all(ends);
    }
    setWaiting(false);
  }, [coming, values]);
  return { waiting, arrived };
}
