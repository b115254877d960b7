import type { Route } from './route';
import { call } from './routes/call';
import { readCalls, resetCalls } from './routes/calls';
import { moveClock, readClock } from './routes/clock';
import { setPersonsConsent } from './routes/consent';
import { database } from './routes/database';
import { faults } from './routes/faults';
import { http } from './routes/http';
import { merchantBalance } from './routes/merchant-balance';
import { messages } from './routes/messages';
import { pay } from './routes/pay';
import { query } from './routes/query';
import { readFile, receiveUpload, uploadFile } from './routes/storage';
import { timer } from './routes/timer';

/** The local cloud's own interface, without the page that lists it. */
export const routes: readonly Route[] = [
  call,
  pay,
  readClock,
  moveClock,
  timer,
  readCalls,
  resetCalls,
  faults,
  merchantBalance,
  setPersonsConsent,
  messages,
  query,
  database,
  uploadFile,
  receiveUpload,
  readFile,
  http,
];
