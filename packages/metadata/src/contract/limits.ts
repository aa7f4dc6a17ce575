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
/** Days that the file of an export can be fetched. */
export const EXPORT_DAYS = 7;
/** Days that it is known who exported what. */
export const EXPORT_LOG_DAYS = 365;
/** Records that go out at once; more, and what needs further sheets, are made into a file in the background. */
export const EXPORT_AT_ONCE = 10_000;
