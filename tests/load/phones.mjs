// @ts-check
// A process full of phones: fires what it is sent, all at once, and sends back what came of it. Started by fire.ts.

/** @typedef {{ path: string, person: string, body: unknown }} Shot */
/** @typedef {{ status: number, body: unknown, tookMs: number }} Hit */

process.on('message', (/** @type {{ url: string, shots: Shot[] }} */ { url, shots }) => {
  void Promise.all(shots.map((shot) => fire(url, shot))).then((hits) => process.send?.(hits));
});

/** @param {string} url @param {Shot} shot @returns {Promise<Hit>} */
async function fire(url, { path, person, body }) {
  const startedAt = performance.now();
  const headers = { 'x-openid': person };
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  /** @type {unknown} */
  const answer = await response.json();
  return { status: response.status, body: answer, tookMs: performance.now() - startedAt };
}

process.send?.('ready');
