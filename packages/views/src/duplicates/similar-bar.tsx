import type { Values } from '@trellis/forms/model';
import { Icon, useIsPhone } from '@trellis/ui/react';
import { Button } from 'antd';
import { useId, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useAside } from './aside.ts';
import './duplicates.css';
import { useT } from './messages.ts';
import { SimilarLine } from './similar-line.tsx';
import { useSimilar } from './use-similar.ts';

/**
 * Says below a form that what is filled in may exist already. It stands among the buttons, so that nothing moves under
 * the hands of whoever types; a phone shows one line of it until more is wanted.
 */
export function SimilarBar(props: {
  readonly info: FormInfo;
  readonly values: Values;
  /** Of the record, once it exists. */
  readonly id?: string;
  readonly changed?: ReadonlySet<string>;
  /** Takes a record of this form in place of the new one. */
  readonly onUse?: (id: string, title: string) => void;
}) {
  const { info } = props;
  const t = useT();
  const phone = useIsPhone();
  const id = useId();
  const found = useSimilar(info, props.values, props.id, props.changed);
  const [unfolded, setUnfolded] = useState<boolean>();
  const open = useAside();
  const [first] = found?.similar ?? [];
  if (!found || !first) return <div role="status" className="t-sr-only" />;
  const count = found.similar.length;
  const title = first.title ?? t('hiddenTitle');
  const shown = unfolded ?? !phone;
  return (
    <section className="v-similar" aria-label={t('title')}>
      <div className="v-similar-head">
        <Icon name="warning" />
        <span role="status" className="t-ellipsis">
          {count > 1 ? t('maybeMany', { title, count }) : t('maybe', { title })}
        </span>
        <Button
          size="small"
          type="link"
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setUnfolded(!shown)}
        >
          {shown ? t('fold') : t('show')}
        </Button>
      </div>
      <ul id={id} className="v-similar-list" hidden={!shown}>
        {found.similar.map((one, index) => (
          <li key={one.record?.id ?? index}>
            <SimilarLine
              info={info}
              similar={one}
              refs={found.refs}
              onOpen={() => {
                if (one.record) open({ form: one.form, id: one.record.id });
              }}
              onUse={props.onUse}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
