export { resultWidget as formulaWidget } from '../../compute/result-widget.tsx';
