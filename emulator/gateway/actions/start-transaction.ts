import type { GatewayAction } from '../gateway-action';

/** Opens a transaction. Its id is the only thing that the wire carries beside `data`. */
export const startTransaction: GatewayAction = ({ parts }) => ({ transactionId: parts.engine.begin() });
