import type { JournalMessage } from '../phone/journal';
import { drawClock } from './clock';
import { byId } from './element';
import { drawGuide } from './guide';
import { lineOf, lineOfPhone } from './line';
import { drawLog } from './log';
import { peopleOf } from './people';
import { drawPhones, tellPhones } from './phones';
import { follow } from './server';

const { shop } = document.documentElement.dataset;
const people = peopleOf(shop);
const clock = drawClock(byId('clock'));
const addLine = drawLog(byId('log'), people);
const trouble = byId('trouble');

drawGuide(byId('guide'), shop);
drawPhones(byId('phones'), people);

window.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
  if (origin !== location.origin || !isJournalMessage(data)) return;
  const line = lineOfPhone(data, clock.now());
  if (line) addLine(line);
});

void follow(
  (page) => {
    trouble.hidden = true;
    clock.show(page.clock);
    for (const event of page.events) addLine(lineOf(event));
    if (page.events.some(({ kind }) => kind === 'clock')) tellPhones({ preview: 'clock' });
  },
  () => {
    trouble.textContent = '本地云没有回答，它可能停了。再运行一次 npm start，这里会自己接上。';
    trouble.hidden = false;
  },
);

function isJournalMessage(message: unknown): message is JournalMessage {
  return typeof message === 'object' && message !== null && 'preview' in message && message.preview === 'journal';
}
