export { ResultWidget as FormulaWidget } from '../../compute/result-widget.tsx';
