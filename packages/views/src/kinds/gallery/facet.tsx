import type { GalleryConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const galleryFacet: ViewFacet<GalleryConfig> = {
  type: 'gallery',
  View: fetched(async () => (await import('./view.tsx')).GalleryView),
};
