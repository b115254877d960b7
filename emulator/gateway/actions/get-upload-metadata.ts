import { InvalidPath } from '../../storage/cloud-path';
import type { GatewayAction } from '../gateway-action';
import { GatewayFailure } from '../gateway-failure';
import { textField } from '../wire-fields';

/** The first half of `uploadFile`: where to put the bytes, and five texts that the SDK sends along as headers. */
export const getUploadMetadata: GatewayAction = ({ fields, parts }) => {
  try {
    return { data: parts.storage.beginUpload(textField(fields, 'path'), parts.baseUrl()) };
  } catch (error) {
    if (error instanceof InvalidPath) throw new GatewayFailure('INVALID_PARAM', error.message);
    throw error;
  }
};
