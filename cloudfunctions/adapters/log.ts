/** Writes a line to the function's log, which the cloud keeps: something that should not be. */
export function report(what: string, about: Readonly<Record<string, unknown>>): void {
  console.error(what, JSON.stringify(about));
}
