/** One field of a form: its name, what is typed or chosen (the slot), a hint, and what is wrong with it. */
Component({
  properties: {
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** Empty: nothing is wrong. */
    problem: { type: String, value: '' },
  },
});
