import type { CloudParts } from '../cloud-parts';
import type { GatewayAction, WireFields } from '../gateway-action';
import { GatewayFailure } from '../gateway-failure';
import { countField, textField } from '../wire-fields';

/** How long a URL is said to be good when nothing was asked for: a day. */
const MAX_AGE_SECONDS = 86_400;

/** `getTempFileURL`, and the first half of `downloadFile`: an un-encoded URL for each file that exists. */
export const batchGetDownloadUrl: GatewayAction = ({ fields, parts }) => {
  if (!Array.isArray(fields.file_list)) throw new GatewayFailure('INVALID_PARAM', 'file_list must be a list');
  return { data: { download_list: fields.file_list.map((file: WireFields) => download(parts, file)) } };
};

function download({ storage, baseUrl }: CloudParts, file: WireFields): Record<string, unknown> {
  const fileID = textField(file, 'fileid');
  const tempFileURL = storage.temporaryUrl(fileID, baseUrl());
  // Without a message the SDK's downloadFile fails with "undefined".
  const missing = { code: 'STORAGE_FILE_NONEXIST', fileID, tempFileURL: '', message: 'storage file not exists' };
  if (tempFileURL === undefined) return missing;
  return { code: 'SUCCESS', fileID, tempFileURL, maxAge: countField(file, 'max_age') ?? MAX_AGE_SECONDS };
}
