export { SEED, valuesOf } from './arbitrary.ts';
