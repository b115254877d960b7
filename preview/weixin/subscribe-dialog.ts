import type { AppConfig } from '../app';
import { appName } from './app-name';
import { openDialog } from './dialog';
import { draw, drawButton } from './draw';

/** Asks which of these templates may be sent to the person; resolves to those that are allowed. Esc allows none. */
export function openSubscribeDialog(
  screen: HTMLElement,
  config: AppConfig,
  templates: readonly string[],
): Promise<readonly string[]> {
  const boxes = templates.map((template) => ({ template, box: tickedBox() }));
  return openDialog<readonly string[]>(screen, {
    label: '订阅消息',
    shape: 'sheet',
    cancel: [],
    fill: (answer) => [
      draw('h2', { class: 'weixin-title' }, `“${appName(config)}”请求发送以下消息`),
      ...boxes.map(({ template, box }, index) =>
        draw('label', { class: 'weixin-row-pair' }, draw('span', {}, `一次性消息 ${index + 1}（${template}）`), box),
      ),
      draw(
        'div',
        { class: 'weixin-actions' },
        drawButton('拒绝', 'weixin-plain', () => answer([])),
        drawButton('允许', 'weixin-main', () =>
          answer(boxes.filter(({ box }) => box.checked).map(({ template }) => template)),
        ),
      ),
    ],
  });
}

function tickedBox(): HTMLInputElement {
  const box = draw('input', { type: 'checkbox' });
  box.checked = true;
  return box;
}
