export { anything, SEED, valuesOf } from './arbitrary.ts';
