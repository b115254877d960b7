/**
 * Every interface of `wx` that the mini-program calls, with the base library that has it (miniprogram-api-typings
 * 5.2.3; '' where it was always there).
 */
export const wxApis: Readonly<Record<string, string>> = {
  chooseMedia: '2.10.0',
  chooseMessageFile: '2.5.0',
  'cloud.callFunction': '2.2.3',
  'cloud.downloadFile': '2.2.3',
  'cloud.init': '2.2.3',
  'cloud.uploadFile': '2.2.3',
  createInnerAudioContext: '1.6.0',
  env: '',
  getFileSystemManager: '1.9.9',
  getScreenBrightness: '1.2.0',
  getStorageSync: '',
  getWindowInfo: '2.20.1',
  makePhoneCall: '',
  navigateBack: '',
  navigateTo: '',
  nextTick: '2.2.3',
  onNetworkStatusChange: '1.1.0',
  openDocument: '',
  openPrivacyContract: '2.32.3',
  openSetting: '1.1.0',
  pageScrollTo: '1.4.0',
  previewImage: '',
  redirectTo: '',
  removeStorageSync: '',
  requestPayment: '',
  requestSubscribeMessage: '2.4.4',
  saveImageToPhotosAlbum: '1.2.0',
  scanCode: '1.0.0',
  setClipboardData: '1.1.0',
  setKeepScreenOn: '1.4.0',
  setNavigationBarTitle: '',
  setScreenBrightness: '1.2.0',
  setStorageSync: '',
  showModal: '',
  showToast: '',
  stopPullDownRefresh: '1.5.0',
  switchTab: '',
  updateShareMenu: '1.2.0',
  vibrateLong: '1.2.0',
  vibrateShort: '1.2.0',
};

/** What other settings need of the base library: WebView has glass-easel since then (glass-easel 适配指引, 2026-11-22). */
export const GLASS_EASEL_SINCE = '3.8.12';

/**
 * What WeChat lets a mini-program do only after people agreed to its privacy statement, by the name that the statement
 * has for it (小程序用户隐私保护指引内容介绍, developers.weixin.qq.com, 2026-11-22).
 */
export const privacyTerms: readonly (readonly [term: string, uses: RegExp])[] = [
  ['昵称、头像', /open-type="chooseAvatar"|type="nickname"|\bwx\.getUser(Info|Profile)\b/],
  ['位置信息', /\bwx\.(getLocation|getFuzzyLocation|startLocationUpdate\w*)\b/],
  ['选择的位置信息', /\bwx\.(choosePoi|chooseLocation)\b/],
  ['地址', /\bwx\.chooseAddress\b/],
  ['发票信息', /\bwx\.chooseInvoice(Title)?\b/],
  ['微信运动步数', /\bwx\.getWeRunData\b/],
  ['手机号', /open-type="get(Realtime)?PhoneNumber"/],
  ['车牌号', /\bwx\.chooseLicensePlate\b/],
  ['选中的照片或视频信息', /\bwx\.choose(Image|Media|Video)\b/],
  ['选中的文件', /\bwx\.chooseMessageFile\b/],
  ['麦克风', /\bwx\.(startRecord|getRecorderManager|joinVoIPChat)\b|<live-pusher\b/],
  ['摄像头', /<camera\b|<live-pusher\b|\bwx\.createVKSession\b/],
  ['蓝牙', /\bwx\.(openBluetoothAdapter|createBLEPeripheralServer)\b/],
  ['相册（仅写入）', /\bwx\.save(Image|Video)ToPhotosAlbum\b/],
  ['通讯录（仅写入）', /\bwx\.addPhoneContact\b/],
  ['日历（仅写入）', /\bwx\.addPhone(Repeat)?Calendar\b/],
  ['剪切板', /\bwx\.[gs]etClipboardData\b/],
];
