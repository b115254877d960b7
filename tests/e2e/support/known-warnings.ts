/** Warnings of npm packages that their authors would have to repair, each with why it does no harm. */
export const knownWarnings: readonly { readonly text: RegExp; readonly why: string }[] = [
  {
    text: /target of relation "[^"]*" is not a valid behavior or component .*tdesign-miniprogram/,
    why: 'TDesign names a parent component that the mini-program does not use, so it is not packed',
  },
  {
    text: /tdesign-miniprogram\/loading\/loading: (Use number as for-list|Some keys are not unique)/,
    why: 'TDesign draws the twelve spokes of its spinner by counting, without keys; they never change places',
  },
];
