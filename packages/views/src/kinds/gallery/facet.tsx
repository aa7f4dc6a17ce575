import type { GalleryConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';
import { GallerySettings } from './settings.tsx';

export const galleryFacet: ViewFacet<GalleryConfig> = {
  type: 'gallery',
  uses: ['colors'],
  picks: 'always',
  View: fetched(async () => (await import('./view.tsx')).GalleryView),
  Settings: GallerySettings,
};
