const KEY = 'storeId';

/** The store at which this phone redeems, as chosen the last time, if the clerk still works there. */
export function storeChosen(stores: readonly { readonly storeId: string }[]): string {
  const kept = wx.getStorageSync<unknown>(KEY);
  const [only] = stores.length === 1 ? stores : stores.filter((store) => store.storeId === kept);
  return only?.storeId ?? '';
}

/** From now on this phone redeems here. */
export function chooseStore(storeId: string): void {
  wx.setStorageSync(KEY, storeId);
}
