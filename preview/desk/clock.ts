import { element } from './element';
import { moveClock, type ClockReading } from './server';
import { dayText, timeText } from './shanghai';

const HOUR_MS = 3_600_000;
const TICK_MS = 250;

const jumps: readonly { readonly label: string; readonly advanceMs: number }[] = [
  { label: '+1 小时', advanceMs: HOUR_MS },
  { label: '+24 小时', advanceMs: 24 * HOUR_MS },
  { label: '+7 天', advanceMs: 7 * 24 * HOUR_MS },
];

/** The clock on the desk: it is told where the local cloud's stands, and goes on from there. */
export interface DeskClock {
  readonly show: (reading: ClockReading) => void;
  readonly now: () => number;
}

/** Draws the clock of the local cloud, with which it can be moved and stopped. */
export function drawClock(place: HTMLElement): DeskClock {
  const day = element('span', { class: 'day' });
  const time = element('span', { class: 'time' });
  const said = element('p', { class: 'said', role: 'status' });
  const freeze = element('button', { type: 'button', onclick: () => void move({ freeze: !reading.isFrozen }) }, '停住');
  const buttons = jumps.map(({ label, advanceMs }) =>
    element('button', { type: 'button', onclick: () => void move({ advanceMs }) }, label),
  );
  let reading: ClockReading = { now: 0, isFrozen: false };
  let readAt = 0;
  let ticking: ReturnType<typeof setInterval> | undefined;

  const now = (): number => reading.now + (reading.isFrozen ? 0 : performance.now() - readAt);
  const tick = (): void => {
    day.textContent = dayText(now());
    time.textContent = timeText(now());
  };
  const show = (read: ClockReading): void => {
    reading = read;
    readAt = performance.now();
    freeze.textContent = read.isFrozen ? '继续' : '停住';
    place.classList.toggle('is-frozen', read.isFrozen);
    ticking ??= setInterval(tick, TICK_MS);
    tick();
  };
  const move = async (wish: Parameters<typeof moveClock>[0]): Promise<void> => {
    place.setAttribute('aria-busy', 'true');
    for (const button of [...buttons, freeze]) button.disabled = true;
    if ('advanceMs' in wish) said.textContent = '路上到期的事正在一件件办…';
    try {
      const { ran } = await moveClock(wish);
      said.textContent = 'freeze' in wish ? '' : ran === 0 ? '路上没有到期的事' : `路上办了 ${String(ran)} 件到期的事`;
    } catch {
      said.textContent = '没能拨动时钟，请再试一次';
    }
    for (const button of [...buttons, freeze]) button.disabled = false;
    place.removeAttribute('aria-busy');
  };

  place.append(element('p', { class: 'now' }, day, time), element('div', { class: 'moves' }, ...buttons, freeze), said);
  return { show, now };
}
