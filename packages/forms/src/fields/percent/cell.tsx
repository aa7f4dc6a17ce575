export { NumberCell as PercentCell } from '../../widgets/text-cell.tsx';
