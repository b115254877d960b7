import type { Document } from '../engine/document';
import { activities } from './collections';
import { failed, succeeded, type OpenapiCall, type WechatContext } from './context';

/** A dynamic card (动态消息) that may have been shared into chats: what it says now. */
export interface Activity extends Document {
  readonly _id: string;
  /** 0: people are joining; 1: begun or full; 2: over. */
  readonly state: ActivityState;
  /** member_count, room_limit, path, version_type, as last set. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly expiresAt: number;
}

export type ActivityState = 0 | 1 | 2;

/** How long a card can change (createActivityId page, 2026-11-22). */
const LIFE_MS = 24 * 3_600_000;

/** Where a card may go from each state (updatable-message guide, 2026-11-22). */
const nextStates: Readonly<Record<ActivityState, readonly ActivityState[]>> = { 0: [0, 1, 2], 1: [2], 2: [] };

/** What each state must say (setUpdatableMsg page, 2026-11-22). */
const required: Readonly<Record<ActivityState, readonly string[]>> = {
  0: ['member_count', 'room_limit'],
  1: ['path', 'version_type'],
  2: [],
};

const versions: readonly unknown[] = ['develop', 'trial', 'release', undefined];

/** updatableMessage.createActivityId: a new card, which can change for 24 hours. */
export const createActivityId: OpenapiCall = (context) => {
  const activityId = `act_${context.ids()}`;
  const expiresAt = context.clock.now() + LIFE_MS;
  context.engine.insert(activities, [{ _id: activityId, state: 0, parameters: {}, expiresAt }]);
  return succeeded({ activity_id: activityId, expiration_time: Math.floor(expiresAt / 1000) });
};

/** updatableMessage.setUpdatableMsg: changes what a card says wherever it was shared. Errors 47501 to 47504. */
export const setUpdatableMessage: OpenapiCall = (context, args) => {
  const activity = findActivity(context, args.activity_id);
  if (activity === undefined) return failed(47501, 'activity_id error');
  if (context.clock.now() >= activity.expiresAt) return failed(47504, 'activity_id expired time');
  const state = nextStates[activity.state].find((next) => next === args.target_state);
  if (state === undefined) return failed(47502, 'target_state error');
  const parameters = parametersOf(args.template_info);
  if (required[state].some((name) => parameters[name] === undefined)) return failed(47001, 'data format error');
  if (!versions.includes(parameters.version_type)) return failed(47503, 'version_type error');
  const said = { ...activity.parameters, ...parameters };
  context.engine.update(activities, { _id: activity._id }, { $set: { state, parameters: said } }, false);
  return succeeded();
};

/** The card of this id; after its 24 hours it is over, whatever was last set. */
export function activityAt(context: WechatContext, activityId: string): Activity | undefined {
  const activity = findActivity(context, activityId);
  if (activity === undefined || context.clock.now() < activity.expiresAt) return activity;
  return { ...activity, state: 2 };
}

function findActivity(context: WechatContext, activityId: unknown): Activity | undefined {
  if (typeof activityId !== 'string') return undefined;
  return context.engine.find(activities, { filter: { _id: activityId }, limit: 1 })[0] as Activity | undefined;
}

function parametersOf(templateInfo: unknown): Record<string, string> {
  const list: unknown = isFields(templateInfo) ? templateInfo.parameter_list : undefined;
  const pairs = Array.isArray(list) ? list.filter(isFields) : [];
  return Object.fromEntries(pairs.map(({ name, value }) => [String(name), String(value)]));
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
