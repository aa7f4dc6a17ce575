/** A file of its own, fetched only when somebody types letters: the dictionary weighs more than a page. */
export { readingsOf } from '@trellis/metadata';
