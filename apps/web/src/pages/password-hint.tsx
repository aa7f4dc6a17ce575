import { useT } from '../messages.ts';
import { passwordStrength } from './password-strength.ts';

/** Three bars and a sentence about a password that is being typed. Takes its room before the first letter. */
export function PasswordHint({ password }: { password: string }) {
  const t = useT();
  const { level, missing } = passwordStrength(password);
  const text =
    level === 0
      ? t('passwordShort', { count: missing })
      : level === 1
        ? t('passwordWeak')
        : level === 2
          ? t('passwordFair')
          : t('passwordGood');
  return (
    <div className="w-strength" data-level={password ? level : 0} aria-live="polite">
      <span className="w-strength-bars" aria-hidden>
        <i />
        <i />
        <i />
      </span>
      <span>{text}</span>
    </div>
  );
}
