/** Nothing may be fetched from elsewhere: what the preview shows, a phone without the internet shows too. */
const POLICY = "default-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'";

/** The html of one phone; its script and styles lie where the local cloud serves them. */
export function phonePage(title: string): string {
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <title>${escapeHtml(title)}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/preview/assets/app.css" />
    <script defer src="/preview/assets/app.js"></script>
  </head>
  <body></body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
