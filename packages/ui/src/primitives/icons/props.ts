import type { CSSProperties } from 'react';

export interface IconProps {
  readonly name: string;
  readonly style?: CSSProperties;
  readonly className?: string;
}
