import { json, Refusal, type Route } from '../route';

export const timer: Route = {
  method: 'POST',
  path: '/local/timer/',
  summary: 'runs the timer of {function} now',
  async answer({ rest }, { timers }) {
    const named = timers.get(rest);
    if (!named) throw new Refusal(400, `no timer of this function: ${rest}`);
    return json({ result: await named.runNow() });
  },
};
