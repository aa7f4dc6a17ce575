import { type CompiledField, mayEncrypt } from '@trellis/forms/model';
import type { FieldMeta } from '@trellis/metadata';
import { Checkbox } from 'antd';
import { useT } from './secret-messages.ts';

/** Whether the values of a field are stored encrypted, and what that means; nothing for fields that can't be. */
export function FieldEncryption({
  field,
  isTitle,
  onChange,
}: {
  readonly field: CompiledField;
  readonly isTitle: boolean;
  readonly onChange: (patch: { readonly [K in keyof FieldMeta]?: FieldMeta[K] | undefined }) => void;
}) {
  const t = useT();
  const { meta } = field;
  if (!mayEncrypt(field)) return null;
  const turn = (on: boolean) =>
    onChange({
      encrypted: on || undefined,
      // What the database would have to look into the values for.
      ...(on ? { unique: undefined, searchable: undefined } : {}),
      ...(on && meta.default?.kind === 'last' ? { default: undefined } : {}),
    });
  return (
    <div className="d-checks">
      <Checkbox
        checked={meta.encrypted ?? false}
        disabled={isTitle && !meta.encrypted}
        onChange={({ target }) => turn(target.checked)}
      >
        {t('encrypted')}
      </Checkbox>
      {isTitle && !meta.encrypted ? <div className="f-help">{t('encryptedTitle')}</div> : null}
      {meta.encrypted ? <div className="f-help">{t('encryptedHint')}</div> : null}
    </div>
  );
}
