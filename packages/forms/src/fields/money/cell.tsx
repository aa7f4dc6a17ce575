export { NumberCell as MoneyCell } from '../../widgets/text-cell.tsx';
