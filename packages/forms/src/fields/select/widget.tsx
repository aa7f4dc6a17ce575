export { Choice as SelectWidget } from '../../widgets/choice.tsx';
