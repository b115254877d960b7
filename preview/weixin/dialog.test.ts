/** @jest-environment jsdom */
import { beforeEach, describe, expect, test } from '@jest/globals';

import { openActionSheet } from './action-sheet';
import { openModal } from './modal';
import { hideToast, showToast } from './toast';

const screen = document.createElement('div');
const opener = document.createElement('button');

const dialogs = () => [...screen.querySelectorAll('[role=dialog]')];
const press = (key: string, shiftKey = false) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
const tap = (label: string) => {
  [...screen.querySelectorAll('button')].find(({ textContent }) => textContent === label)?.click();
};

beforeEach(() => {
  screen.replaceChildren();
  document.body.replaceChildren(opener, screen);
  opener.focus();
});

const question = { title: '退款', content: '确定退款吗？', cancelText: '取消', confirmText: '确定' };

describe('a box of WeChat’s', () => {
  test('has a name, takes the focus, and gives it back with the answer', async () => {
    const answer = openModal(screen, question);
    expect(dialogs().map((dialog) => dialog.getAttribute('aria-label'))).toEqual(['退款']);
    expect(document.activeElement).toBe(dialogs()[0]);
    tap('确定');
    expect(await answer).toEqual({ confirm: true });
    expect(dialogs()).toEqual([]);
    expect(document.activeElement).toBe(opener);
  });

  test('is cancelled by Esc', async () => {
    const answer = openModal(screen, question);
    press('Escape');
    expect(await answer).toEqual({ confirm: false });
  });

  test('keeps the focus inside, both ways round', () => {
    void openModal(screen, question);
    press('Tab');
    expect(document.activeElement?.textContent).toBe('取消');
    press('Tab', true);
    expect(document.activeElement?.textContent).toBe('确定');
    press('Tab');
    expect(document.activeElement?.textContent).toBe('取消');
  });

  test('gives the text that it asks for', async () => {
    const answer = openModal(screen, { ...question, content: '', editable: true });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('退款');
    (document.activeElement as HTMLInputElement).value = '临时有事';
    tap('确定');
    expect(await answer).toEqual({ confirm: true, text: '临时有事' });
  });
});

test.each([
  ['乙', 1],
  ['取消', -1],
])('a sheet of choices answers which was tapped: %s is %d', async (label, expected) => {
  const answer = openActionSheet(screen, '', ['甲', '乙']);
  tap(label);
  expect(await answer).toBe(expected);
});

test('there is one toast at a time, and it is said aloud', () => {
  showToast(screen, { title: '加载中', icon: 'loading', mask: true });
  showToast(screen, { title: '已复制', icon: 'success', mask: false });
  expect([...screen.querySelectorAll('[role=status]')].map(({ textContent }) => textContent)).toEqual(['✓已复制']);
  hideToast(screen);
  expect(screen.childElementCount).toBe(0);
});
