/** Tells of something wrong in a source file: its path from the mini-program's root, and what. */
export type Warn = (path: string, what: string) => void;

/** Collects warnings, each once, as `path: what`. */
export function collectWarnings(): { readonly warnings: string[]; readonly warn: Warn } {
  const warnings: string[] = [];
  const warn: Warn = (path, what) => {
    const text = `${path}: ${what}`;
    if (!warnings.includes(text)) warnings.push(text);
  };
  return { warnings, warn };
}
