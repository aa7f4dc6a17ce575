import { APP } from './app.mjs';

/**
 * Imports one file: upload, take the guessed mapping, preview, let the user choose for what has no match, preview
 * again, commit. Answers what became of it.
 * @param choose called with each text without a match and its suggestions; answers the text to read instead, null to
 *   leave it empty, or undefined to leave it an error
 */
export async function importFile(api, form, name, content, choose) {
  const base = `/records/${APP}/${form}/imports`;
  const job = await api.upload(base, name, content);
  const path = `${base}/${job.id}`;
  const preview = (mapping) =>
    api.call('POST', `${path}/preview`, { mapping }).then((next) => settle(api, path, next));

  let checked = await preview(job.mapping);
  const chosen = choicesFor(checked.preview.unmatched, choose);
  if (chosen.size > 0) {
    const columns = checked.mapping.columns.map((column) =>
      chosen.has(column.column) ? { ...column, replace: chosen.get(column.column) } : column,
    );
    checked = await preview({ ...checked.mapping, columns });
  }
  const { invalid, errors } = checked.preview;
  if (invalid > 0)
    throw new Error(`${name}: ${invalid} rows with errors, e.g. ${JSON.stringify(errors.slice(0, 3))}`);
  const done = await settle(api, path, await api.call('POST', `${path}/commit`, { skipInvalid: false }));
  if (done.state !== 'done') throw new Error(`${name}: ${done.state} ${JSON.stringify(done.issues)}`);
  return { rows: done.rows, created: done.result.created, mapping: done.mapping, choices: chosen };
}

/** Choices by column: text in the file → text to read instead. */
function choicesFor(unmatched, choose) {
  const chosen = new Map();
  for (const one of unmatched) {
    const instead = choose(one);
    if (instead === undefined) continue;
    chosen.set(one.column, { ...chosen.get(one.column), [one.text]: instead });
  }
  return chosen;
}

/** What a careful user does with the suggestions: takes the first, where there is one. */
export const takeFirstSuggestion = ({ suggestions }) => suggestions[0]?.value;

/** Waits until the server is done with the present step. */
async function settle(api, path, job) {
  let current = job;
  while (current.state === 'previewing' || current.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 200));
    current = await api.call('GET', path);
  }
  return current;
}
