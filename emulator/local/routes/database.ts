import { Refusal, type Route } from '../route';

export const database: Route = {
  method: 'any',
  path: '/local/database',
  summary: 'refused: pages have no access to the database, only functions do',
  answer() {
    throw new Refusal(403, 'DATABASE_PERMISSION_DENIED: clients have no access to the database');
  },
};
