export { FormattedCell as TextCell } from '../../widgets/text-cell.tsx';
