import { later } from '@trellis/ui/react';

/** Pictures over the page, fetched with the first that is opened. */
export const ImageViewer = later(async () => (await import('./viewer.tsx')).ImageViewer);
