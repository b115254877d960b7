import { call } from './cloud';

/**
 * Asks whether the shop may send one message of each of these templates, and records what was allowed. WeChat lets it
 * be asked at a tap or in the callback of a payment only (wx.requestSubscribeMessage, read 2026-11-22). Whatever comes
 * of it, what the person was doing goes on: it never throws.
 */
export async function askConsent(templateIds: readonly string[]): Promise<void> {
  if (templateIds.length === 0) return;
  try {
    const answers: Readonly<Record<string, string>> = await wx.requestSubscribeMessage({ tmplIds: [...templateIds] });
    const accepted = templateIds.filter((id) => answers[id] === 'accept');
    if (accepted.length > 0) await call('recordConsent', { accepted });
  } catch {
    // A message less is no reason to stop somebody who has just paid.
  }
}
