import { useState } from 'react';
import { nativeAttributes, type PublicFacet, type PublicProps } from '../../public/facet.tsx';
import { say } from '../../public/texts.ts';
import type { TagsConfig } from './model.ts';

const SEPARATORS = /[、,，;；|｜\n\t]/;

function Words(props: PublicProps<TagsConfig>) {
  const { value, onChange, disabled, place } = props;
  const [typed, setTyped] = useState('');
  const words = Array.isArray(value) ? (value as readonly string[]) : [];
  const take = (text: string) => {
    const parts = text.split(SEPARATORS).map((part) => part.trim());
    const next = [...new Set([...words, ...parts.filter(Boolean)])];
    setTyped('');
    if (next.length > words.length) onChange(next);
  };
  return (
    <div className="p-tags">
      {words.map((word) => (
        <span key={word} className="p-tag">
          {word}
          <button
            type="button"
            aria-label={say(place.locale, 'removeTag', word)}
            disabled={disabled}
            onClick={() => {
              const rest = words.filter((one) => one !== word);
              onChange(rest.length === 0 ? null : rest);
            }}
          >
            ×
          </button>
        </span>
      ))}
      <input
        {...nativeAttributes(props)}
        className="p-input"
        placeholder={say(place.locale, 'addTag')}
        value={typed}
        onChange={({ target }) =>
          SEPARATORS.test(target.value) ? take(target.value) : setTyped(target.value)
        }
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || typed.trim() === '') return;
          event.preventDefault();
          take(typed);
        }}
        onBlur={() => take(typed)}
      />
    </div>
  );
}

export const publicTags: PublicFacet<TagsConfig> = { type: 'tags', Input: Words };
