import { openCamera } from '../weixin/camera';
import { meaningOf } from '../weixin/codes';
import { Refused } from '../weixin/refused';
import { api } from './call';
import type { MakeFamily } from './family';
import { toBase64 } from './files';

/** `wx.scanCode`: the camera sees the other phones' screens. The preview's camera has no album behind it. */
export const scan: MakeFamily = (phone) => ({
  scanCode: api('scanCode', async () => {
    const text = await openCamera(phone);
    if (text === undefined) throw new Refused('cancel');
    phone.journal.add('call', 'wx.scanCode', { text });
    const common = { charSet: 'utf-8', rawData: toBase64(new TextEncoder().encode(text).buffer) };
    const meaning = meaningOf(text, phone.config.pages);
    if (meaning.kind === 'page') return { ...common, scanType: 'WX_CODE', path: meaning.path, result: '' };
    return { ...common, scanType: 'QR_CODE', result: text };
  }),
});
