import { openNotice } from '../weixin/modal';
import { api } from './call';
import type { MakeFamily } from './family';

interface Place {
  readonly name?: string;
  readonly address?: string;
  readonly latitude: number;
  readonly longitude: number;
}

interface BusinessView {
  readonly businessType: string;
  readonly extraData?: object;
}

/** What opens something else of WeChat's. The preview says what would open. */
export const open: MakeFamily = ({ screen, journal }) => ({
  openLocation: api<Place>('openLocation', ({ name = '', address = '', latitude, longitude }) => {
    journal.add('call', 'wx.openLocation', { name, address, latitude, longitude });
    void openNotice(screen, name === '' ? '地图' : name, `${address}\n（预览不显示地图：${latitude}, ${longitude}）`);
  }),
  openCustomerServiceChat: api('openCustomerServiceChat', (options) => {
    journal.add('call', 'wx.openCustomerServiceChat', options);
    void openNotice(screen, '客服会话', '在微信里，这里会打开商家的客服会话。');
  }),
  openBusinessView: api<BusinessView>('openBusinessView', async ({ businessType, extraData }) => {
    journal.add('call', 'wx.openBusinessView', { businessType, extraData });
    await openNotice(screen, '微信业务页面', `在微信里，这里会打开“${businessType}”。`);
    return { extraData: { status: 'success' } };
  }),
  navigateToMiniProgram: api<{ readonly appId: string }>('navigateToMiniProgram', async ({ appId }) => {
    journal.add('call', 'wx.navigateToMiniProgram', { appId });
    await openNotice(screen, '打开另一个小程序', `在微信里，这里会打开小程序 ${appId}。`);
  }),
});
