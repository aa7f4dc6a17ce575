import { Icon } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import { useRecordPart } from '../../widgets/record-on-screen.tsx';
import { useTextEnv } from '../../widgets/services.tsx';
import { type Location, type LocationConfig, location as type } from './model.ts';

const PATIENCE = 15_000;
type State = 'ready' | 'busy' | 'noGeolocation' | 'locationDenied' | 'locationFailed';

/** Where the device is, at a press; the coordinates may be typed unless the settings forbid it. */
export function LocationWidget(props: WidgetProps<LocationConfig>) {
  const t = useChoiceT();
  const env = useTextEnv();
  const [state, setState] = useState<State>('ready');
  const [draft, setDraft] = useState<string>();
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const { value, config, disabled = false } = props;
  // In a row there is room for the coordinates alone.
  const compact = props.look === 'cell' || props.look === 'filter';
  const place =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Location) : undefined;
  const shown = place
    ? type.format({ lat: place.lat, lng: place.lng }, config, env)
    : typeof value === 'string'
      ? value
      : '';
  const locate = () => {
    if (!('geolocation' in navigator)) {
      setState('noGeolocation');
      return;
    }
    setState('busy');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (gone.current) return;
        setState('ready');
        setDraft(undefined);
        const { latitude: lat, longitude: lng, accuracy } = coords;
        const read = type.normalise(
          { lat, lng, accuracy, ...(place?.text ? { text: place.text } : {}) },
          config,
        );
        if (read.ok) props.onChange(read.value);
      },
      ({ code }) => {
        if (!gone.current) setState(code === 1 ? 'locationDenied' : 'locationFailed');
      },
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 0 },
    );
  };
  const begun = useRecordPart(({ mode, id, row }) => mode === 'edit' && id === undefined && !row) ?? false;
  const wanted = config.onOpen === true && begun && value === null && !disabled;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when a new record is begun; not after it was cleared
  useEffect(() => {
    if (wanted) locate();
  }, []);
  return (
    <div className="f-location">
      <div className="f-pair">
        <Input
          {...inputAttributes(props)}
          className="t-num"
          readOnly={config.hereOnly ?? false}
          placeholder={props.placeholder ?? (config.hereOnly ? '' : t('coordinatesHint'))}
          value={draft ?? shown}
          onFocus={() => setDraft(shown)}
          onBlur={() => setDraft(undefined)}
          onChange={({ target }) => {
            setDraft(target.value);
            const read = type.parse(target.value, config, env);
            const made =
              read.ok && read.value && place?.text ? { ...read.value, text: place.text } : undefined;
            props.onChange(made ?? (read.ok ? read.value : target.value));
          }}
        />
        <Button
          icon={<Icon name="aim" />}
          loading={state === 'busy'}
          disabled={disabled}
          aria-label={t(place ? 'hereAgain' : 'here')}
          onClick={locate}
        >
          {compact ? null : t(place ? 'hereAgain' : 'here')}
        </Button>
        {place && !disabled && !props.required ? (
          <Button
            type="text"
            aria-label={t('clear')}
            icon={<Icon name="close" />}
            onClick={() => props.onChange(null)}
          />
        ) : null}
      </div>
      {place && !compact ? (
        <Input
          aria-label={t('place')}
          placeholder={t('place')}
          maxLength={200}
          disabled={disabled}
          value={place.text ?? ''}
          onChange={({ target }) => {
            const { text: _old, ...rest } = place;
            props.onChange(target.value === '' ? rest : { ...rest, text: target.value });
          }}
        />
      ) : null}
      <div className={compact ? 't-sr-only' : 'f-help'} aria-live="polite">
        {state === 'busy' ? t('locating') : null}
        {state === 'ready' && place?.accuracy !== undefined
          ? t('accuracy', { metres: place.accuracy })
          : null}
      </div>
      {state === 'ready' || state === 'busy' ? null : <div className="f-error">{t(state)}</div>}
    </div>
  );
}
