/** Room that a chart needs to write the names of its series beside them. */
export const DIRECT_WIDTH = 440;

/** Which colour is which; left out where there is one series alone, or room to say it in the chart (`direct`). */
export function Legend({
  items,
  direct = false,
}: {
  readonly items: readonly { key: string; name: string; color: string }[];
  readonly direct?: boolean;
}) {
  if (items.length < 2) return null;
  return (
    <ul className="r-legend" data-direct={direct || undefined}>
      {items.map(({ key, name, color }) => (
        <li key={key}>
          <i style={{ background: color }} />
          <span className="t-ellipsis">{name}</span>
        </li>
      ))}
    </ul>
  );
}
