import type { Phone } from '../phone/phone';
import { allowScope, openSettings, readPermissions } from '../weixin/permissions';
import {
  allowPrivacy,
  isPrivacyAgreed,
  onNeedPrivacyAuthorization,
  openPrivacyContract,
  type PrivacyListener,
} from '../weixin/privacy';
import { Refused } from '../weixin/refused';
import { api, demandText } from './call';
import type { MakeFamily } from './family';

/** What the person allowed: scopes, messages, the privacy contract. */
export const permission: MakeFamily = (phone) => ({
  getSetting: api('getSetting', () => settingsOf(phone)),
  openSetting: api('openSetting', async () => {
    await openSettings(phone);
    return settingsOf(phone);
  }),
  authorize: api<{ readonly scope: string }>('authorize', async (options) => {
    if (!(await allowScope(phone, demandText(options, 'scope')))) throw new Refused('auth deny');
  }),
  getAppAuthorizeSetting: () => ({
    ...{ albumAuthorized: 'authorized', cameraAuthorized: 'authorized', locationAuthorized: 'not determined' },
    ...{ notificationAuthorized: 'authorized', microphoneAuthorized: 'not determined' },
  }),
  getPrivacySetting: api('getPrivacySetting', () => ({
    needAuthorization: !isPrivacyAgreed(phone),
    privacyContractName: '《用户隐私保护指引》',
  })),
  requirePrivacyAuthorize: api('requirePrivacyAuthorize', () => allowPrivacy(phone, 'requirePrivacyAuthorize')),
  openPrivacyContract: api('openPrivacyContract', () => openPrivacyContract(phone)),
  onNeedPrivacyAuthorization: (listener: PrivacyListener) => onNeedPrivacyAuthorization(phone, listener),
});

function settingsOf(phone: Phone) {
  const { scopes, messages } = readPermissions(phone);
  return { authSetting: scopes, subscriptionsSetting: { mainSwitch: messages, itemSettings: {} } };
}
