import type { OpenapiCall } from './context';
import { getOrder } from './get-order';
import { checkMessage } from './message-check';
import { sendSubscribeMessage } from './subscribe-message';
import { createActivityId, setUpdatableMessage } from './updatable-message';
import { uploadShippingInfo } from './upload-shipping-info';
import { getUnlimited } from './wxacode';

/** WeChat's open interfaces by the name under which `cloud.openapi` calls them. */
export const openapiCalls: Readonly<Record<string, OpenapiCall>> = {
  'subscribeMessage.send': sendSubscribeMessage,
  'wxacode.getUnlimited': getUnlimited,
  'updatableMessage.createActivityId': createActivityId,
  'updatableMessage.setUpdatableMsg': setUpdatableMessage,
  'wxa.sec.order.uploadShippingInfo': uploadShippingInfo,
  'wxa.sec.order.getOrder': getOrder,
  'security.msgSecCheck': checkMessage,
};
