import { failed, succeeded, type OpenapiCall } from './context';

/** Characters of one text (msgSecCheck page, 2026-11-22). */
const CONTENT_LENGTH_MAX = 2500;

/** security.msgSecCheck: here every text passes. */
export const checkMessage: OpenapiCall = (context, args) => {
  const { content } = args;
  if (typeof content !== 'string' || content === '') return failed(44002, 'empty post data');
  if (content.length > CONTENT_LENGTH_MAX) return failed(45002, 'content size out of limit');
  return succeeded({ trace_id: context.ids(), result: { suggest: 'pass', label: 100 } });
};
