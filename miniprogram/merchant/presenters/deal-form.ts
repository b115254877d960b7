import type { CommissionRule, DealInput, DealMode } from '../../../typings/deal';
import { yuan } from '../../presenters/money';
import { dayOf } from '../../presenters/time';
import { timeOf } from './instants';
import { newTiers, type TierRow } from './tier-rows';

/** A deal as it stands in the editor: what is typed is text until it is read. */
export interface DealForm {
  readonly title: string;
  readonly description: string;
  readonly imageFileIds: readonly string[];
  readonly mode: DealMode;
  readonly alonePrice: string;
  readonly groupPrice: string;
  readonly groupSize: string;
  /** Steps of a tiered deal, from the first on. */
  readonly tiers: readonly TierRow[];
  readonly commissionKind: CommissionRule['kind'];
  /** Whole percent, or yuan for each member's order; the kind says which counts. */
  readonly commissionPercent: string;
  readonly commissionSum: string;
  readonly windowMinutes: string;
  readonly codeSource: DealInput['codeSource'];
  readonly stock: string;
  readonly limitPerBuyer: string;
  readonly unitsPerOrderMax: string;
  readonly usesPerVoucher: string;
  readonly validity: 'days' | 'untilDay';
  readonly days: string;
  readonly untilDay: string;
  readonly excludedDays: readonly string[];
  readonly excludedWeekdays: readonly number[];
  readonly stores: 'all' | 'some';
  readonly storeIds: readonly string[];
  readonly anytime: boolean;
  readonly onExpiry: boolean;
  readonly restock: boolean;
  /** Empty day: from publishing on, and without end. */
  readonly saleStartsDay: string;
  readonly saleStartsTime: string;
  readonly saleEndsDay: string;
  readonly saleEndsTime: string;
}

/** A new deal: a group of two with the usual rules. */
export function newForm(): DealForm {
  return {
    ...{ title: '', description: '', imageFileIds: [], mode: 'share' },
    ...{ alonePrice: '', groupPrice: '', groupSize: '2', windowMinutes: '1440' },
    ...{ tiers: newTiers(), commissionKind: 'percent', commissionPercent: '10', commissionSum: '' },
    ...{ codeSource: 'generated', stock: '100', limitPerBuyer: '', unitsPerOrderMax: '10', usesPerVoucher: '1' },
    ...{ validity: 'days', days: '60', untilDay: '', excludedDays: [], excludedWeekdays: [] },
    ...{ stores: 'all', storeIds: [], anytime: true, onExpiry: true, restock: false },
    ...{ saleStartsDay: '', saleStartsTime: '00:00', saleEndsDay: '', saleEndsTime: '23:59' },
  };
}

/** A deal that exists, as it stands in the editor. */
export function formOf(deal: DealInput): DealForm {
  return {
    ...{ title: deal.title, description: deal.description, imageFileIds: deal.imageFileIds, mode: deal.mode },
    ...{ alonePrice: typedSum(deal.alonePriceFen), groupPrice: typedSum(deal.groupPriceFen) },
    ...{ groupSize: typedNumber(deal.groupSize ?? 2), windowMinutes: typedNumber(deal.windowMinutes ?? 1440) },
    ...{ tiers: typedTiers(deal), ...typedCommission(deal), codeSource: deal.codeSource },
    ...{ stock: typedNumber(deal.stock), limitPerBuyer: typedNumber(deal.limitPerBuyer) },
    ...{ unitsPerOrderMax: typedNumber(deal.unitsPerOrderMax), usesPerVoucher: typedNumber(deal.usesPerVoucher) },
    ...validityOf(deal),
    ...{ excludedDays: deal.excludedDays ?? [], excludedWeekdays: deal.excludedWeekdays ?? [] },
    ...{ stores: deal.storeIds ? 'some' : 'all', storeIds: deal.storeIds ?? [] },
    ...(deal.refund ?? { anytime: true, onExpiry: true, restock: false }),
    ...{ saleStartsDay: typedDay(deal.saleStartsAt), saleStartsTime: typedTime(deal.saleStartsAt, '00:00') },
    ...{ saleEndsDay: typedDay(deal.saleEndsAt), saleEndsTime: typedTime(deal.saleEndsAt, '23:59') },
  };
}

const typedTiers = ({ tiers }: DealInput): readonly TierRow[] =>
  tiers?.map(({ size, priceFen }) => ({ size: String(size), price: yuan(priceFen) })) ?? newTiers();

type Commission = Pick<DealForm, 'commissionKind' | 'commissionPercent' | 'commissionSum'>;

function typedCommission({ commission }: DealInput): Commission {
  if (commission?.kind === 'fixed')
    return { commissionKind: 'fixed', commissionPercent: '10', commissionSum: yuan(commission.value) };
  return { commissionKind: 'percent', commissionPercent: String(commission?.value ?? 10), commissionSum: '' };
}

function validityOf({ validity }: DealInput): Pick<DealForm, 'validity' | 'days' | 'untilDay'> {
  if ('untilDay' in validity) return { validity: 'untilDay', days: '60', untilDay: validity.untilDay };
  return { validity: 'days', days: String(validity.days), untilDay: '' };
}

const typedSum = (fen: number | undefined): string => (fen === undefined ? '' : yuan(fen));
const typedNumber = (value: number | undefined): string => (value === undefined ? '' : String(value));
const typedDay = (at: number | undefined): string => (at === undefined ? '' : dayOf(at));
const typedTime = (at: number | undefined, otherwise: string): string => (at === undefined ? otherwise : timeOf(at));

/** Where in the contract's deal a part of the form stands; most have the same name. */
const places: Readonly<Record<string, string>> = {
  ...{ alonePrice: 'alonePriceFen', groupPrice: 'groupPriceFen', days: 'validity', untilDay: 'validity' },
  ...{ commissionKind: 'commission', commissionPercent: 'commission', commissionSum: 'commission' },
  ...{ anytime: 'refund', onExpiry: 'refund', restock: 'refund' },
  ...{ stores: 'storeIds', saleStartsDay: 'saleStartsAt', saleStartsTime: 'saleStartsAt' },
  ...{ saleEndsDay: 'saleEndsAt', saleEndsTime: 'saleEndsAt' },
};

/** The field of the contract's deal that a part of the form writes. */
export const fieldOfPart = (part: string): string => places[part] ?? part;
