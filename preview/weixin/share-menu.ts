import type { OpenPage, Phone } from '../phone/phone';

/** A number on a dynamic card, e.g. how many are in the group. */
export interface ShareParameter {
  readonly name: string;
  readonly value: string;
}

/** What the page on top may be shared as, as `wx.updateShareMenu` and `wx.hideShareMenu` left it. */
export interface ShareMenu {
  isHidden: boolean;
  /** The dynamic card behind what is shared; undefined for one that never changes. */
  activityId: string | undefined;
  parameters: readonly ShareParameter[];
}

const menus = new WeakMap<OpenPage, ShareMenu>();

/** The share menu of the page on top; every page starts with a plain one. */
export function shareMenuOf({ pages }: Phone): ShareMenu {
  const plain: ShareMenu = { isHidden: false, activityId: undefined, parameters: [] };
  const page = pages.current();
  const menu = (page && menus.get(page)) ?? plain;
  if (page) menus.set(page, menu);
  return menu;
}
