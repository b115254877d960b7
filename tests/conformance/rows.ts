/**
 * What wx-server-sdk 4.0.2 and the cloud behind it do, one statement a row; the suite checks each through the SDK.
 * Sources: the SDK's own code, and recordings of its requests (2026-11-22). A row that says where else it comes from
 * has not been compared with the real cloud.
 */
export type Row = readonly [
  id: string,
  statement: string,
  unverified?: 'public recording' | 'community answer' | 'from documentation' | 'a choice of ours',
];

const transport: readonly Row[] = [
  ['TR-01', 'every call is a POST to the URL of TCB_CONTEXT_CNFG, with env and seqId appended'],
  ['TR-02', 'a JSON body says action, envName and wxCloudApiToken'],
  ['TR-03', 'openapi and cloudPay travel as multipart/form-data with a binary requestData, all else as JSON'],
  ['TR-04', 'a success has a requestId and no code, and status 200'],
  ['TR-05', 'a refusal has code, message and requestId, and status 200 too'],
  ['TR-06', 'any code in an answer is a refusal to the SDK, SUCCESS included'],
  ['TR-07', 'an empty answer and one that is not JSON reach the program as errCode -1'],
  ['TR-08', 'a status other than 200 becomes errCode -501001'],
  ['TR-09', 'a token that belongs to no running function is refused as INVALID_REQUEST_SOURCE', 'a choice of ours'],
  ['TR-10', 'a broken connection becomes errCode -501001 and is not tried again'],
  ['TR-11', 'calls one after the other share a kept-alive connection'],
  ['TR-12', 'an action that the local cloud lacks is refused by its name', 'a choice of ours'],
];

const ejson: readonly Row[] = [
  ['EJ-01', 'whole numbers within 32 bits travel as $numberInt'],
  ['EJ-02', 'whole numbers beyond 32 bits travel as $numberLong and come back as numbers'],
  ['EJ-03', 'other numbers travel as $numberDouble, NaN and Infinity as well'],
  ['EJ-04', 'texts, booleans and null travel plain'],
  ['EJ-05', 'an undefined member is dropped, inside a list it becomes null'],
  ['EJ-06', 'a Date travels as $date and comes back as a Date'],
  ['EJ-07', 'serverDate travels as $tcb_server_date and is stored as the time of the server plus its offset'],
  ['EJ-08', 'serverDate in a query compares with the time of the server'],
  ['EJ-09', 'several serverDates of one request are the same instant, also inside lists'],
  ['EJ-10', 'a RegExp and db.RegExp travel as $regularExpression and match'],
  ['EJ-11', 'a geo point travels as GeoJSON and comes back as a point'],
  ['EJ-12', 'the SDK loses the content of a Buffer'],
  ['EJ-13', 'the SDK turns a Map into an empty object'],
  ['EJ-14', 'a BigInt fails with errCode -1 before anything is sent'],
  ['EJ-15', 'ids are texts or numbers, never $oid'],
  ['EJ-16', 'aggregate results are read as extended JSON only: a Date is a Date, a point stays GeoJSON'],
  ['EJ-17', 'minus zero travels as 0'],
];

const databaseActions: readonly Row[] = [
  ['DB-01', 'createCollection answers a requestId'],
  ['DB-02', 'add sends a list with one text and answers the _id it was given'],
  ['DB-03', 'add without _id answers a new _id of 32 hex digits', 'a choice of ours'],
  ['DB-04', 'add of a list answers _ids'],
  ['DB-05', 'doc().get() asks with queryType DOC and answers the document'],
  ['DB-06', 'where().orderBy().skip().limit().field().get() answers the documents in that order'],
  ['DB-07', 'where().update answers stats.updated and is multi by default'],
  ['DB-08', 'where().update with multi: false changes one document'],
  ['DB-09', 'doc().update answers stats.updated; of a missing document 0'],
  ['DB-10', 'doc().set of a missing document creates it: updated 0, created 1, and its _id'],
  ['DB-11', 'doc().set of an existing document replaces all of it: updated 1, created 0'],
  ['DB-12', 'doc().remove answers stats.removed; of a missing document 0'],
  ['DB-13', 'where().remove is multi by default'],
  ['DB-14', 'remove without where sends an empty text as query and means all documents'],
  ['DB-15', 'count answers the number of matches'],
  ['DB-16', 'a query without limit gives 100 documents'],
  ['DB-17', 'a limit above 1000 is sent as 1000, limit(0) as 100'],
  ['DB-18', 'several orderBy apply in the order of the calls'],
  ['DB-19', 'field() with true keeps the fields and _id, with false leaves them out'],
  ['DB-20', 'a number as _id is another id than the text of its digits'],
  ['DB-21', 'add from a function adds no _openid'],
  ['DB-22', 'documents travel as a list of texts'],
  ['DB-23', 'a collection whose name starts with sys_ does not exist for functions', 'a choice of ours'],
  ['DB-24', 'an update that says nothing changes nothing: updated 0'],
  ['DB-25', 'an update that leaves every document as it was answers updated 0', 'a choice of ours'],
  ['DB-26', 'add of a list stops at the first duplicate key and keeps what came before it', 'from documentation'],
  ['DB-27', 'field() with $slice and $elemMatch shows part of a list'],
];

const queryEncoding: readonly Row[] = [
  ['QU-01', 'a value and _.eq'],
  ['QU-02', '_.neq, _.in, _.nin'],
  ['QU-03', '_.lt, _.lte, _.gt, _.gte'],
  ['QU-04', '_.exists and _.mod'],
  ['QU-05', '_.all and _.size of lists'],
  ['QU-06', '_.and on a field becomes $and of one-field queries'],
  ['QU-07', '_.or on a field becomes $or of one-field queries'],
  ['QU-08', '_.or, _.and and _.nor of whole queries'],
  ['QU-09', '_.not negates a command or a pattern'],
  ['QU-10', '_.elemMatch of objects and of values'],
  ['QU-11', 'a nested object asks for its paths, _.eq for exactly that object'],
  ['QU-12', '_.expr compares fields'],
  ['QU-13', 'two _.or on two fields are merged into one $or: a union'],
  ['QU-14', 'where of an empty nested object means everything'],
  ['QU-15', 'where drops an undefined field; all undefined throws'],
  ['QU-16', '_.or of plain values on a field is refused by the database'],
  ['QU-17', 'raw operators in where pass through'],
];

const updateEncoding: readonly Row[] = [
  ['UP-01', 'plain values become $set, nested objects dotted paths'],
  ['UP-02', 'lists and Dates are set whole'],
  ['UP-03', '_.inc, _.mul'],
  ['UP-04', '_.min, _.max'],
  ['UP-05', '_.rename'],
  ['UP-06', '_.set replaces a whole object'],
  ['UP-07', '_.remove unsets'],
  ['UP-08', '_.push of a value and of several'],
  ['UP-09', '_.push with position, sort and slice'],
  ['UP-10', '_.unshift'],
  ['UP-11', '_.pop and _.shift'],
  ['UP-12', '_.pull by value, by command and by object'],
  ['UP-13', '_.pullAll'],
  ['UP-14', '_.addToSet of a value, of several by $each, of a list as one element'],
  ['UP-15', 'an empty nested object is dropped'],
  ['UP-16', '_.set with a serverDate inside loses the marker'],
];

const aggregate: readonly Row[] = [
  ['AG-01', 'match and group with sum, avg, min, max, first, push'],
  ['AG-02', 'sort, skip, limit'],
  ['AG-03', 'project and addFields'],
  ['AG-04', 'count and sortByCount send a text as stage value'],
  ['AG-05', 'unwind, replaceRoot'],
  ['AG-06', 'bucket and bucketAuto'],
  ['AG-07', 'lookup by a field'],
  ['AG-08', 'lookup with a pipeline arrives as a nested list'],
  ['AG-09', 'sample gives so many documents'],
  ['AG-10', 'facet and out throw before anything is sent'],
  ['AG-11', 'a pipeline without limit gives 20 results', 'community answer'],
  ['AG-12', 'a lookup into a collection whose name starts with sys_ is refused', 'a choice of ours'],
];

const errors: readonly Row[] = [
  ['ER-01', 'an error of a collection or document call has a mapped errCode, an errMsg and no code'],
  ['ER-02', 'an error of aggregate or createCollection has errCode -1 and the code'],
  ['ER-03', 'an error of a transaction call has the code and no errCode'],
  ['ER-04', 'a missing document: errCode -1 "does not exist"; with throwOnNotFound: false data is null'],
  ['ER-05', 'a missing collection is -502005; no write creates one', 'public recording'],
  ['ER-06', 'a duplicate _id is -502001 with E11000 in the text', 'public recording'],
  ['ER-07', 'a duplicate key of a unique index is -502001 with E11000 and the name of the index', 'public recording'],
  ['ER-08', 'set with _id is -501007, set with a command -502001, both before anything is sent'],
  ['ER-09', 'empty data is refused before anything is sent, errCode -1'],
  ['ER-10', 'wrong arguments of where, limit, orderBy throw at once, without errCode'],
  ['ER-11', 'creating a collection that exists is refused', 'a choice of ours'],
  ['ER-12', 'a document that is no object is refused as INVALID_PARAM', 'a choice of ours'],
  [
    'ER-13',
    'what is busy says so as itself: the cloud -501003, WeChat -1, WeChat Pay in words; nothing is done',
    'from documentation',
  ],
];

const transactions: readonly Row[] = [
  ['TX-01', 'runTransaction is start, callback, commit, and gives the result of the callback'],
  ['TX-02', 'document calls, add and where().get() of a transaction carry its id'],
  ['TX-03', 'where().update, where().remove and count of a transaction carry no id and happen outside it'],
  ['TX-04', 'nothing written is seen outside before the commit, everything after it'],
  ['TX-05', 'an error thrown in the callback aborts and is thrown on unchanged'],
  ['TX-06', 'rollback(reason) rejects with the reason itself'],
  ['TX-07', 'doc().set in a transaction answers created 0 always'],
  [
    'TX-08',
    'a write conflict is reported at the write as errCode -501001 and the callback runs once',
    'public recording',
  ],
  ['TX-09', 'after a write conflict the abort of the SDK finds no transaction and is swallowed', 'public recording'],
  ['TX-10', 'a conflict reported at the commit is tried four times in all, then thrown with its code'],
  ['TX-11', 'a commit whose answer is lost is followed by an abort; what was committed stays'],
  ['TX-12', 'a transaction is gone after 30 seconds', 'public recording'],
  ['TX-13', 'a read sees the state at the start of the transaction', 'from documentation'],
  ['TX-14', 'a document changed outside after the read makes the update of the transaction fail', 'public recording'],
  ['TX-15', 'a write outside waits for the transaction that holds the document', 'from documentation'],
  ['TX-16', 'of twenty conditional updates at once every one counts'],
  ['TX-17', 'startTransaction answers transactionId beside data; commit and rollback work by hand'],
  ['TX-18', 'what a transaction only reads is not locked: write skew is possible', 'public recording'],
];

const functions: readonly Row[] = [
  ['FN-01', 'callFunction sends the name and the event as JSON and answers result, errMsg and requestID'],
  ['FN-02', 'a Date in the event arrives as an ISO text'],
  ['FN-03', 'a text as result is parsed once more by the SDK: "123" arrives as a number'],
  ['FN-04', 'a function that fails: errCode -1, code FUNCTIONS_EXECUTE_FAIL, its text', 'a choice of ours'],
  ['FN-05', 'a function without result gives null', 'a choice of ours'],
  ['FN-06', 'the callee works for the same person, its source is the caller\'s with ",scf"'],
  ['FN-07', 'a function that does not exist: errCode -1 and a code', 'a choice of ours'],
];

const storage: readonly Row[] = [
  ['ST-01', 'uploadFile asks for five texts, puts the bytes, and answers the fileID with statusCode -1'],
  ['ST-02', 'a file is downloaded byte by byte as it was uploaded, also under a name with spaces and Chinese'],
  ['ST-03', 'getTempFileURL answers an un-encoded URL for each file that exists'],
  ['ST-04', 'getTempFileURL of a missing file: status -503003 and an empty URL'],
  ['ST-05', 'deleteFile answers status 0 for each file and removes it'],
  ['ST-06', 'downloadFile of a missing file fails with a text'],
  ['ST-07', 'fileIDs look like cloud://<env>.<bucket>/<path>'],
];

const openapi: readonly Row[] = [
  ['OA-01', 'a JSON answer comes back in camelCase, without errcode, with errCode 0'],
  ['OA-02', 'arguments are sent in snake_case as protobuf pairs of key and JSON'],
  ['OA-03', "an errcode rejects with that number and WeChat's text"],
  ['OA-04', 'a picture comes back as contentType and buffer'],
  ['OA-05', 'a name that config.json does not list rejects with -604101'],
  ['OA-06', 'a service that the local cloud lacks is refused by its name', 'a choice of ours'],
  ['OA-07', "the answer is protobuf under a content type that is not the gateway's JSON"],
  ['OA-08', 'a refusal of the gateway is JSON under exactly application/json; charset=utf-8'],
  ['OA-09', 'getOpenData is refused by its name', 'a choice of ours'],
  ['OA-10', 'a cross-account token is refused by its name', 'a choice of ours'],
  ['OA-11', 'callOpenAPI sends and gets JSON in a text', 'from documentation'],
  ['OA-12', 'callOpenAPI of a name without permission answers errcode -604101', 'a choice of ours'],
  ['OA-13', 'version v2 is sent as cgiName commrpcv2 and answered alike'],
  ['OA-14', 'names inside the arguments become snake_case too; convertCase: false leaves all as they are'],
];

const pay: readonly Row[] = [
  ['PY-01', 'unifiedOrder sends snake_case JSON and answers payment for wx.requestPayment', 'from documentation'],
  ['PY-02', 'a business refusal does not throw: errCode is 0, the reason is in errCodeDes'],
  ['PY-03', "the answer is JSON bytes under a content type that is not the gateway's JSON"],
  ['PY-04', 'queryOrder answers tradeState', 'from documentation'],
  ['PY-05', 'a call that the local cloud lacks is refused by its name', 'a choice of ours'],
  ['PY-06', 'downloadBill with GZIP answers the bytes, without it a text', 'from documentation'],
  ['PY-07', 'cloudPay({ appid }) sends the appid of another mini-program beside the request'],
];

const context: readonly Row[] = [
  ['CX-01', 'getWXContext drops the prefix WX_ of the names in WX_CONTEXT_KEYS and adds ENV and SOURCE'],
  ['CX-02', 'getWXContext hides the token'],
  ['CX-03', 'getWXContext reads the environment at each call'],
  ['CX-04', 'a value of digits only becomes a number'],
  ['CX-05', 'without WX_CONTEXT_KEYS getWXContext is empty'],
];

const engineGuards: readonly Row[] = [
  ['EG-01', '$inc of a text or of null is refused', 'from documentation'],
  ['EG-02', '$set below a plain value or null is refused', 'from documentation'],
  ['EG-03', '$push on what is no list is refused', 'from documentation'],
  ['EG-04', 'an object equals another only with its fields in the same order', 'from documentation'],
  ['EG-05', '$gte null matches a missing field', 'from documentation'],
  ['EG-06', 'a projection keeps _id first', 'from documentation'],
  ['EG-07', '$trunc with one argument works', 'from documentation'],
];

const traps: readonly Row[] = [
  ['TP-01', 'a query may be missing, empty braces, or an empty text'],
  ['TP-02', 'an empty update document neither fails nor erases the document'],
  ['TP-03', 'a document replaced without merge keeps nothing of the old one'],
  ['TP-04', 'an aggregate of a transaction carries no id'],
  ['TP-05', 'a reused pipeline builder keeps its earlier stages'],
];

/** Every row, in the order of the groups. */
export const rows: readonly Row[] = [
  ...transport,
  ...ejson,
  ...databaseActions,
  ...queryEncoding,
  ...updateEncoding,
  ...aggregate,
  ...errors,
  ...transactions,
  ...functions,
  ...storage,
  ...openapi,
  ...pay,
  ...context,
  ...engineGuards,
  ...traps,
];
