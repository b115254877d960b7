import { explain } from '../presenters/failure';
import { now } from './clock';

/** Does what a tap asks for. Where it fails, says what happened and what to do; answers whether it worked. */
export async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    const { what, todo } = explain(error, now());
    await wx.showModal({ title: what, content: todo, showCancel: false });
    return false;
  }
}
