import { localText, type OptionDef } from '@trellis/metadata';
import { Icon, optionColors, useLocale } from '@trellis/ui/react';
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import { useChoiceT } from './choice-messages.tsx';
import { useT } from './messages.tsx';

interface Step extends OptionDef {
  readonly outcome?: 'open' | 'won' | 'lost';
}

/** The course of a stage field as a bar: passed steps filled, the present one in its colour. A radio group by keyboard. */
export function StageBar({
  options,
  value,
  onChange,
  disabled = false,
  id,
  describedBy,
  label,
  allowed = () => true,
}: {
  options: readonly Step[];
  value: string | null;
  onChange: (key: string) => void;
  disabled?: boolean;
  id?: string;
  describedBy?: string | undefined;
  label?: string | undefined;
  /** Whether a step may follow; absent = each may. */
  allowed?: (key: string) => boolean;
}) {
  const t = useT();
  const choiceT = useChoiceT();
  const { locale } = useLocale();
  const bar = useRef<HTMLDivElement>(null);
  const steps = options.filter((option) => !option.retired || option.key === value);
  const at = steps.findIndex((step) => step.key === value);
  const lost = steps[at]?.outcome === 'lost';

  // A bar wider than its place shows the present step first.
  useEffect(() => {
    const strip = bar.current;
    const step = strip?.children[at];
    if (strip && step instanceof HTMLElement)
      strip.scrollLeft = step.offsetLeft - strip.offsetLeft - (strip.clientWidth - step.offsetWidth) / 2;
  }, [at]);

  const arrows = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const focused = steps.findIndex((_, i) => bar.current?.children[i] === document.activeElement);
    const next = Math.min(steps.length - 1, Math.max(0, focused + by));
    (bar.current?.children[next] as HTMLElement | undefined)?.focus();
  };

  return (
    <div
      ref={bar}
      id={id}
      className="f-stages"
      role="radiogroup"
      aria-label={label}
      aria-describedby={describedBy}
      aria-disabled={disabled}
      onKeyDown={arrows}
    >
      {steps.map((step, index) => {
        const name = localText(step.label, locale);
        const { bg, fg, solid } = optionColors(step.color);
        // A lost course has not passed the steps before it, a won one has.
        const open = !disabled && (index === at || allowed(step.key));
        const passed = !lost && index < at && step.outcome !== 'lost';
        return (
          // biome-ignore lint/a11y/useSemanticElements: a native radio can't look like a step of a bar
          <button
            key={step.key}
            type="button"
            role="radio"
            aria-checked={index === at}
            aria-label={t('stageOf', { name })}
            className="f-stage"
            data-state={index === at ? 'now' : passed ? 'passed' : 'ahead'}
            tabIndex={index === Math.max(at, 0) ? 0 : -1}
            aria-disabled={!open}
            title={open || disabled ? name : choiceT('notAllowed', { name })}
            style={{ '--f-bg': bg, '--f-fg': fg, '--f-solid': solid } as CSSProperties}
            onClick={() => {
              if (open) onChange(step.key);
            }}
          >
            {passed ? <Icon name="check" /> : null}
            <span className="t-ellipsis">{name}</span>
          </button>
        );
      })}
    </div>
  );
}
