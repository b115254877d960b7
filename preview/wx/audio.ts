import type { Phone } from '../phone/phone';
import { api } from './call';
import { listeners, type Listeners, type MakeFamily } from './family';
import { fileUrl } from './files';

/** WeChat's names of what happens to a sound, with the browser's. */
const events = {
  Canplay: 'canplay',
  Play: 'play',
  Pause: 'pause',
  Ended: 'ended',
  TimeUpdate: 'timeupdate',
  Waiting: 'waiting',
  Seeking: 'seeking',
  Seeked: 'seeked',
} as const;

/** Settings that the browser's audio element has under the same name. */
const settings = ['volume', 'loop', 'autoplay', 'currentTime', 'duration', 'paused', 'playbackRate'] as const;

/** Sound by the browser. */
export const audio: MakeFamily = (phone) => ({
  createInnerAudioContext: () => createInnerAudio(phone),
  setInnerAudioOption: api('setInnerAudioOption', () => undefined),
});

/** `InnerAudioContext`: its settings are properties, so it passes them on to an audio element of its own. */
function createInnerAudio({ journal }: Phone): object {
  const element = new Audio();
  const errors = listeners<object>();
  const stops = listeners<object>();
  let source = '';
  element.addEventListener('error', () => errors.fire({ errCode: 10001, errMsg: element.error?.message ?? '' }));
  const context = {
    obeyMuteSwitch: true,
    startTime: 0,
    play() {
      journal.add('call', 'wx.createInnerAudioContext', { play: source });
      element.play().catch((error: unknown) => errors.fire({ errCode: -1, errMsg: String(error) }));
    },
    pause: () => element.pause(),
    stop() {
      element.pause();
      element.currentTime = 0;
      stops.fire({});
    },
    seek: (seconds: number) => void (element.currentTime = seconds),
    destroy: () => element.pause(),
    ...pair('Error', errors),
    ...pair('Stop', stops),
  };
  for (const [name, event] of Object.entries(events)) {
    const heard = listeners<object>();
    element.addEventListener(event, () => heard.fire({}));
    Object.assign(context, pair(name, heard));
  }
  const src: PropertyDescriptor = {
    get: () => source,
    set: (path: string) => {
      source = path;
      element.src = fileUrl(path);
    },
  };
  const passed = settings.map((name) => [name, passedOn(element, name)] as const);
  return Object.defineProperties(context, { src, ...Object.fromEntries(passed) });
}

function pair(name: string, { on, off }: Listeners<object>): object {
  return { [`on${name}`]: on, [`off${name}`]: off };
}

function passedOn(element: HTMLAudioElement, name: string): PropertyDescriptor {
  return {
    get: () => Reflect.get(element, name) as unknown,
    set: (value: unknown) => void Reflect.set(element, name, value),
  };
}
