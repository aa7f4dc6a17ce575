export { resultCell as rollupCell } from '../../compute/result-cell.tsx';
