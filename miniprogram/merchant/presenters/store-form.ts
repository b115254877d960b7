import type { StoreInput, StoreRow } from '../../../typings/staff';
import { stores as text } from '../text/stores';

/** A store as it is typed. */
export interface StoreForm {
  readonly storeId: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly partnerPercent: string;
}

/** What is wrong with a field of the form; empty: nothing. */
export type StoreProblems = Readonly<Record<'name' | 'address' | 'partnerPercent', string>>;

export const noProblems: StoreProblems = { name: '', address: '', partnerPercent: '' };

/** The form of a store, or of a new one. */
export function storeForm(store?: StoreRow): StoreForm {
  const { storeId = '', name = '', address = '', phone = '', partnerPercent } = store ?? {};
  return { storeId, name, address, phone, partnerPercent: partnerPercent ? String(partnerPercent) : '' };
}

/** What was typed as the contract takes it, or what is wrong. */
export function storeInput(form: StoreForm): { readonly store: StoreInput } | { readonly problems: StoreProblems } {
  const [name, address, phone, typed] = [form.name, form.address, form.phone, form.partnerPercent].map((s) => s.trim());
  const percent = typed ? Number(typed) : undefined;
  const problems = {
    name: name ? '' : text.missing,
    address: address ? '' : text.missing,
    partnerPercent:
      percent === undefined || (/^\d{1,3}$/.test(typed ?? '') && percent >= 1 && percent <= 100)
        ? ''
        : text.notAPercent,
  };
  if (problems.name || problems.address || problems.partnerPercent) return { problems };
  const given = { ...(phone ? { phone } : {}), ...(percent === undefined ? {} : { partnerPercent: percent }) };
  return { store: { name: name ?? '', address: address ?? '', ...given } };
}
