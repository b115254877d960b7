import { element } from './element';
import type { Line, Topic } from './line';
import { nameOf, type Person } from './people';
import { shortDayText, timeText } from './shanghai';

const LINES_MAX = 300;

const topics: readonly { readonly topic: Topic; readonly label: string; readonly isShown: boolean }[] = [
  { topic: 'deed', label: '办事', isShown: true },
  { topic: 'look', label: '查看', isShown: false },
  { topic: 'money', label: '钱', isShown: true },
  { topic: 'notice', label: '通知', isShown: true },
  { topic: 'time', label: '时间', isShown: true },
  { topic: 'phone', label: '手机', isShown: false },
];

/** The log: what happened, the newest first; the result takes a line. Troubles are shown whatever is hidden. */
export function drawLog(place: HTMLElement, people: readonly Person[]): (line: Line) => void {
  const rows = element('ol', { class: 'lines' });
  const who = whoFilter(people, (openid) => setShown(rows, 'who', openid));
  place.append(
    element(
      'header',
      {},
      element('h2', { id: 'log-title' }, '记录'),
      element('div', { class: 'chips', role: 'group', 'aria-label': '显示哪些' }, ...topicChips(rows)),
      who.select,
    ),
    rows,
    element('p', { class: 'nothing' }, '还没有动静。在手机里点一下，这里就会记下来。'),
  );
  return (line) => {
    const row = drawLine(line, people);
    row.hidden = !isWanted(rows, row);
    rows.prepend(row);
    while (rows.childElementCount > LINES_MAX) rows.lastElementChild?.remove();
  };
}

function topicChips(rows: HTMLElement): HTMLElement[] {
  rows.dataset.topics = topics.flatMap(({ topic, isShown }) => (isShown ? [topic] : [])).join(' ');
  return topics.map(({ topic, label, isShown }) => {
    const chip = element(
      'button',
      { type: 'button', class: `chip is-${topic}`, 'aria-pressed': String(isShown) },
      label,
    );
    chip.addEventListener('click', () => {
      const isOn = chip.getAttribute('aria-pressed') !== 'true';
      chip.setAttribute('aria-pressed', String(isOn));
      const shown = new Set((rows.dataset.topics ?? '').split(' '));
      if (isOn) shown.add(topic);
      else shown.delete(topic);
      setShown(rows, 'topics', [...shown].join(' '));
    });
    return chip;
  });
}

function whoFilter(people: readonly Person[], choose: (openid: string) => void): { select: HTMLSelectElement } {
  const options = people.map(({ openid, name }) => element('option', { value: openid }, name));
  const select = element(
    'select',
    { 'aria-label': '谁的', onchange: () => choose(select.value) },
    element('option', { value: '' }, '所有人'),
    ...options,
  );
  return { select };
}

function setShown(rows: HTMLElement, filter: 'topics' | 'who', value: string): void {
  rows.dataset[filter] = value;
  for (const row of rows.children) if (row instanceof HTMLElement) row.hidden = !isWanted(rows, row);
}

function isWanted(rows: HTMLElement, row: HTMLElement): boolean {
  const { topics: shown = '', who = '' } = rows.dataset;
  const isTopicShown = shown.split(' ').includes(row.dataset.topic ?? '') || row.classList.contains('is-trouble');
  return isTopicShown && (who === '' || row.dataset.openid === who);
}

function drawLine({ at, topic, openid, text, isTrouble, details }: Line, people: readonly Person[]): HTMLElement {
  const label = topics.find((each) => each.topic === topic)?.label ?? '';
  const name = openid === undefined ? '系统' : nameOf(people, openid);
  const cells = [
    element('time', { datetime: new Date(at).toISOString() }, element('small', {}, shortDayText(at)), timeText(at)),
    element('span', { class: `mark is-${topic}` }, label),
    element('b', {}, name),
    element('span', { class: 'text' }, text),
  ];
  const row = element('li', { class: isTrouble ? 'is-trouble' : '', 'data-topic': topic, 'data-openid': openid });
  if (details.length === 0) row.append(element('div', { class: 'line' }, ...cells));
  else row.append(element('details', {}, element('summary', { class: 'line' }, ...cells), drawDetails(details)));
  return row;
}

function drawDetails(details: Line['details']): HTMLElement {
  const rows = details.flatMap(([label, value]) => [
    element('dt', {}, label),
    element(
      'dd',
      {},
      element('pre', { tabindex: '0' }, typeof value === 'string' ? value : JSON.stringify(value, null, 2)),
    ),
  ]);
  return element('dl', {}, ...rows);
}
