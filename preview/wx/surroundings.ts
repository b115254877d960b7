import type { Phone } from '../phone/phone';
import { api } from './call';
import { listeners, type MakeFamily } from './family';

/** From this width on, the phone is a window of WeChat for PC. */
const PC_WIDTH_MIN = 600;
/** The base library that the preview takes as its measure. */
const LIBRARY_VERSION = '3.10.0';
/** Between the bottom of the status bar and the capsule. */
const CAPSULE_GAP = 6;

/** The window, the device and the app around the page, as `wx.getWindowInfo` and its like tell them. */
export const surroundings: MakeFamily = (phone) => {
  const resizes = listeners<object>();
  const capsuleChanges = listeners<object>();
  const themes = listeners<object>();
  const all = () => ({ ...windowOf(phone), ...deviceHere(), ...appHere() });
  window.addEventListener('resize', () => {
    const { windowWidth, windowHeight } = windowOf(phone);
    resizes.fire({ size: { windowWidth, windowHeight } });
    capsuleChanges.fire(rectOf(phone.capsule));
  });
  return {
    getWindowInfo: () => windowOf(phone),
    getDeviceInfo: deviceHere,
    getAppBaseInfo: appHere,
    getSystemInfoSync: all,
    getSystemInfo: api('getSystemInfo', all),
    getSystemSetting: () => ({ bluetoothEnabled: false, locationEnabled: true, wifiEnabled: true }),
    getMenuButtonBoundingClientRect: () => rectOf(phone.capsule),
    onMenuButtonBoundingClientRectWeightChange: capsuleChanges.on,
    offMenuButtonBoundingClientRectWeightChange: capsuleChanges.off,
    onWindowResize: resizes.on,
    offWindowResize: resizes.off,
    onThemeChange: themes.on,
    offThemeChange: themes.off,
    getAccountInfoSync: () => ({
      miniProgram: { appId: phone.appid, envVersion: 'develop', version: '' },
      plugin: {},
    }),
    getLaunchOptionsSync: () => phone.launchOptions,
    getEnterOptionsSync: () => phone.enterOptions,
  };
};

function windowOf({ screen, capsule, pages }: Phone) {
  const whole = screen.getBoundingClientRect();
  const page = pages.current()?.element.getBoundingClientRect() ?? whole;
  const statusBarHeight = Math.max(0, capsule.getBoundingClientRect().top - whole.top - CAPSULE_GAP);
  const bottom = whole.height - safeBottom();
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: whole.width,
    screenHeight: whole.height,
    screenTop: page.top - whole.top,
    windowWidth: whole.width,
    windowHeight: page.height,
    statusBarHeight,
    safeArea: {
      ...{ left: 0, right: whole.width, top: statusBarHeight, bottom },
      ...{ width: whole.width, height: bottom - statusBarHeight },
    },
  };
}

function deviceHere() {
  const isPc = window.innerWidth >= PC_WIDTH_MIN;
  return {
    ...{ brand: 'preview', model: 'preview', abi: '', benchmarkLevel: -1, cpuType: '', memorySize: '' },
    ...(isPc ? { platform: 'windows', system: 'Windows 11' } : { platform: 'android', system: 'Android 14' }),
  };
}

function appHere() {
  return {
    ...{ SDKVersion: LIBRARY_VERSION, version: '8.0.60', language: 'zh_CN', theme: 'light', enableDebug: false },
    ...{ fontSizeSetting: 16, fontSizeScaleFactor: 1, host: { appId: '', env: 'WeChat' } },
  };
}

function rectOf(element: HTMLElement) {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  return { left, top, right, bottom, width, height };
}

function safeBottom(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--safe-bottom')) || 0;
}
