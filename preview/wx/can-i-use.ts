/**
 * `wx.canIUse`: whether the preview has an API (`scanCode`, `cloud.uploadFile`) or a built-in component (`button`). Of
 * `api.success.field` and `component.attribute.value` only the first part is judged.
 */
export function canIUse(members: object, isTag: (name: string) => boolean, schema: string): boolean {
  const [first = '', second = ''] = schema.split('.');
  if (isTag(first)) return true;
  const member: unknown = Object.hasOwn(members, first) ? Reflect.get(members, first) : undefined;
  if (typeof member !== 'object' || member === null) return member !== undefined;
  return second === '' || second in member;
}
