import { builtin, type Builtin } from './builtin';

/** A box, with `hover-class`. Everything else is css. */
export const plainTags: readonly Builtin[] = [
  builtin('view'),
  builtin('cover-view', { properties: { scrollTop: null } }),
];

/** Tags of WeChat that the preview shows as boxes without what they do, with the properties that they may have. */
const unfinished: Readonly<Record<string, string>> = {
  video: 'src poster autoplay controls loop muted objectFit duration initialTime',
  camera: 'mode devicePosition flash frameSize resolution',
  map: 'longitude latitude scale markers polyline circles controls includePoints showLocation',
  'web-view': 'src',
  'picker-view': 'value indicatorStyle indicatorClass maskStyle maskClass immediateChange',
  'picker-view-column': '',
  'movable-area': 'scaleArea',
  'movable-view': 'direction inertia outOfBounds x y damping friction disabled scale scaleMin scaleMax animation',
  'page-container': 'show duration zIndex overlay position round closeOnSlideDown overlayStyle customStyle',
  'navigation-bar': 'title loading frontColor backgroundColor colorAnimationDuration colorAnimationTimingFunc',
  'match-media': 'minWidth maxWidth width minHeight maxHeight height orientation',
  ad: 'unitId adIntervals adType adTheme',
  'official-account': '',
  'open-data': 'type openGid lang defaultText defaultAvatar',
  'share-element': 'mapkey transform duration easingFunction',
  'keyboard-accessory': '',
  editor: 'readOnly placeholder showImgSize showImgToolbar showImgResize',
};

/** Boxes whose use is noted in the journal, once for each tag. */
export const unfinishedTags: readonly Builtin[] = Object.entries(unfinished).map(([tag, names]) => {
  let isNoted = false;
  return builtin(tag, {
    properties: Object.fromEntries(names.split(' ').map((name) => [name, null])),
    live({ host }) {
      if (!isNoted) host.phone.journal.add('warning', `<${tag}> is only an empty box in the preview`);
      isNoted = true;
      return {};
    },
  });
});
