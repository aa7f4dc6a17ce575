import { later } from './later.tsx';

/** How far something is: seldom shown in a list, and fetched when it is. */
export const Progress = later(
  async () => (await import('./progress-bar.ts')).Progress,
  <span className="t-progress-place" aria-hidden />,
);
