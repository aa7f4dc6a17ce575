export { NoSettings as EmailSettings } from '../../widgets/setting.tsx';
