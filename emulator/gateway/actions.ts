import { abortTransaction } from './actions/abort-transaction';
import { addCollection } from './actions/add-collection';
import { aggregateDocuments } from './actions/aggregate-documents';
import { batchDeleteFile } from './actions/batch-delete-file';
import { batchGetDownloadUrl } from './actions/batch-get-download-url';
import { calculateDocument } from './actions/calculate-document';
import { commitTransaction } from './actions/commit-transaction';
import { getDocument } from './actions/get-document';
import { getUploadMetadata } from './actions/get-upload-metadata';
import { insertDocument } from './actions/insert-document';
import { invokeFunction } from './actions/invoke-function';
import { modifyDocument } from './actions/modify-document';
import { removeDocument } from './actions/remove-document';
import { startTransaction } from './actions/start-transaction';
import { wxApi } from './actions/wx-api';
import { wxOpenApi } from './actions/wx-open-api';
import { wxWxPayApi } from './actions/wx-wx-pay-api';
import type { GatewayAction } from './gateway-action';

/** Every action of wx-server-sdk 4.0.2 that the local cloud has, by its name on the wire. */
export const actions: Readonly<Record<string, GatewayAction>> = {
  'database.abortTransaction': abortTransaction,
  'database.addCollection': addCollection,
  'database.aggregateDocuments': aggregateDocuments,
  'database.calculateDocument': calculateDocument,
  'database.commitTransaction': commitTransaction,
  'database.getDocument': getDocument,
  'database.insertDocument': insertDocument,
  'database.modifyDocument': modifyDocument,
  'database.removeDocument': removeDocument,
  'database.startTransaction': startTransaction,
  'functions.invokeFunction': invokeFunction,
  'storage.batchDeleteFile': batchDeleteFile,
  'storage.batchGetDownloadUrl': batchGetDownloadUrl,
  'storage.getUploadMetadata': getUploadMetadata,
  'wx.api': wxApi,
  'wx.openApi': wxOpenApi,
  'wx.wxPayApi': wxWxPayApi,
};
