/** What staff see of a buyer: the first character of the nickname, or nothing. */
export function firstCharacter(nickname: string): string {
  const [first = ''] = nickname;
  return first;
}
