import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { eventually, placeOf, serveFixture } from './support/fixture-phone';
import type { Finger, Fixture, FixturePhone, Point, Pointer } from './support/fixture-phone';

let gallery: Fixture;
let phone: FixturePhone;
let page: Page;
let finger: Finger;

beforeAll(async () => {
  gallery = await serveFixture('preview/builtins/fixtures/gallery');
});

afterEach(async () => {
  const complaints = await phone.complaints();
  await phone.close();
  expect(complaints).toEqual([]);
});

afterAll(() => gallery.close());

async function openPage(name: string, pointer: Pointer): Promise<void> {
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

const isTyping = (): Promise<boolean> => ask(`document.activeElement.matches('input, textarea')`);
const heightOf = async (target: Locator): Promise<number> => (await target.boundingBox())?.height ?? 0;
const scrollTopOf = (target: Locator): Promise<number> => target.evaluate((element) => element.scrollTop);

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
      await finger.pressAt(await placeOf(button('禁用')));
      await finger.press(button('按钮'));
      await eventually(told, ['tap button']);
    });

    test('that is caught goes no further', async () => {
      await finger.press(page.getByText('内', { exact: true }));
      await finger.press(button('按钮'));
      await eventually(told, ['tap inner', 'tap button']);
    });

    test('can be made with Enter, with the space bar, and by a screen reader, which only clicks', async () => {
      await button('按钮').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press(' ');
      await button('角色，删除').focus();
      await page.keyboard.press('Enter');
      await button('按钮').evaluate((element: HTMLElement) => element.click());
      await eventually(told, ['tap button', 'tap button', 'tap role', 'tap button']);
    });

    test('that lasts shows itself, and is a long press instead of a tap', async () => {
      await finger.down(await placeOf(node('box')));
      await eventually(() => node('box').getAttribute('class'), expect.stringMatching(/\bpressed\b/));
      await eventually(told, [expect.stringMatching(/^longpress \{"x":[\d.]+,"y":[\d.]+\}$/)]);
      await finger.up();
      await eventually(() => node('box').getAttribute('class'), expect.not.stringMatching(/\bpressed\b/));
      expect(await told('tap')).toEqual([]);
    });

    test('that moves tells where it is, measured from the page below the bar', async () => {
      const { x, y } = await placeOf(node('pad'));
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
      await page.getByRole('dialog', { name: '选择聊天' }).waitFor();
    });
  });

  describe('of the fields,', () => {
    beforeEach(() => openPage('fields', pointer));

    test('an input is named by its label, which also leads to it', async () => {
      await finger.press(page.getByText('姓名', { exact: true }));
      await eventually(told, ['focus {"value":"","height":0}']);
      await page.keyboard.type('李');
      await eventually(() => told('input'), [expect.stringMatching(/^input \{"value":"李","cursor":1,/)]);
      expect(await page.getByLabel('姓名').inputValue()).toBe('李');
    });

    test('an input is left by the confirm key', async () => {
      await page.getByLabel('姓名').fill('李');
      await page.keyboard.press('Enter');
      await eventually(isTyping, false);
      await eventually(() => told('confirm'), [expect.stringMatching(/^confirm \{"value":"李"/)]);
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
      expect(await page.getByRole('switch', { checked: true }).getAttribute('aria-label')).toBe('勾');
    });

    test('checkboxes are pressed themselves or by their labels, and their group tells which are checked', async () => {
      await finger.press(page.getByText('跑步'));
      await finger.press(page.getByRole('checkbox', { name: '读书' }));
      await finger.pressAt(await placeOf(page.getByText('不能选')));
      await finger.press(page.getByText('跑步'));
      await eventually(told, ['change {"value":["a","b"]}', 'change {"value":["b"]}', 'change {"value":[]}']);
    });

    test('of radios one is chosen', async () => {
      await finger.press(page.getByText('小', { exact: true }));
      await eventually(told, ['change {"value":"s"}']);
      expect(await page.getByRole('radio', { checked: true }).count()).toBe(1);
      expect(await page.getByRole('radio', { name: '小', checked: true }).count()).toBe(1);
    });

    test('a slider moves by keys in its steps, and to where it is pressed', async () => {
      await page.getByRole('slider', { name: '音量' }).focus();
      await page.keyboard.press('ArrowRight');
      await eventually(told, ['change {"value":35}']);
      await finger.pressAt(await placeOf(page.locator('.wx-slider-track'), { x: 0.8, y: 0.5 }));
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
      const empty = { name: '', phone: '', note: '', one: null };
      await eventually(submitted, { ...empty, on: true, boxes: ['a'], radio: 'l', level: 0 });
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
    const scroller = (): Locator => page.locator('.phone-scroller');

    /** From the far half, so that there is room; not from an edge, where Chromium may prefer the neighbour. */
    const drag = async (id: string, by: Point): Promise<void> => {
      const part = { x: 0.5 - 0.25 * Math.sign(by.x), y: 0.5 - 0.25 * Math.sign(by.y) };
      await finger.drag(await placeOf(node(id), part), by);
    };

    beforeEach(() => openPage('scrolling', pointer));

    test('a swiper follows a swipe, and tells when it has chosen and when it rests', async () => {
      await drag('swiper', { x: -220, y: 5 });
      await eventually(told, [
        'change {"current":1,"currentItemId":"","source":"touch"}',
        'animationfinish {"current":1,"source":"touch"}',
      ]);
    });

    test('an endless swiper goes back from the first item to the last', async () => {
      await drag('swiper', { x: 220, y: 5 });
      await eventually(() => told('animationfinish'), ['animationfinish {"current":2,"source":"touch"}']);
    });

    test('an upright swiper is swiped along its own axis, while the page rests', async () => {
      await drag('upright', { x: 3, y: -60 });
      await eventually(told, ['animationfinish {"current":1,"source":"touch"}']);
      expect(await scrollTopOf(scroller())).toBe(0);
    });

    test('a swiper moves to the item that the page says, which is then the one that is tapped', async () => {
      await finger.press(button('下一页'));
      await eventually(() => told('animationfinish'), ['animationfinish {"current":1,"source":""}']);
      await finger.press(node('swiper'));
      await eventually(() => told('tap'), ['tap #383']);
    });

    test('a swiper plays by itself once it is told to', async () => {
      await finger.press(button('自动'));
      await eventually(async () => (await told())[0], 'change {"current":1,"currentItemId":"","source":"autoplay"}');
    });

    test('scroll views go to the place and the child that the page says', async () => {
      await finger.press(button('滚到 8'));
      await eventually(() => scrollTopOf(node('down')), 300);
      const left = async (id: string): Promise<number> => (await placeOf(node(id), { x: 0, y: 0 })).x;
      await eventually(async () => (await left('cell-8')) - (await left('across')), 0);
    });

    test('a scroll view is dragged, and tells that its end is near', async () => {
      await drag('down', { x: 0, y: -80 });
      await eventually(async () => (await scrollTopOf(node('down'))) > 40, true);
      await node('down').evaluate((element) => element.scrollTo({ top: 5_000 }));
      await eventually(told, ['scrolltolower {"direction":"bottom"}']);
    });

    test('a scroll view that is pulled refreshes, until the page has done so', async () => {
      await drag('down', { x: 0, y: 150 });
      await eventually(told, ['refresh']);
      await eventually(() => heightOf(page.locator('.wx-refresher')), 0);
      expect(await told()).toEqual(['refresh']);
    });

    test('a portal lies at the foot of the screen, until it is closed', async () => {
      await finger.press(button('浮层'));
      await eventually(async () => (await placeOf(node('sheet'), { x: 0, y: 1 })).y, 844);
      await finger.press(node('sheet'));
      await eventually(() => node('sheet').count(), 0);
    });

    test('a page rests while moves are caught, and while its style hides its overflow', async () => {
      const overflow = () => scroller().evaluate((element) => getComputedStyle(element).overflowY);
      await drag('still', { x: 0, y: -100 });
      expect(await scrollTopOf(scroller())).toBe(0);
      await finger.press(button('锁住'));
      await eventually(overflow, 'hidden');
      await drag('inset', { x: 0, y: -100 });
      await finger.press(button('锁住'));
      await eventually(overflow, 'auto');
      expect(await scrollTopOf(scroller())).toBe(0);
      await drag('inset', { x: 0, y: -100 });
      await eventually(async () => (await scrollTopOf(scroller())) > 50, true);
    });
  });
});

test('every control tells a screen reader what it is and what it is called', async () => {
  await openPage('fields', 'mouse');
  const controls = (await page.locator('wx-form').ariaSnapshot()).match(/[a-z]+ "[^"]*"/g) ?? [];
  expect(controls.join(', ').replaceAll('"', '')).toBe(
    'textbox 姓名, textbox 手机号, textbox 大写, textbox 备注, button 选一：1, button 选多, button 2026-12-01, ' +
      'button 09:30, switch 开关, switch 勾, group 爱好, checkbox 读书, checkbox 跑步, checkbox 不能选, ' +
      'radiogroup 大小, radio 小, radio 大, slider 音量, button 提交, button 重置',
  );
});

describe('of pictures and text,', () => {
  beforeEach(() => openPage('media', 'mouse'));

  test('a picture tells its size once it is there, or that there is none', async () => {
    await eventually(() => told('load'), Array(4).fill('load {"width":200,"height":100}'));
    await eventually(() => told('error'), ['error {"errMsg":"GET /images/none.png failed"}']);
  });

  test('a picture fills its box as its mode says, or gives it its height', async () => {
    const fitOf = (name: string) =>
      page.getByRole('img', { name }).evaluate((image) => getComputedStyle(image).objectFit);
    const fits = await Promise.all(['scaleToFill', 'aspectFit', 'aspectFill', 'center'].map(fitOf));
    expect(fits).toEqual(['fill', 'contain', 'cover', 'none']);
    await eventually(() => heightOf(page.getByRole('img', { name: 'widthFix' })), (300 / 750) * 390 * 0.5);
  });

  test('rich text has its tags and styles, and nothing that runs', async () => {
    expect(await node('html').innerHTML()).toBe('<p style="color:#c00">红 <b>粗</b></p>');
    expect(await node('tree').innerHTML()).toBe('<p style="color: blue">蓝 &amp; 天</p>');
  });

  test('text breaks its lines, knows entities if asked, and keeps spaces if asked', async () => {
    expect(await node('lines').innerText()).toBe('第一行\n第二行');
    expect(await node('decoded').innerText()).toBe('<b> &');
    expect(await node('spaces').innerText()).toBe('a   b');
    expect(await page.getByText('看不见').isVisible()).toBe(false);
  });

  test('an icon has the size and the color that it is given, and a bar is filled so far', async () => {
    expect(await node('icon').boundingBox()).toMatchObject({ width: 40, height: 40 });
    expect(await node('icon').evaluate((icon) => getComputedStyle(icon).backgroundColor)).toBe('rgb(0, 0, 255)');
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
    expect(await page.locator('.wx-progress-filled').getAttribute('style')).toContain('width: 40%');
  });

  test('a script draws on a canvas', async () => {
    await eventually(() => told('canvas'), ['canvas 300×100']);
    const dot = `[...document.querySelector('canvas').getContext('2d').getImageData(20, 20, 1, 1).data]`;
    expect(await ask(dot)).toEqual([0, 170, 119, 255]);
  });
});
