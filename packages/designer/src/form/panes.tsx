import { Icon, Sheet, useIsPhone } from '@trellis/ui/react';
import { Button } from 'antd';
import { Canvas } from './canvas.tsx';
import { useT } from './messages.ts';
import { Palette } from './palette.tsx';
import { Properties } from './panel/properties.tsx';

/** What a phone shows over the canvas, one at a time. */
export type PhoneSheet = 'palette' | 'properties';

/** Palette, canvas and properties beside each other; on a phone the canvas, with the others in sheets. */
export function Panes(props: {
  readonly sheet: PhoneSheet | undefined;
  readonly onSheet: (sheet: PhoneSheet | undefined) => void;
}) {
  const { sheet, onSheet } = props;
  const t = useT();
  if (!useIsPhone())
    return (
      <div className="d-panes">
        <aside className="d-palette" data-pane="palette" aria-label={t('palette')}>
          <Palette />
        </aside>
        <Canvas />
        <aside className="d-properties" data-pane="properties" aria-label={t('properties')}>
          <Properties />
        </aside>
      </div>
    );
  return (
    <>
      <div className="d-panes">
        <Canvas />
      </div>
      <footer className="d-phone-bar" data-pane="bar">
        <Button icon={<Icon name="settings" />} onClick={() => onSheet('properties')}>
          {t('properties')}
        </Button>
        <Button type="primary" icon={<Icon name="plus" />} onClick={() => onSheet('palette')}>
          {t('addField')}
        </Button>
      </footer>
      <Sheet
        open={sheet !== undefined}
        onClose={() => onSheet(undefined)}
        title={t(sheet === 'palette' ? 'addField' : 'properties')}
      >
        {sheet === 'palette' ? <Palette onAdd={() => onSheet(undefined)} /> : <Properties />}
      </Sheet>
    </>
  );
}
