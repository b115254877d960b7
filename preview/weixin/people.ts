import { nameOf, peopleOf } from '../desk/people';

const people = [...peopleOf('demo'), ...peopleOf('new')];

/** What a person is called in everybody's WeChat. */
export function nicknameOf(openid: string): string {
  return nameOf(people, openid);
}
