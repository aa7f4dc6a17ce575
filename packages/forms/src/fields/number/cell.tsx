export { NumberCell } from '../../widgets/text-cell.tsx';
