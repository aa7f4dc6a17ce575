export { MemberSelect as MemberWidget } from '../../widgets/member-select.tsx';
