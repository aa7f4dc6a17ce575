export { NoSettings as MemberSettings } from '../../widgets/setting.tsx';
