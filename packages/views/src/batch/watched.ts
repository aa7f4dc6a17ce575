import { createWatchList } from '../data/watched.ts';

/** Batches that this page shows in its tray: those it saw under way, until they are dismissed. */
export const { watch, dismiss, useWatched } = createWatchList();
