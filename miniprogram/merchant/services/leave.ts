import { replaceBy, type PageName } from '../../services/links';

/** The page has done its work: says so, and goes back to where it was opened from, or else to a list. */
export function leave(title: string, list: PageName): void {
  void wx.showToast({ title, icon: 'success' });
  if (getCurrentPages().length > 1) void wx.navigateBack();
  else replaceBy(list);
}
