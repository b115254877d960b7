type Answer = object | Promise<object>;

/** A cloud whose answers the test makes, at the time that it wants; where it says nothing the answer is empty. */
export interface HeldCloud {
  /** What is answered to each action. */
  readonly answers: Record<string, (input: object) => Answer>;
  /** For `wx.cloud`. */
  readonly callFunction: (call: { readonly data: Asked }) => Promise<object>;
  /** What an action was asked so far, in order. */
  readonly asked: (action: string) => object[];
  /** From now on the answers to an action come when the test wants, in any order: one entry for each call. */
  readonly held: (action: string) => ((answer: object) => Promise<void>)[];
}

interface Asked {
  readonly action: string;
  readonly input: object;
}

/** A cloud that was asked nothing yet. */
export function heldCloud(): HeldCloud {
  const calls: Asked[] = [];
  const answers: HeldCloud['answers'] = {};
  return {
    answers,
    async callFunction({ data: call }) {
      calls.push(call);
      const answer = await (answers[call.action] ?? nothing)(call.input);
      return { result: { ok: true, data: answer, now: Date.now() } };
    },
    asked: (action) => calls.filter((call) => call.action === action).map(({ input }) => input),
    held(action) {
      const release: ((answer: object) => Promise<void>)[] = [];
      answers[action] = () =>
        new Promise<object>((resolve) => {
          release.push((answer) => {
            resolve(answer);
            return settled();
          });
        });
      return release;
    },
  };
}

/** For what answers, and has nothing to say. */
export const nothing = (): Promise<object> => Promise.resolve({});

/** When everything that was waiting for an answer has gone on. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
