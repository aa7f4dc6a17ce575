export { NoSettings as CheckboxSettings } from '../../widgets/setting.tsx';
