const waiting = new Set<() => void>();

/** Runs these once, as soon as the phone is connected again. */
export function whenConnected(retry: () => void): void {
  waiting.add(retry);
}

/** No longer wanted: the page has gone, or has tried by itself. */
export function noLongerWaiting(retry: () => void): void {
  waiting.delete(retry);
}

/** From the launch on, whatever waits for the network is tried when it comes back. */
export function watchNetwork(): void {
  wx.onNetworkStatusChange(({ isConnected }) => {
    if (!isConnected) return;
    const retries = [...waiting];
    waiting.clear();
    for (const retry of retries) retry();
  });
}
