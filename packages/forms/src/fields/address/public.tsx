import type { PublicFacet } from '../../public/facet.tsx';
import { RegionLists } from '../../public/region-lists.tsx';
import { say } from '../../public/texts.ts';
import type { Address, AddressConfig } from './model.ts';

export const publicAddress: PublicFacet<AddressConfig> = {
  type: 'address',
  group: true,
  Input: (props) => {
    const { value, onChange, id, disabled, invalid, describedBy, config, place } = props;
    const address = (value ?? {}) as Address;
    const put = (next: { readonly detail?: string; readonly region?: string | null }) => {
      const { detail, region } = { ...address, ...next };
      onChange(detail || region ? { ...(detail ? { detail } : {}), ...(region ? { region } : {}) } : null);
    };
    return (
      <div className="p-address">
        <RegionLists
          of={props}
          code={address.region ?? null}
          depth={config.depth}
          onChange={(region) => put({ region })}
        />
        <input
          className="p-input"
          id={`${id}-detail`}
          autoComplete="street-address"
          aria-label={say(place.locale, 'detail')}
          placeholder={say(place.locale, 'detail')}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
          disabled={disabled}
          value={address.detail ?? ''}
          onChange={({ target }) => put({ detail: target.value })}
        />
      </div>
    );
  },
};
