const sounds = { redeemed: '/clerk/sounds/redeemed.wav', refused: '/clerk/sounds/refused.wav' } as const;

/** Tells the clerk by sound and vibration what came of a scan, without a look at the screen. */
export function signal(result: keyof typeof sounds): void {
  const sound = wx.createInnerAudioContext();
  sound.onEnded(() => sound.destroy());
  sound.src = sounds[result];
  sound.play();
  if (result === 'redeemed') void wx.vibrateShort({ type: 'heavy' });
  else void wx.vibrateLong();
}
