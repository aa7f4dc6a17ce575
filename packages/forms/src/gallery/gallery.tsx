import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useMemo } from 'react';
import { FormServicesProvider } from '../widgets/services.tsx';
import './gallery.css';
import { galleryForm, galleryServices } from './sample.ts';
import { STATES } from './states.tsx';
import { Visitors, VisitorsFrame, type VisitorsView } from './visitors.tsx';

/**
 * Every field type in every state, for developers to look at. The phone is a frame of its own, as widgets ask the
 * window how wide it is.
 * @param state shows nothing but this state of the type; "public" without a type shows all types that visitors meet
 * @param address of a type, or of one of its states, in this gallery
 */
export function FieldGallery({
  type,
  state,
  address,
  onOpen,
  View,
}: {
  type?: string | undefined;
  state?: string | undefined;
  address: (type: string, state?: string) => string;
  /** Shows a type without loading the page anew. */
  onOpen: (type: string) => void;
  /** Draws fields as the page of public forms does. */
  View: VisitorsView;
}) {
  const { locale } = useLocale();
  const form = useMemo(galleryForm, []);
  const all = [...form.fields.values(), ...form.displays.values()];
  const field = all.find(({ key }) => key === type) ?? all[0];
  const Only = state === undefined ? undefined : STATES[state];
  if (!field) return null;
  if (state === 'public') return <Visitors fields={type === undefined ? all : [field]} View={View} />;
  return (
    <FormServicesProvider services={galleryServices}>
      {Only ? (
        <main className="g-state" data-state={state}>
          <Only key={field.key} form={form} field={field} />
        </main>
      ) : (
        <div className="g-page">
          <nav className="g-types" aria-label="types">
            {all.map(({ key, type: of }) => (
              <a
                key={key}
                href={address(key)}
                aria-current={key === field.key ? 'page' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  onOpen(key);
                }}
              >
                {localText(of.label, locale)}
              </a>
            ))}
          </nav>
          <main className="g-states" key={field.key}>
            {Object.entries(STATES).map(([name, State]) => (
              <section key={name} className="g-state" data-state={name} aria-label={name}>
                <h2>{name}</h2>
                <State form={form} field={field} />
              </section>
            ))}
            <section className="g-state" data-state="public" aria-label="public">
              <h2>public</h2>
              <VisitorsFrame field={field} address={address(field.key, 'public')} locale={locale} />
            </section>
            <section className="g-state" data-state="phone" aria-label="phone">
              <h2>phone</h2>
              <iframe title="phone" loading="lazy" src={address(field.key, 'edit')} />
            </section>
          </main>
        </div>
      )}
    </FormServicesProvider>
  );
}
