/** Warnings of npm packages that their authors would have to repair, each with why it does no harm. */
export const knownWarnings: readonly { readonly text: RegExp; readonly why: string }[] = [
  {
    text: /tdesign-miniprogram\/loading\/loading: (Use number as for-list|Some keys are not unique)/,
    why: 'TDesign draws the twelve spokes of its spinner by counting, without keys; they never change places',
  },
];
