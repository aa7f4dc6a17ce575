import { later, SkeletonBar } from '@trellis/ui/react';

/** The filter editor, fetched when the first filter is looked at. */
export const FilterEditor = later(
  async () => (await import('./filter-editor.tsx')).FilterEditor,
  <SkeletonBar width={240} height={32} />,
);
