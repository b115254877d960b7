import { builtin } from './builtin';
import { makeControl, makeField } from './controls';
import { type Calendar, type Column, dayColumns, optionTexts, timeColumns } from './picker-columns';
import { openPickerSheet } from './picker-sheet';
import type { Self } from './plan';
import { textOf } from './values';

const properties = {
  ...{ mode: 'selector', disabled: false, range: null, rangeKey: '', value: null, start: '', end: '' },
  ...{ fields: 'day', headerText: '', name: '', level: null, customItem: null },
};

type Picker = Self<typeof properties>;

/** A choice that is made in a sheet at the bottom: of a list, of several lists, a time or a day. */
export const picker = builtin('picker', {
  properties,
  attributes: ['disabled'],
  live(self) {
    const { dom } = self;
    const draw = (): void => {
      dom.tabIndex = self.read('disabled') ? -1 : 0;
      dom.ariaDisabled = self.read('disabled') ? 'true' : null;
    };
    makeControl(self, () => !self.read('disabled') && open(self));
    makeField(dom, {
      name: () => self.read('name'),
      value: () => self.read('value'),
      reset: () => self.write('value', null),
    });
    dom.setAttribute('role', 'button');
    dom.ariaHasPopup = 'dialog';
    draw();
    return { changed: { disabled: draw } };
  },
});

function open(self: Picker): void {
  switch (self.read('mode')) {
    case 'selector': {
      chooseFrom(self, [optionTexts(self.read('range'), self.read('rangeKey'))], ([index = 0]) => index);
      return;
    }
    case 'multiSelector': {
      const ranges = self.read('range');
      const lists = (Array.isArray(ranges) ? ranges : []).map((range) => optionTexts(range, self.read('rangeKey')));
      chooseFrom(self, lists, (indexes) => indexes);
      return;
    }
    case 'time': {
      chooseWhen(self, timeColumns(textOf(self.read('value')), self.read('start'), self.read('end')));
      return;
    }
    case 'date': {
      const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
      const [start, end, fields] = [self.read('start'), self.read('end'), self.read('fields')];
      chooseWhen(self, dayColumns(textOf(self.read('value')), start, end, fields, today));
      return;
    }
    default:
      self.host.phone.journal.add('missing', `<picker mode="${self.read('mode')}">`);
  }
}

/** Lists may be replaced by the page while the sheet is open, when another column was turned. */
function chooseFrom(
  self: Picker,
  lists: readonly (readonly string[])[],
  valueOf: (indexes: readonly number[]) => unknown,
): void {
  const given = self.read('value');
  const wanted = Array.isArray(given) ? given : [given];
  let indexes = lists.map((list, place) => Math.min(list.length - 1, Math.max(0, Number(wanted[place] ?? 0) || 0)));
  const listsNow = (): readonly (readonly string[])[] => {
    const ranges = self.read('range');
    if (self.read('mode') === 'selector' || !Array.isArray(ranges)) return lists;
    return ranges.map((range) => optionTexts(range, self.read('rangeKey')));
  };
  const columns = (): readonly Column[] =>
    listsNow().map((options, place) => ({
      name: '',
      options,
      index: Math.min(indexes[place] ?? 0, options.length - 1),
    }));
  openPickerSheet(self.host.phone.screen, {
    title: self.read('headerText'),
    columns: columns(),
    turned(column, index) {
      if (indexes[column] === index) return columns();
      indexes = indexes.map((other, place) => (place === column ? index : other));
      if (self.read('mode') === 'multiSelector') {
        self.emit('columnchange', { column, value: index });
        const told = self.read('value');
        if (Array.isArray(told) && told !== given) indexes = told.map(Number);
      }
      return columns();
    },
    confirmed: () => finish(self, valueOf(indexes)),
    cancelled: () => cancel(self),
  });
}

function chooseWhen(self: Picker, initial: Calendar): void {
  let calendar = initial;
  openPickerSheet(self.host.phone.screen, {
    title: self.read('headerText'),
    columns: initial.columns,
    turned(column, index) {
      if (calendar.columns[column]?.index !== index) calendar = calendar.turn(column, index);
      return calendar.columns;
    },
    confirmed: () => finish(self, calendar.text),
    cancelled: () => cancel(self),
  });
}

function finish(self: Picker, value: unknown): void {
  self.write('value', value);
  self.emit('change', { value });
  self.dom.focus({ preventScroll: true });
}

function cancel(self: Picker): void {
  self.emit('cancel');
  self.dom.focus({ preventScroll: true });
}
