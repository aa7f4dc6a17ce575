/** UTF-16 units of a comment's text. */
export const COMMENT_TEXT = 10_000;
/** Files of a comment. */
export const COMMENT_FILES = 20;
/** Members that a comment may mention, and to whom a record is sent at once. */
export const MOST_ADDRESSED = 50;
/** Hours in which its author may change a comment. */
export const COMMENT_EDIT_HOURS = 24;
