import type { Phone, PhoneEvents } from '../phone/phone';
import { listeners, type MakeFamily } from './family';

/** What happens to the app: shown, hidden, failed, updated (never: a preview is always the newest). */
export const life: MakeFamily = (phone) => ({
  ...pair(phone, 'appShow', 'AppShow', (options) => options),
  ...pair(phone, 'appHide', 'AppHide', () => ({})),
  ...pair(phone, 'error', 'Error', ({ message, stack }) => `${message}\n${stack ?? ''}`),
  ...pair(phone, 'unhandledRejection', 'UnhandledRejection', (rejection) => rejection),
  getUpdateManager: () => ({
    onCheckForUpdate: (listener: (answer: object) => void) =>
      void window.setTimeout(() => listener({ hasUpdate: false })),
    onUpdateReady: () => undefined,
    onUpdateFailed: () => undefined,
    applyUpdate: () => undefined,
  }),
});

/** `onX` and `offX` for something that the engine tells. */
function pair<Event extends keyof PhoneEvents>(
  phone: Phone,
  event: Event,
  name: string,
  told: (detail: PhoneEvents[Event]) => unknown,
) {
  const { on, off, fire } = listeners<unknown>();
  phone.on(event, (detail) => fire(told(detail)));
  return { [`on${name}`]: on, [`off${name}`]: off };
}
