import type { GalleryConfig } from '@trellis/metadata';
import { later } from '@trellis/ui/react';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const galleryFacet: ViewFacet<GalleryConfig> = {
  type: 'gallery',
  uses: ['colors'],
  picks: 'always',
  View: fetched(async () => (await import('./view.tsx')).GalleryView),
  Settings: later(async () => (await import('./settings.tsx')).GallerySettings),
};
