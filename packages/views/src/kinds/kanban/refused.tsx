import { Icon } from '@trellis/ui/react';

/** Lies over a place that does not take what is carried, and says why. */
export function Refused({ text }: { readonly text: string }) {
  return (
    <div className="v-lane-refused">
      <span title={text}>
        <Icon name="lock" />
        <span>{text}</span>
      </span>
    </div>
  );
}
