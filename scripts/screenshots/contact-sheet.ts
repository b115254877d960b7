/** A page that shows pictures by state, each state in a row; `files` are named `<state>-<width>.png`. */
export function contactSheet(states: readonly string[], files: readonly string[]): string {
  const rows = states.map((state) => {
    const own = files.filter((file) => file.slice(0, file.lastIndexOf('-')) === state);
    const pictures = own.map((file) => {
      const width = /-(\d+)\.png$/.exec(file)?.[1] ?? '';
      return `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="${state} ${width}"></a>
        <figcaption>${width}</figcaption></figure>`;
    });
    return `<section><h2>${state}</h2>${pictures.join('') || '<p>no picture: see what the command said</p>'}</section>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Screenshots</title>
<style>
  body { margin: 2rem; background: #e9e6e0; color: #1d1b19; font: 14px/1.5 system-ui, sans-serif; }
  section { display: flex; gap: 1rem; align-items: flex-start; margin-bottom: 2.5rem; overflow-x: auto; }
  h2 { flex: none; position: sticky; left: 0; width: 11rem; margin: 0; font-size: 1rem; }
  figure { flex: none; margin: 0; }
  img { display: block; height: 420px; border-radius: 10px; box-shadow: 0 1px 6px #0003; }
  figcaption { color: #625d57; text-align: center; }
</style>
<h1>${String(files.length)} pictures</h1>
${rows.join('\n')}
</html>
`;
}
