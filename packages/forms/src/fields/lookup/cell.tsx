export { resultCell as lookupCell } from '../../compute/result-cell.tsx';
