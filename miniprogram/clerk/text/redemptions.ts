/** Words of the list of redemptions. */
export const redemptions = {
  emptyTitle: '还没有核销记录',
  emptyHint: '核销成功后会出现在这里',
  uses: (uses: number) => `${String(uses)} 次`,
  undone: (when: string) => `${when} 已撤销`,
  redeemed: '已核销',
  undo: '撤销',
  askUndo: { title: '撤销这次核销', placeholderText: '撤销原因，例如：扫错了券', confirmText: '撤销' },
  reasonMissing: '请填写撤销原因',
  undoDone: '已撤销，券恢复可用',
  undoUntil: (when: string) => `${when} 前可撤销`,
} as const;
