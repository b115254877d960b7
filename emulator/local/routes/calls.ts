import { json, type Route } from '../route';

export const readCalls: Route = {
  method: 'GET',
  path: '/local/calls',
  summary: 'every gateway call since the last reset: count, totals, the newest 100,000 one by one',
  answer: (_request, { calls }) => json(calls.read()),
};

export const resetCalls: Route = {
  method: 'DELETE',
  path: '/local/calls',
  summary: 'forgets the calls',
  answer(_request, { calls }) {
    calls.reset();
    return json({});
  },
};
