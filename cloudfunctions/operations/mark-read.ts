import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { is } from '../runtime/terms';

/** A person has read messages of his inbox. Those read before, and those of others, are not touched. */
export const markRead = operation('markRead', {
  role: 'buyer',
  input: input.object({ messageIds: input.array(input.id).check(input.most(100)) }),
  async run({ messageIds }, { caller, now, database }) {
    if (messageIds.length === 0) return { marked: 0 };
    const { merchantId, person } = caller;
    const unread = { _id: is.oneOf(messageIds), merchantId, person, readAt: null };
    return { marked: await database.changeAll('messages', unread, { readAt: now }) };
  },
});
