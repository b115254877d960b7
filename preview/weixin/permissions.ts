import type { Phone } from '../phone/phone';
import { appName } from './app-name';
import { openDialog } from './dialog';
import { draw, drawButton } from './draw';
import { keep, readKept } from './kept';
import { openModal } from './modal';

/** What the person lets the mini-program do. A scope that was never asked for is absent. */
export interface Permissions {
  readonly scopes: Readonly<Record<string, boolean>>;
  /** The main switch of subscription messages. */
  readonly messages: boolean;
}

const scopeNames: Readonly<Record<string, string>> = {
  'scope.writePhotosAlbum': '保存图片到相册',
  'scope.camera': '使用摄像头',
  'scope.userLocation': '获取位置',
};

/** What was allowed so far; messages are allowed until the person switches them off. */
export function readPermissions(phone: Phone): Permissions {
  return (readKept(phone, 'permissions') as Permissions | undefined) ?? { scopes: {}, messages: true };
}

/** Whether a scope is allowed. The person is asked once; afterwards only the settings change the answer. */
export async function allowScope(phone: Phone, scope: string): Promise<boolean> {
  const permissions = readPermissions(phone);
  const decided = permissions.scopes[scope];
  if (decided !== undefined) return decided;
  const { confirm } = await openModal(phone.screen, {
    title: `“${appName(phone.config)}”申请`,
    content: scopeNames[scope] ?? scope,
    cancelText: '拒绝',
    confirmText: '允许',
  });
  keep(phone, 'permissions', { ...permissions, scopes: { ...permissions.scopes, [scope]: confirm } });
  return confirm;
}

/** WeChat's page of settings for the mini-program; resolves when it is closed. */
export async function openSettings(phone: Phone): Promise<void> {
  const { scopes, messages } = readPermissions(phone);
  const rows = [
    ...Object.entries(scopes).map(([scope, isOn]) => ({ scope, row: drawSwitch(scopeNames[scope] ?? scope, isOn) })),
    { scope: undefined, row: drawSwitch('接收订阅消息', messages) },
  ];
  await openDialog<null>(phone.screen, {
    label: '设置',
    shape: 'sheet',
    cancel: null,
    fill: (answer) => [
      draw('h2', { class: 'weixin-title' }, '设置'),
      ...rows.map(({ row }) => row.element),
      drawButton('完成', 'weixin-main', () => answer(null)),
    ],
  });
  keep(phone, 'permissions', {
    scopes: Object.fromEntries(
      rows.flatMap(({ scope, row }) => (scope === undefined ? [] : [[scope, row.box.checked]])),
    ),
    messages: rows.at(-1)?.row.box.checked ?? true,
  });
}

function drawSwitch(label: string, isOn: boolean) {
  const box = draw('input', { type: 'checkbox', role: 'switch' });
  box.checked = isOn;
  return { element: draw('label', { class: 'weixin-row-pair' }, draw('span', {}, label), box), box };
}
