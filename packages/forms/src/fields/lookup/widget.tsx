export { ResultWidget as LookupWidget } from '../../compute/result-widget.tsx';
