import type { Message } from '../../typings/staff';
import type { InboxMessage } from '../domain/message';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { newestBy, pageOf } from '../runtime/paging';

/** A person reads his inbox: everything that was, or would have been, sent to him. */
export const listMessages = operation('listMessages', {
  role: 'buyer',
  input: input.object(input.page),
  async run(page, { caller, database }) {
    const { merchantId, person } = caller;
    const messages = await database.list('messages', { merchantId, person }, newestBy('at', page));
    return pageOf(messages, page, (message) => ({ at: message.at, id: message._id }), inboxEntry);
  },
});

function inboxEntry({ _id, kind, about, at, readAt }: InboxMessage): Message {
  return { messageId: _id, kind, about, at, ...(readAt === null ? {} : { readAt }) };
}
