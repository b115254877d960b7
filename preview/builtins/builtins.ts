import type { ComponentSpace } from 'glass-easel';

import type { BuiltinsHost } from '../phone/host';
import type { Builtin } from './builtin';
import { button } from './button';
import { canvas } from './canvas';
import { checkbox, checkboxGroup, radio, radioGroup } from './choices';
import { form } from './form';
import { icon } from './icon';
import { coverImage, image } from './image';
import { input } from './input';
import { label } from './label';
import { navigator } from './navigator';
import { pageMeta } from './page-meta';
import { picker } from './picker';
import { plainTags, unfinishedTags } from './plain';
import { progress } from './progress';
import { richText } from './rich-text';
import { rootPortal } from './root-portal';
import { scrollView } from './scroll-view';
import { slider } from './slider';
import { swiper } from './swiper';
import { swiperItem } from './swiper-roll';
import { switchBuiltin } from './switch';
import { text } from './text';
import { textarea } from './textarea';

const builtins: readonly Builtin[] = [
  ...[...plainTags, text, label, rootPortal, pageMeta, scrollView, swiper, swiperItem],
  ...[form, button, navigator, input, textarea, picker, switchBuiltin],
  ...[checkbox, checkboxGroup, radio, radioGroup, slider],
  ...[image, coverImage, icon, progress, richText, canvas, ...unfinishedTags],
];

/** Gives a mini-program the tags of WeChat. A tag that nobody knows is an error in the journal, and a bare box. */
export function registerBuiltins(space: ComponentSpace, host: BuiltinsHost): void {
  for (const builtin of builtins) space.setGlobalUsingComponent(builtin.tag, builtin.define(space, host));
}
