import { openDialog } from './dialog';
import { draw, drawButton } from './draw';

/** What files may be chosen. */
interface Pick {
  readonly label: string;
  /** As the attribute `accept` of a file input. */
  readonly accept: string;
  readonly count: number;
}

/** Lets the person choose files of the machine; none when cancelled. */
export function pickFiles(screen: HTMLElement, { label, accept, count }: Pick): Promise<readonly File[]> {
  return openDialog<readonly File[]>(screen, {
    label,
    shape: 'sheet',
    cancel: [],
    fill(answer) {
      const input = draw('input', {
        ...{ type: 'file', accept, multiple: count > 1, class: 'weixin-file' },
        onchange: () => answer([...(input.files ?? [])].slice(0, count)),
      });
      return [
        draw('h2', { class: 'weixin-title' }, label),
        draw('label', { class: 'weixin-button weixin-row' }, '从设备中选取', input),
        drawButton('取消', 'weixin-row weixin-row-last', () => answer([])),
      ];
    },
  });
}
