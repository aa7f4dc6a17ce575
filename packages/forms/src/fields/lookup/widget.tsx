export { resultWidget as lookupWidget } from '../../compute/result-widget.tsx';
