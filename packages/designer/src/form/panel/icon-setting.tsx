import { ICON_NAMES, Icon, Sheet } from '@trellis/ui/react';
import { Button } from 'antd';
import { useId, useState } from 'react';

/** Which icon stands for something: chosen by sight from all that there are. */
export function IconSetting(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (icon: string) => void;
}) {
  const { label, value, onChange } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className="f-setting">
      <label htmlFor={id}>{label}</label>
      <Button id={id} block icon={<Icon name={value} />} onClick={() => setOpen(true)} />
      <Sheet open={open} title={label} onClose={() => setOpen(false)}>
        <fieldset className="d-icons">
          {ICON_NAMES.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name={`${id}-icon`}
                aria-label={name}
                checked={name === value}
                onChange={() => onChange(name)}
                // Arrow keys choose as well, as clicks without a mouse, and go on looking.
                onClick={({ detail }) => detail > 0 && setOpen(false)}
                onKeyDown={({ key }) => key === 'Enter' && setOpen(false)}
              />
              <Icon name={name} />
            </label>
          ))}
        </fieldset>
      </Sheet>
    </div>
  );
}
