import { openActionSheet } from '../weixin/action-sheet';
import { pulse, setBrightness, setKeptOn } from '../weixin/effects';
import { allowPrivacy } from '../weixin/privacy';
import { Refused } from '../weixin/refused';
import { showToast } from '../weixin/toast';
import { api, demandText } from './call';
import { listeners, type MakeFamily } from './family';

const BRIGHTNESS_DEFAULT = 0.5;
const TOAST_MS = 1500;

/** Screen, vibration, telephone, clipboard, network. What the device does is seen on the screen and in the journal. */
export const device: MakeFamily = (phone) => {
  const { screen, journal, network } = phone;
  const networkChanges = listeners<{ isConnected: boolean; networkType: string }>();
  let brightness = BRIGHTNESS_DEFAULT;
  let clipboard = '';
  phone.on('network', ({ isOnline }) =>
    networkChanges.fire({ isConnected: isOnline, networkType: isOnline ? 'wifi' : 'none' }),
  );
  const effect = (name: string, sign: string, detail?: object): void => {
    journal.add('call', `wx.${name}`, detail);
    pulse(screen, sign);
  };
  return {
    vibrateShort: api<{ readonly type?: string }>('vibrateShort', ({ type }) => {
      navigator.vibrate(15);
      effect('vibrateShort', '📳 震动', { type });
    }),
    vibrateLong: api('vibrateLong', () => {
      navigator.vibrate(400);
      effect('vibrateLong', '📳 长震动');
    }),
    setScreenBrightness: api<{ readonly value: number }>('setScreenBrightness', ({ value }) => {
      if (!(value === -1 || (value >= 0 && value <= 1))) throw new Refused('value must be in range [0, 1]');
      brightness = value === -1 ? BRIGHTNESS_DEFAULT : value;
      setBrightness(screen, brightness);
      effect('setScreenBrightness', `☀ 亮度 ${Math.round(brightness * 100)}%`, { value });
    }),
    getScreenBrightness: api('getScreenBrightness', () => ({ value: brightness })),
    setKeepScreenOn: api<{ readonly keepScreenOn: boolean }>('setKeepScreenOn', ({ keepScreenOn }) => {
      setKeptOn(screen, keepScreenOn);
      effect('setKeepScreenOn', keepScreenOn ? '屏幕常亮' : '屏幕恢复自动熄灭', { keepScreenOn });
    }),
    setVisualEffectOnCapture: api<{ readonly visualEffect: string }>('setVisualEffectOnCapture', (options) =>
      journal.add('call', 'wx.setVisualEffectOnCapture', options),
    ),
    makePhoneCall: api<{ readonly phoneNumber: string }>('makePhoneCall', async (options) => {
      const number = demandText(options, 'phoneNumber');
      if ((await openActionSheet(screen, number, ['呼叫'])) === -1) throw new Refused('cancel');
      effect('makePhoneCall', `📞 呼叫 ${number}`, { phoneNumber: number });
    }),
    setClipboardData: api<{ readonly data: string }>('setClipboardData', async (options) => {
      const text = demandText(options, 'data');
      await allowPrivacy(phone, 'setClipboardData');
      clipboard = text;
      journal.add('call', 'wx.setClipboardData', { text });
      showToast(screen, { title: '内容已复制', icon: 'success', durationMs: TOAST_MS, mask: false });
    }),
    getClipboardData: api('getClipboardData', async () => {
      await allowPrivacy(phone, 'getClipboardData');
      return { data: clipboard };
    }),
    getNetworkType: api('getNetworkType', () => ({
      networkType: network.isOnline ? 'wifi' : 'none',
    })),
    onNetworkStatusChange: networkChanges.on,
    offNetworkStatusChange: networkChanges.off,
  };
};
