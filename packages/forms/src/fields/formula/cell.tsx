export { resultCell as formulaCell } from '../../compute/result-cell.tsx';
