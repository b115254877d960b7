import type { WeChat } from '../runtime/ports';
import { cloudFiles, type CloudFiles } from './cloud-files';

type Call = (fields: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>;

/** The services of `cloud.openapi` that we use; the SDK's types leave them open. */
export interface OpenApi {
  readonly subscribeMessage: { readonly send: Call };
  readonly updatableMessage: { readonly createActivityId: Call; readonly setUpdatableMsg: Call };
  readonly wxacode: { readonly getUnlimited: Call };
  readonly wxa: { readonly sec: { readonly order: { readonly uploadShippingInfo: Call } } };
}

/** The person allows no (more) message of this template: official error code of subscribeMessage.send. */
const REFUSED = 43101;
/** The order is past shipping: told and corrected, settled, or never WeChat's to manage. Nothing is left to do. */
const NOT_TO_SHIP: readonly unknown[] = [10060003, 10060004];

/** No such card, no way from its state to that one, or its time is over (setUpdatableMsg, read 2026-11-22). */
const CARD_IS_OVER: readonly unknown[] = [47501, 47502, 47504];

/** Order's number is WeChat's own; virtual goods and pick-up (order-shipping.html, read 2026-11-22). */
const BY_TRANSACTION_ID = 2;
const VIRTUAL = 3;
const PICK_UP = 4;
const UNIFIED = 1;

const errorCode = (error: unknown): unknown => (error as { errCode?: unknown } | undefined)?.errCode;

/** WeChat beside its pay, through the cloud's own calls. */
export function cloudWeChat(openapi: OpenApi, files: CloudFiles): WeChat {
  return {
    async sendMessage(to, template, page, words) {
      const data = Object.fromEntries(Object.entries(words).map(([name, value]) => [name, { value }]));
      try {
        await openapi.subscribeMessage.send({ touser: to, templateId: template, page, data });
        return true;
      } catch (error) {
        if (errorCode(error) === REFUSED) return false;
        throw error;
      }
    },

    async uploadShipping({ transactionId, buyer, what, atStore, at }) {
      try {
        await openapi.wxa.sec.order.uploadShippingInfo({
          orderKey: { orderNumberType: BY_TRANSACTION_ID, transactionId },
          ...{ logisticsType: atStore ? PICK_UP : VIRTUAL, deliveryMode: UNIFIED },
          shippingList: [{ itemDesc: what.slice(0, 120) }],
          uploadTime: new Date(at).toISOString(),
          payer: { openid: buyer },
        });
        return true;
      } catch (error) {
        return NOT_TO_SHIP.includes(errorCode(error));
      }
    },

    async miniProgramCode(page, scene) {
      const { buffer } = await openapi.wxacode.getUnlimited({ scene, page, checkPath: false });
      if (!Buffer.isBuffer(buffer)) throw new TypeError('wxacode.getUnlimited gave no picture');
      return buffer;
    },

    async createActivity() {
      const { activityId } = await openapi.updatableMessage.createActivityId({});
      if (typeof activityId !== 'string') throw new TypeError('createActivityId gave no id');
      return activityId;
    },

    async changeCard(activityId, { state, parameters }) {
      const templateInfo = { parameterList: parameters };
      try {
        await openapi.updatableMessage.setUpdatableMsg({ activityId, targetState: state, templateInfo });
      } catch (error) {
        if (!CARD_IS_OVER.includes(errorCode(error))) throw error;
      }
    },

    ...cloudFiles(files),
  };
}
