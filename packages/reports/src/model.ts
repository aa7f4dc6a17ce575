/** What the server and the browser know of reports alike. */
export { drillOf } from './result/mark.ts';
