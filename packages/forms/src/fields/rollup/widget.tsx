export { resultWidget as rollupWidget } from '../../compute/result-widget.tsx';
