import type { ComponentType, CSSProperties } from 'react';

/** Drawings by the names that documents and the product use. */
export type Shapes = Readonly<Record<string, ComponentType<{ className?: string; style?: CSSProperties }>>>;
