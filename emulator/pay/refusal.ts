/** The err_code words of WeChat Pay v2 that this merchant side of it uses. */
export type PayErrorCode =
  | 'ERROR'
  | 'FREQUENCY_LIMITED'
  | 'INVALID_REQUEST'
  | 'INVALID_REQ_TOO_MUCH'
  | 'NOAUTH'
  | 'NOTENOUGH'
  | 'ORDERCLOSED'
  | 'ORDERNOTEXIST'
  | 'ORDERPAID'
  | 'OUT_TRADE_NO_USED'
  | 'PARAM_ERROR'
  | 'REFUNDNOTEXIST'
  | 'REFUND_FEE_MISMATCH'
  | 'SYSTEMERROR'
  | 'TRADE_OVERDUE';

/** WeChat Pay says no. The body is the v2 answer: either a FAIL of the message itself, or of the business. */
export class PayRefusal extends Error {
  constructor(readonly body: Readonly<Record<string, string>>) {
    super(body['err_code_des'] ?? body['return_msg']);
  }
}

/** A request that v2 does not accept as a message: return_code FAIL. */
export function malformed(message: string): PayRefusal {
  return new PayRefusal({ return_code: 'FAIL', return_msg: message });
}

/** A request that is understood and refused: result_code FAIL. The SDK hides err_code; callers see the text only. */
export function refused(code: PayErrorCode, description: string): PayRefusal {
  return new PayRefusal({
    return_code: 'SUCCESS',
    return_msg: 'OK',
    result_code: 'FAIL',
    err_code: code,
    err_code_des: description,
  });
}
