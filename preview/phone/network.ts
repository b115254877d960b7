import type { Network } from './phone';

/** A network that is on until it is switched off; `changed` is told of each switch. */
export function openNetwork(changed: (isOnline: boolean) => void): Network {
  let isOnline = true;
  return {
    get isOnline() {
      return isOnline;
    },
    setOnline(value) {
      if (value === isOnline) return;
      isOnline = value;
      changed(value);
    },
  };
}
