import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { serveFixture, type Finger, type Fixture, type FixturePhone, type Point } from './support/fixture-phone';
import { until } from './support/until';

jest.setTimeout(60_000);

const POLL_MS = 30;
const WAIT_MAX_MS = 8_000;

let gallery: Fixture;
let phone: FixturePhone;
let page: Page;
let finger: Finger;

beforeAll(async () => {
  gallery = await serveFixture('preview/builtins/fixtures/gallery');
});

afterEach(async () => {
  expect(await phone.complaints()).toEqual([]);
  await phone.close();
});

afterAll(() => gallery.close());

async function openPage(name: string, pointer: 'touch' | 'mouse'): Promise<void> {
  phone = await gallery.openPhone(`/pages/${name}/${name}`, pointer);
  ({ page, finger } = phone);
}

const ask = <T>(expression: string): Promise<T> => page.evaluate<T>(expression);
const node = (id: string): Locator => page.locator(`[wx-id=${id}]`);
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });

/** What the page was told so far, one line for each event. */
async function told(type = ''): Promise<string[]> {
  const log = (await node('log').textContent()) ?? '';
  return log.split('\n').filter((line) => line !== '' && line.startsWith(type));
}

/** Reads until this was read, or it would have been long ago; then says what was read instead. */
async function eventually(read: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS;
  for (;;) {
    try {
      expect(await read()).toEqual(wanted);
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

async function placeIn(target: Locator, part: Point): Promise<Point> {
  const box = await target.boundingBox();
  if (!box) throw new Error(`${String(target)} is not on the screen`);
  return { x: Math.round(box.x + box.width * part.x), y: Math.round(box.y + box.height * part.y) };
}

const middleOf = (target: Locator): Promise<Point> => placeIn(target, { x: 0.5, y: 0.5 });

/** Down and up in one place, whatever is there. */
async function pressAt(place: Point): Promise<void> {
  await finger.down(place);
  await finger.up();
}

const isTyping = (): Promise<boolean> => ask(`document.activeElement.matches('input, textarea')`);
const heightOf = async (target: Locator): Promise<number> => (await target.boundingBox())?.height ?? 0;
const scrollTop = (selector: string): Promise<number> => ask(`document.querySelector('${selector}').scrollTop`);

describe.each(['touch', 'mouse'] as const)('with %s,', (pointer) => {
  describe('a press', () => {
    beforeEach(() => openPage('press', pointer));

    test('reaches whatever listens for taps', async () => {
      await finger.press(button('按钮'));
      await finger.press(node('box'));
      await finger.press(button('角色，删除'));
      await eventually(told, ['tap button', 'tap box', 'tap role']);
    });

    test('on a disabled button does nothing', async () => {
      await pressAt(await middleOf(button('禁用')));
      await finger.press(button('按钮'));
      await eventually(told, ['tap button']);
    });

    test('that is caught goes no further', async () => {
      await finger.press(page.getByText('内', { exact: true }));
      await finger.press(button('按钮'));
      await eventually(told, ['tap inner', 'tap button']);
    });

    test('can be made with Enter and the space bar', async () => {
      await button('按钮').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press(' ');
      await button('角色，删除').focus();
      await page.keyboard.press('Enter');
      await eventually(told, ['tap button', 'tap button', 'tap role']);
    });

    test('can be made by a screen reader, which clicks without a finger', async () => {
      await button('按钮').evaluate((element: HTMLElement) => element.click());
      await eventually(told, ['tap button']);
    });

    test('that lasts shows itself, and is a long press instead of a tap', async () => {
      await finger.down(await middleOf(node('box')));
      await eventually(() => node('box').getAttribute('class'), expect.stringMatching(/\bpressed\b/));
      await eventually(told, [expect.stringMatching(/^longpress \{"x":[\d.]+,"y":[\d.]+\}$/)]);
      await finger.up();
      await eventually(() => node('box').getAttribute('class'), expect.not.stringMatching(/\bpressed\b/));
      expect(await told('tap')).toEqual([]);
    });

    test('that moves tells where it is, measured from the page below the bar', async () => {
      const { x, y } = await middleOf(node('pad'));
      const bar = await ask<number>(`document.querySelector('.phone-scroller').getBoundingClientRect().top`);
      await finger.down({ x, y });
      await finger.move({ x: x + 50, y: y + 10 });
      await finger.up();
      await eventually(told, [
        `touchstart ${x} ${y - bar} of 1`,
        `touchmove ${x + 50} ${y + 10 - bar} of 1`,
        `touchend ${x + 50} ${y + 10 - bar} of 0`,
      ]);
    });

    test('on a navigator opens its page', async () => {
      await finger.press(page.getByText('去填写'));
      const routes = `__phone.pages().map(({ route }) => route)`;
      await eventually(() => ask(routes), ['pages/press/press', 'pages/fields/fields']);
    });

    test('on a share button is told to the page, which is asked for its card, and then a chat is chosen', async () => {
      await finger.press(button('分享'));
      await eventually(told, ['tap share', 'share button share']);
      await finger.press(page.getByRole('dialog', { name: '选择聊天' }).getByRole('button', { name: '取消' }));
      const shares = `__phone.journal.filter(({ kind }) => kind === 'share').map(({ title }) => title)`;
      await eventually(() => ask(shares), ['取消转发']);
    });
  });

  describe('of the fields,', () => {
    beforeEach(() => openPage('fields', pointer));

    test('an input is named by its label, which also leads to it', async () => {
      await finger.press(page.getByText('姓名', { exact: true }));
      await eventually(isTyping, true);
      await page.keyboard.type('李');
      await eventually(() => page.getByLabel('姓名').inputValue(), '李');
      await eventually(told, [
        'focus {"value":"","height":0}',
        expect.stringMatching(/^input \{"value":"李","cursor":1,/),
      ]);
    });

    test('an input is left by the confirm key', async () => {
      await page.getByLabel('姓名').fill('李');
      await page.keyboard.press('Enter');
      await eventually(isTyping, false);
      await eventually(() => told('confirm'), [expect.stringMatching(/^confirm \{"value":"李"/)]);
      await eventually(() => told('blur'), [expect.stringMatching(/^blur \{"value":"李"/)]);
    });

    test('an input is left by a press beside it', async () => {
      await finger.press(page.getByLabel('姓名'));
      await eventually(isTyping, true);
      await finger.press(node('log'));
      await eventually(isTyping, false);
    });

    test('an input takes no more than its maxlength, and its model follows', async () => {
      await page.getByPlaceholder('手机号').fill('13912345678999');
      await eventually(() => page.getByPlaceholder('手机号').inputValue(), '13912345678');
      await eventually(() => node('phone').innerText(), '13912345678');
    });

    test('an input shows what its listener answers', async () => {
      await page.getByLabel('大写').pressSequentially('abc');
      await eventually(() => page.getByLabel('大写').inputValue(), 'ABC');
    });

    test('a text area grows by the height of each line', async () => {
      const note = page.getByPlaceholder('备注');
      const lineHeight = await heightOf(note);
      await note.fill('a\nb\nc');
      await eventually(async () => Math.round((await heightOf(note)) / lineHeight), 3);
    });

    test('a switch turns', async () => {
      for (const name of ['开关', '勾']) await finger.press(page.getByRole('switch', { name }));
      await eventually(told, ['change {"value":false}', 'change {"value":true}']);
      expect(await page.getByRole('switch', { name: '开关', checked: false }).count()).toBe(1);
      expect(await page.getByRole('switch', { name: '勾', checked: true }).count()).toBe(1);
    });

    test('checkboxes are pressed themselves or by their labels, and their group tells which are checked', async () => {
      await finger.press(page.getByText('跑步'));
      await finger.press(page.getByRole('checkbox', { name: '读书' }));
      await pressAt(await middleOf(page.getByText('不能选')));
      await finger.press(page.getByText('跑步'));
      await eventually(told, ['change {"value":["a","b"]}', 'change {"value":["b"]}', 'change {"value":[]}']);
    });

    test('of radios one is chosen', async () => {
      await finger.press(page.getByText('小', { exact: true }));
      await eventually(told, ['change {"value":"s"}']);
      const chosen = page.getByRole('radio', { checked: true });
      expect(await chosen.count()).toBe(1);
      expect(await page.getByRole('radio', { name: '小', checked: true }).count()).toBe(1);
    });

    test('a slider moves by keys in its steps, and to where it is pressed', async () => {
      await page.getByRole('slider', { name: '音量' }).focus();
      await page.keyboard.press('ArrowRight');
      await eventually(told, ['change {"value":35}']);
      await pressAt(await placeIn(page.locator('.wx-slider-track'), { x: 0.8, y: 0.5 }));
      await eventually(told, ['change {"value":35}', 'change {"value":80}']);
    });

    test('a form collects those with names, and resets all of them', async () => {
      await page.getByLabel('姓名').fill('李');
      await page.getByPlaceholder('备注').fill('a\nb');
      for (const name of ['跑步', '小']) await finger.press(page.getByText(name, { exact: true }));
      await finger.press(page.getByRole('switch', { name: '开关' }));
      await finger.press(button('提交'));
      const submitted = async (): Promise<unknown> => {
        const line = (await told('submit ')).at(-1) ?? 'submit {}';
        return (JSON.parse(line.slice('submit '.length)) as { readonly value?: unknown }).value;
      };
      const text = { name: '李', phone: '138', note: 'a\nb' };
      await eventually(submitted, { ...text, one: 1, on: false, boxes: ['a', 'b'], radio: 's', level: 30 });
      await finger.press(button('重置'));
      await eventually(() => page.getByLabel('姓名').inputValue(), '');
      await finger.press(button('提交'));
      const empty = { name: '', phone: '', note: '' };
      await eventually(submitted, { ...empty, one: 1, on: true, boxes: ['a'], radio: 'l', level: 0 });
    });
  });

  describe('of the pickers,', () => {
    const sheet = (): Locator => page.getByRole('dialog');
    const chosen = (): Promise<string[]> => sheet().getByRole('option', { selected: true }).allInnerTexts();
    const confirm = (): Promise<void> => finger.press(sheet().getByRole('button', { name: '确定' }));

    const openPicker = async (id: string): Promise<void> => {
      await finger.press(node(id));
      await sheet().waitFor();
    };

    beforeEach(() => openPage('fields', pointer));

    test('one of a list is turned by keys', async () => {
      await openPicker('one');
      await eventually(chosen, ['乙']);
      await page.keyboard.press('ArrowDown');
      await eventually(chosen, ['丙']);
      await confirm();
      await eventually(() => node('one').innerText(), '选一：2');
    });

    test('a time ends where it must, and Enter takes it', async () => {
      await openPicker('time');
      await page.keyboard.press('End');
      await eventually(chosen, ['21', '30']);
      await page.keyboard.press('Enter');
      await eventually(() => node('time').innerText(), '21:30');
    });

    test('a date is chosen by pressing what it becomes', async () => {
      await openPicker('day');
      await finger.press(sheet().getByRole('option', { name: '2027' }));
      await eventually(chosen, ['2027', '12', '01']);
      await confirm();
      await eventually(() => node('day').innerText(), '2027-12-01');
    });

    test('several columns may change each other', async () => {
      await openPicker('many');
      await page.keyboard.press('ArrowDown');
      const cities = sheet().getByRole('listbox').last().getByRole('option');
      await eventually(() => cities.allInnerTexts(), ['南宁', '桂林', '北海']);
      await confirm();
      await eventually(() => told('change'), ['change {"value":[1,1]}']);
    });

    test('escape leaves everything as it was', async () => {
      await openPicker('time');
      await page.keyboard.press('End');
      await page.keyboard.press('Escape');
      await eventually(told, ['cancel {}']);
      expect(await sheet().count()).toBe(0);
      expect(await node('time').innerText()).toBe('09:30');
    });
  });

  describe('of what moves,', () => {
    const drag = async (id: string, by: Point): Promise<void> => finger.drag(await middleOf(node(id)), by);

    beforeEach(() => openPage('scrolling', pointer));

    test('a swiper follows a swipe, and tells when it has chosen and when it rests', async () => {
      await drag('swiper', { x: -220, y: 5 });
      await eventually(told, [
        'change {"current":1,"currentItemId":"","source":"touch"}',
        'animationfinish {"current":1,"source":"touch"}',
      ]);
    });

    test('an endless swiper goes back from the first item to the last', async () => {
      await drag('swiper', { x: 180, y: 5 });
      await eventually(() => told('animationfinish'), ['animationfinish {"current":2,"source":"touch"}']);
    });

    test('an upright swiper is swiped along its own axis, while the page rests', async () => {
      await drag('upright', { x: 3, y: -60 });
      await eventually(told, ['animationfinish {"current":1,"source":"touch"}']);
      expect(await scrollTop('.phone-scroller')).toBe(0);
    });

    test('a swiper moves to the item that the page says, which is then the one that is tapped', async () => {
      await finger.press(button('下一页'));
      await eventually(() => told('animationfinish'), ['animationfinish {"current":1,"source":""}']);
      await finger.press(node('swiper'));
      await eventually(() => told('tap'), ['tap #383']);
    });

    test('a swiper plays by itself once it is told to', async () => {
      expect(await told()).toEqual([]);
      await finger.press(button('自动'));
      const isFirst = 'change {"current":1,"currentItemId":"","source":"autoplay"}';
      await eventually(told, expect.arrayContaining([isFirst]));
    });

    test('scroll views go to the place and the child that the page says', async () => {
      await finger.press(button('滚到 8'));
      await eventually(() => scrollTop('[wx-id=down]'), 300);
      const left = async (id: string): Promise<number> => (await placeIn(node(id), { x: 0, y: 0 })).x;
      await eventually(async () => (await left('cell-8')) - (await left('across')), 0);
    });

    test('a scroll view is dragged, and tells that its end is near', async () => {
      await drag('down', { x: 0, y: -80 });
      await eventually(async () => (await scrollTop('[wx-id=down]')) > 40, true);
      await node('down').evaluate((element) => element.scrollTo({ top: 5_000 }));
      await eventually(told, ['scrolltolower {"direction":"bottom"}']);
    });

    test('a scroll view that is pulled refreshes, until the page has done so', async () => {
      await drag('down', { x: 0, y: 150 });
      await eventually(told, ['refresh']);
      await eventually(() => ask('getCurrentPages()[0].data.fresh'), false);
      await eventually(() => heightOf(page.locator('.wx-refresher')), 0);
      expect(await told()).toEqual(['refresh']);
    });

    test('a portal lies at the foot of the screen, and the moves that it catches do not scroll the page', async () => {
      await finger.press(button('浮层'));
      await eventually(async () => (await placeIn(node('sheet'), { x: 0, y: 1 })).y, 844);
      const place = await middleOf(node('sheet'));
      await finger.drag(place, { x: 0, y: -100 });
      await finger.press(node('sheet'));
      await eventually(() => node('sheet').count(), 0);
      expect(await scrollTop('.phone-scroller')).toBe(0);
      await finger.drag(place, { x: 0, y: -100 });
      await eventually(async () => (await scrollTop('.phone-scroller')) > 50, true);
    });

    test('a page whose style hides its overflow rests', async () => {
      await finger.press(button('锁住'));
      await until(
        page.mainFrame(),
        `getComputedStyle(document.querySelector('.phone-scroller')).overflowY === 'hidden'`,
      );
      await drag('inset', { x: 0, y: -100 });
      await finger.press(button('锁住'));
      await until(
        page.mainFrame(),
        `getComputedStyle(document.querySelector('.phone-scroller')).overflowY !== 'hidden'`,
      );
      expect(await scrollTop('.phone-scroller')).toBe(0);
      await drag('inset', { x: 0, y: -100 });
      await eventually(async () => (await scrollTop('.phone-scroller')) > 50, true);
    });
  });
});

test('every control tells a screen reader what it is and what it is called', async () => {
  await openPage('fields', 'mouse');
  const names = {
    textbox: ['姓名', '手机号', '大写', '备注'],
    switch: ['开关', '勾'],
    group: ['爱好'],
    checkbox: ['读书', '跑步', '不能选'],
    radiogroup: ['大小'],
    radio: ['小', '大'],
    slider: ['音量'],
    button: ['提交', '重置'],
  } as const;
  for (const role of Object.keys(names) as (keyof typeof names)[]) {
    for (const name of names[role]) {
      const found = await page.getByRole(role, { name, exact: true }).count();
      expect({ role, name, found }).toEqual({ role, name, found: 1 });
    }
  }
});
