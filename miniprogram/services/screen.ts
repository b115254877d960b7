let before: number | undefined;

/** A code is about to be scanned: the screen is bright and stays on. */
export async function brighten(): Promise<void> {
  void wx.setKeepScreenOn({ keepScreenOn: true });
  try {
    const { value } = await wx.getScreenBrightness();
    before ??= value;
    await wx.setScreenBrightness({ value: 1 });
  } catch {
    before = undefined;
  }
}

/** As it was before. */
export function restoreScreen(): void {
  void wx.setKeepScreenOn({ keepScreenOn: false });
  if (before !== undefined) void wx.setScreenBrightness({ value: before });
  before = undefined;
}
