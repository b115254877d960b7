/** How far something is scrolled, how large it is and how much of it is seen, in px. */
export interface ScrollPlace {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  readonly seenHeight: number;
  readonly seenWidth: number;
}

/** An edge that came near, and in which direction. */
export interface ReachedEdge {
  readonly edge: 'upper' | 'lower';
  readonly direction: 'top' | 'bottom' | 'left' | 'right';
}

/** Which edges a step of scrolling has come near to; staying near an edge is not coming near to it. */
export function edgesReached(
  from: ScrollPlace,
  to: ScrollPlace,
  thresholds: { readonly upper: number; readonly lower: number },
): readonly ReachedEdge[] {
  const below = ({ top, height, seenHeight }: ScrollPlace): number => height - seenHeight - top;
  const beyond = ({ left, width, seenWidth }: ScrollPlace): number => width - seenWidth - left;
  const came = (before: number, after: number, threshold: number): boolean => before > threshold && after <= threshold;
  const edges: readonly (readonly [boolean, ReachedEdge])[] = [
    [came(from.top, to.top, thresholds.upper), { edge: 'upper', direction: 'top' }],
    [came(from.left, to.left, thresholds.upper), { edge: 'upper', direction: 'left' }],
    [to.top > from.top && came(below(from), below(to), thresholds.lower), { edge: 'lower', direction: 'bottom' }],
    [to.left > from.left && came(beyond(from), beyond(to), thresholds.lower), { edge: 'lower', direction: 'right' }],
  ];
  return edges.filter(([isReached]) => isReached).map(([, edge]) => edge);
}
