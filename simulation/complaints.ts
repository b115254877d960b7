import { audit, type Documents } from '../cloudfunctions/audit/audit';
import type { Simulation } from './simulation';

/** What must not be at any quiet moment: what an audit finds, and notices of WeChat that nobody has taken. */
export function complaints(sim: Pick<Simulation, 'documents' | 'clock'>): string[] {
  const documents = sim.documents();
  const { sys_pay_orders: orders, sys_pay_refunds: refunds, sys_pay_notices: notices = [] } = documents;
  const books = { ...documents, pay: { orders, refunds, notices } } as unknown as Documents;
  const found = audit(books, { now: sim.clock.now() }).flatMap(({ id, violations }) =>
    violations.map(({ says, documents: where }) => `${id}: ${says} (${where.join(', ')})`),
  );
  const untaken = notices.filter(({ dueAt, tries }) => dueAt !== null && tries !== 0);
  return [...found, ...untaken.map(({ _id, kind }) => `nobody has taken the ${String(kind)} notice ${String(_id)}`)];
}
