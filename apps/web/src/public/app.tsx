import { localText } from '@trellis/metadata';
import { useCallback, useEffect, useState } from 'react';
import { formName, isQuery, type Opened, open, Refusal, type Thanks } from './api.ts';
import { Form } from './form.tsx';
import { keep, recall } from './keep.ts';
import { Password } from './password.tsx';
import { Query } from './query.tsx';
import { Message, Sheet } from './sheet.tsx';
import { locale, t } from './texts.ts';

const PASS = `trellis.pass.${formName}`;

const day = (instant: string | undefined): string =>
  instant === undefined
    ? ''
    : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));

/** A public form, from opening it to the thanks. */
export function App() {
  const [front, setFront] = useState<Opened>();
  const [failure, setFailure] = useState<Refusal>();
  const [thanks, setThanks] = useState<Thanks>();
  const [over, setOver] = useState<Refusal>();
  const [pass, setPass] = useState(() => recall<string>(PASS));
  const [round, setRound] = useState(0);
  const load = useCallback((known: string | undefined) => {
    setFailure(undefined);
    open(known).then(setFront, (error: unknown) =>
      setFailure(error instanceof Refusal ? error : new Refusal(0, {})),
    );
  }, []);
  useEffect(() => load(pass), [load, pass]);
  useEffect(() => {
    if (front) document.title = localText(front.title, locale);
  }, [front]);

  if (failure) {
    const gone = failure.status === 404;
    return (
      <main className="p-page">
        <div className="p-sheet">
          <Message
            title={t(gone ? 'gone' : 'failed')}
            text={gone ? t('goneHint') : failure.message || t('failedHint')}
          >
            {gone ? null : (
              <button type="button" className="p-submit" onClick={() => load(pass)}>
                {t('again')}
              </button>
            )}
          </Message>
        </div>
      </main>
    );
  }
  if (!front)
    return (
      <main className="p-page" aria-busy="true">
        <div className="p-sheet">
          <p className="p-loading" role="status">
            {t('loading')}
          </p>
        </div>
      </main>
    );
  return (
    <Sheet front={front}>
      <Body
        key={round}
        front={front}
        pass={pass}
        thanks={thanks}
        over={over}
        onPass={(given) => {
          keep(PASS, given);
          setPass(given);
        }}
        onSent={(answer) => {
          if (answer.redirect) location.assign(answer.redirect);
          setThanks(answer);
          scrollTo(0, 0);
        }}
        onOver={setOver}
        onAgain={() => {
          setThanks(undefined);
          setRound(round + 1);
          load(pass);
        }}
      />
    </Sheet>
  );
}

function Body(props: {
  readonly front: Opened;
  readonly pass: string | undefined;
  readonly thanks: Thanks | undefined;
  readonly over: Refusal | undefined;
  readonly onPass: (pass: string) => void;
  readonly onSent: (thanks: Thanks) => void;
  readonly onOver: (refusal: Refusal) => void;
  readonly onAgain: () => void;
}) {
  const { front, pass, thanks, over } = props;
  if (thanks) {
    const text = thanks.thanks ? localText(thanks.thanks, locale) : t('thanksHint');
    return (
      <Message good title={t('thanks')} text={text}>
        {thanks.again ? (
          <button type="button" className="p-button" onClick={props.onAgain}>
            {t('another')}
          </button>
        ) : null}
      </Message>
    );
  }
  if (over) {
    const twice = over.code === 'submitted_already';
    return <Message title={t(twice ? 'already' : 'closed')} text={over.message} />;
  }
  if (front.state === 'password') return <Password onOpen={props.onPass} />;
  if (isQuery && front.query) return <Query front={front} pass={pass} />;
  if (front.state === 'early')
    return <Message title={t('early')} text={t('earlyHint', day(front.opensAt))} />;
  if (front.state === 'closed') return <Message title={t('closed')} text={t('closedHint')} />;
  if (front.state === 'full') return <Message title={t('full')} text={t('fullHint')} />;
  if (!front.form) return null;
  return <Form front={front} form={front.form} pass={pass} onSent={props.onSent} onOver={props.onOver} />;
}
