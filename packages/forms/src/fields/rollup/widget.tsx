export { ResultWidget as RollupWidget } from '../../compute/result-widget.tsx';
