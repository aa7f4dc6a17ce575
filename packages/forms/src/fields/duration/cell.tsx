export { NumberCell as DurationCell } from '../../widgets/text-cell.tsx';
