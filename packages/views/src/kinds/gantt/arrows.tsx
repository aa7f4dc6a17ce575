/** Where a bar stands, in px of the body. */
export interface BarBox {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

/** An arrow from the end of one bar to the start of another. */
export interface Arrow {
  readonly id: string;
  readonly from: BarBox;
  readonly to: BarBox;
}

/** Px that an arrow goes straight on before it turns. */
const STUB = 8;

/** What has to be over before what, drawn over the rows. */
export function Arrows(props: {
  readonly arrows: readonly Arrow[];
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Px of a row. */
  readonly row: number;
}) {
  if (props.arrows.length === 0) return null;
  return (
    <svg
      className="v-gantt-arrows"
      aria-hidden
      width={props.width}
      height={props.height}
      style={{ left: props.left }}
    >
      <defs>
        <marker
          id="v-gantt-tip"
          viewBox="0 0 6 6"
          refX="6"
          refY="3"
          markerWidth="6"
          markerHeight="6"
          orient="auto"
        >
          <path d="M0 0L6 3L0 6Z" />
        </marker>
      </defs>
      {props.arrows.map(({ id, from, to }) => (
        <path
          key={id}
          d={route(from, to, props.row)}
          data-late={to.left < from.right || undefined}
          markerEnd="url(#v-gantt-tip)"
        />
      ))}
    </svg>
  );
}

/**
 * Out to the right, down or up, and in from the left; where the later one begins too early, back between the rows, where
 * no bar is.
 */
function route(from: BarBox, to: BarBox, row: number): string {
  const out = from.right + STUB;
  const into = to.left - STUB;
  if (into >= out) return `M${from.right} ${from.middle}H${out}V${to.middle}H${to.left}`;
  const between = to.middle + (from.middle < to.middle ? -row / 2 : row / 2);
  return `M${from.right} ${from.middle}H${out}V${between}H${into}V${to.middle}H${to.left}`;
}
