import type { GatewayAction } from '../gateway-action';
import { textsField } from '../wire-fields';

/** `deleteFile`: each file for itself; one that does not exist says so and does not keep the others. */
export const batchDeleteFile: GatewayAction = async ({ fields, parts }) => {
  const removed = textsField(fields, 'fileid_list').map(async (fileID) => {
    const existed = await parts.storage.remove(fileID);
    return { fileID, code: existed ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' };
  });
  return { data: { delete_list: await Promise.all(removed) } };
};
