/** Records that one batch takes at most. */
export const MOST_IN_BATCH = 100_000;
/** Days for which a batch can be looked at and taken back. */
export const BATCH_DAYS = 30;
/** Records that one merge takes at most. */
export const MOST_MERGED = 5;
/** Days for which a merge can be taken back. */
export const MERGE_DAYS = 30;
/** Days that deleted records and views can be brought back. */
export const BIN_DAYS = 30;
