/** One of several things to choose from, and whether it is chosen. */
export interface Choice {
  readonly value: string | number;
  readonly label: string;
  readonly isOn: boolean;
}

/** Choices with those on that are among the chosen values. */
export function choicesOf(
  options: readonly { readonly value: string | number; readonly label: string }[],
  chosen: readonly (string | number)[],
): Choice[] {
  return options.map(({ value, label }) => ({ value, label, isOn: chosen.includes(value) }));
}

/** A list with a value taken in, or out where it was in; in order. */
export function toggled<T extends string | number>(list: readonly T[], value: T): T[] {
  const without = list.filter((each) => each !== value);
  return without.length < list.length ? without : [...list, value].sort();
}
