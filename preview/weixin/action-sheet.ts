import { openDialog } from './dialog';
import { draw, drawButton } from './draw';

/** A list of choices from below, with a cancel; resolves to the index of the choice, -1 when cancelled. */
export function openActionSheet(screen: HTMLElement, label: string, items: readonly string[]): Promise<number> {
  return openDialog<number>(screen, {
    label: label === '' ? '请选择' : label,
    shape: 'sheet',
    cancel: -1,
    fill: (answer) => [
      label === '' ? undefined : draw('p', { class: 'weixin-hint' }, label),
      ...items.map((item, index) => drawButton(item, 'weixin-row', () => answer(index))),
      drawButton('取消', 'weixin-row weixin-row-last', () => answer(-1)),
    ],
  });
}
