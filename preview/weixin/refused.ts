/** Ends an API with WeChat's reason (`cancel`, `parameter error: …`) and error numbers. */
export class Refused extends Error {
  constructor(
    reason: string,
    readonly numbers: { readonly errno?: number; readonly errCode?: number } = {},
  ) {
    super(reason);
    this.name = 'Refused';
  }
}
