import { fieldLabel } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import { Tag } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import type { Correcting } from './error-grid.tsx';
import { type Fix, withoutFix } from './mapping.ts';
import { useT } from './messages.ts';

/** The answers to mistakes that hold already; each can be taken back. */
export function FixList({ info, mapping, setMapping }: Correcting & { readonly info: FormInfo }) {
  const t = useT();
  const { locale } = useLocale();
  const held = (mapping.fixes ?? []).filter(({ rows = [] }) => rows.length > 0);
  if (held.length === 0) return null;
  const said = ({ column, instead, rows = [] }: Fix) => {
    const count = rows.length;
    const key = mapping.columns.find((one) => one.column === column)?.field;
    const field = key === undefined ? '' : fieldLabel(info.form, key, locale);
    if (instead === undefined) return t('heldSkip', { count });
    return instead === '' ? t('heldClear', { count, field }) : t('heldText', { count, field, text: instead });
  };
  return (
    <section className="v-import-section" aria-label={t('heldTitle')}>
      <h2>{t('heldTitle')}</h2>
      <div className="v-import-held">
        {held.map((fix, index) => (
          <Tag
            key={index}
            closable={{ 'aria-label': t('takeBackOf', { what: said(fix) }) }}
            onClose={(event) => {
              event.preventDefault();
              setMapping(withoutFix(mapping, fix));
            }}
          >
            {said(fix)}
          </Tag>
        ))}
      </div>
    </section>
  );
}
