/** Why chosen files were not taken. */
export function Refused({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <div className="f-error" role="alert">
      {texts.map((text) => (
        <div key={text}>{text}</div>
      ))}
    </div>
  );
}
