import { useEffect, useState } from 'react';
import { MINUTE, type Wall, wallOfInstant } from './wall.ts';

/** What the workspace's clock shows, to the minute. */
export function useNow(tz: string): Wall {
  const read = () => Math.floor(wallOfInstant(new Date().toISOString(), tz) / MINUTE) * MINUTE;
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), MINUTE);
    return () => clearInterval(timer);
  });
  return now;
}
