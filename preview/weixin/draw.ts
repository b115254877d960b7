/** What `draw` puts on an element: attributes by name, `on…` listeners; undefined and false leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/** An element with attributes and children, as WeChat's own surfaces are made of. */
export function draw<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice('on'.length), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A button of WeChat's own. */
export function drawButton(
  label: string,
  look: string,
  onTap: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return draw('button', { type: 'button', class: `weixin-button ${look}`, onclick: onTap, ...attributes }, label);
}

/** The time of day as a chat shows it. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' });
}

/** Whole fen as a price: 2990 is ¥29.90. */
export function yuan(amountFen: number): string {
  return `¥${(amountFen / 100).toFixed(2)}`;
}
