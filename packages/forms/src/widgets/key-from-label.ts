/** A file of its own, fetched with the dictionary of pinyin when a set is made: staff who fill in forms need neither. */
export { keyFromLabel } from '@trellis/metadata';
