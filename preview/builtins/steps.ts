/** The value on a line from `min` in steps that is nearest to the wanted one; without floating point's dust. */
export function nearestStep(wanted: number, min: number, max: number, step: number): number {
  const width = step > 0 ? step : 1;
  const steps = Math.round((wanted - min) / width);
  const highest = Math.floor((max - min) / width + 1e-9);
  const value = min + Math.min(highest, Math.max(0, steps)) * width;
  return Number(value.toFixed(6));
}
