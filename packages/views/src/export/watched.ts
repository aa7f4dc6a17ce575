import { createWatchList } from '../data/watched.ts';

/** Exports that this page began, shown beside the batches until they are fetched or dismissed. */
export const { watch, dismiss, useWatched } = createWatchList();
