/** Words about pictures: choosing, uploading and keeping them. */
export const pictures = {
  add: '添加图片',
  uploading: '正在上传',
  cover: '封面',
  putFirst: '设为封面',
  askRemove: { title: '删除图片', content: '从这个优惠里删除这张图片？', confirmText: '删除' },
  notAllowed: { what: '没有相册权限', todo: '请在设置里允许使用相册后再试' },
  notDeclared: { what: '暂时不能使用相册', todo: '请管理员在微信公众平台的用户隐私保护指引里声明「相册」' },
  refused: { what: '你没有同意隐私保护指引', todo: '同意后才能选择或保存图片' },
  notSent: { what: '网络不通', todo: '图片没有传完，请连上后再试一次' },
  failed: { what: '图片没有成功', todo: '请再试一次' },
  saved: '已存到相册',
  openSettings: '去设置',
  understood: '知道了',
} as const;
