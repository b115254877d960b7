/**
 * What the camera read: a code's text; 'cancelled' when the clerk went back; 'unreadable' for a code that says nothing
 * (a mini-program code has a path instead of text; wx.scanCode, read 2026-11-22). Pictures of the album do not count.
 */
export async function readCode(): Promise<{ readonly text: string } | 'cancelled' | 'unreadable'> {
  try {
    const { result } = await wx.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] });
    return result ? { text: result } : 'unreadable';
  } catch (error) {
    return /cancel/.test(JSON.stringify(error)) ? 'cancelled' : 'unreadable';
  }
}
