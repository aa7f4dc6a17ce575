import { later } from '@trellis/ui/react';

/** What can be done with the records that are ticked: no list begins with any. */
export const BatchBar = later(
  async () => (await import('./bar.tsx')).BatchBar,
  <div className="v-batch-place" aria-hidden />,
);
