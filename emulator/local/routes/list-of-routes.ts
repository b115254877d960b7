import type { Route } from '../route';

/** The page at `/local/`, for developers: what the local cloud answers to. */
export function listOfRoutes(routes: readonly Route[]): Route {
  const rows = routes.map(({ method, path, isLeaf = false, summary }) => {
    const url = method === 'GET' && (isLeaf || !path.endsWith('/')) ? `<a href="${path}">${path}</a>` : path;
    return `<tr><td>${method === 'any' ? 'any' : method}<td><code>${url}</code><td>${escaped(summary)}`;
  });
  const body = page.replace('{rows}', rows.join('\n'));
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return {
    method: 'GET',
    path: '/local/',
    isLeaf: true,
    summary: 'this page',
    passesJumps: true,
    answer: () => ({ status: 200, headers, body }),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tuanquan, local cloud</title>
<style>
  :root { color-scheme: light dark; --line: #8883; --soft: #8889; --accent: #07c160; }
  body { margin: 0 auto; max-width: 60rem; padding: 3rem 1.5rem; }
  body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; }
  h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
  h1 small { color: var(--accent); font-weight: 600; }
  p { margin: 0 0 1rem; max-width: 44rem; }
  #now { font-variant-numeric: tabular-nums; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; margin: 2rem 0; font-size: .9rem; }
  th { text-align: left; font-weight: 600; color: var(--soft); }
  th, td { padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
  td:first-child { color: var(--soft); font-size: .8rem; padding-top: .55rem; }
  code { font: .85rem ui-monospace, monospace; white-space: nowrap; }
  a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: .2em; }
</style>
<h1>Tuanquan 团券 <small>local cloud</small></h1>
<p>WeChat cloud development on this machine: cloud functions, database, WeChat Pay, messages and files,
spoken to by the unmodified wx-server-sdk. Nothing here leaves 127.0.0.1.</p>
<p>The clock says <strong id="now">…</strong></p>
<div class="scroll"><table>
<thead><tr><th>Method<th>Path<th>Does
<tbody>
<tr><td>POST<td><code>/admin</code><td>the gateway that wx-server-sdk talks to
{rows}
</table></div>
<script>
  const show = async () => {
    const { now, frozen } = await (await fetch('/local/clock')).json();
    const text = new Date(now).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
    document.getElementById('now').textContent = text + (frozen ? ' (stopped)' : '');
  };
  show();
  setInterval(show, 1000);
</script>
</html>
`;
