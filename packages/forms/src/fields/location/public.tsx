import { useState } from 'react';
import type { PublicFacet, PublicProps } from '../../public/facet.tsx';
import { say } from '../../public/texts.ts';
import type { Location, LocationConfig } from './model.ts';

/** Where the visitor's device is, when they ask for it. */
function Here({
  value,
  onChange,
  id,
  disabled,
  describedBy,
  place: { locale },
}: PublicProps<LocationConfig>) {
  const [state, setState] = useState<'rest' | 'asking' | 'failed'>('rest');
  const here = value as Location | null;
  const ask = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        setState('rest');
        onChange({ lat: latitude, lng: longitude, accuracy: Math.round(accuracy) });
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  };
  return (
    <div className="p-location">
      <button
        type="button"
        id={id}
        className="p-button"
        aria-describedby={describedBy}
        disabled={disabled || state === 'asking'}
        onClick={ask}
      >
        {say(locale, state === 'asking' ? 'locating' : 'locate')}
      </button>
      {here ? (
        <>
          <p className="p-help">
            {here.lat.toFixed(6)}, {here.lng.toFixed(6)}
            {here.accuracy === undefined ? '' : ` ±${here.accuracy} m`}
          </p>
          <input
            className="p-input"
            aria-label={say(locale, 'place')}
            placeholder={say(locale, 'place')}
            maxLength={200}
            disabled={disabled}
            value={here.text ?? ''}
            onChange={({ target }) => {
              const { text: _, ...rest } = here;
              onChange(target.value === '' ? rest : { ...rest, text: target.value });
            }}
          />
          <button type="button" className="p-small" disabled={disabled} onClick={() => onChange(null)}>
            {say(locale, 'clear')}
          </button>
        </>
      ) : null}
      {state === 'failed' ? (
        <p className="p-error" role="alert">
          {say(locale, 'locateFailed')}
        </p>
      ) : null}
    </div>
  );
}

export const publicLocation: PublicFacet<LocationConfig> = { type: 'location', group: true, Input: Here };
