/** The picture of a deal, 5:4 as on a share card; without one a coloured card with the title's first characters. */
Component({
  options: { virtualHost: true },
  properties: {
    /** File id of the picture; empty: none. */
    fileId: { type: String, value: '' },
    title: { type: String, value: '' },
  },
});
