import { Icon, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../messages.ts';
import { Logo } from '../shell/logo.tsx';

/** The frame of the pages before one is in: login and first run. */
export function Door({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const t = useT();
  const { locale, setLocale } = useLocale();
  return (
    <main className="w-door">
      <div className="w-door-language">
        <Button
          type="text"
          icon={<Icon name="globe" />}
          title={t('switchLanguage')}
          onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
        >
          {locale === 'zh' ? 'English' : '中文'}
        </Button>
      </div>
      <div className="w-door-card">
        <div className="w-door-head">
          <Logo size={40} />
          <div>
            <h1>{title}</h1>
            <p>{text ?? t('slogan')}</p>
          </div>
        </div>
        {children}
      </div>
    </main>
  );
}
