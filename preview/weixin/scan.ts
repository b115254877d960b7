import type { Phone } from '../phone/phone';
import { openCamera } from './camera';
import { meaningOf } from './codes';
import { openNotice } from './modal';
import { scenes } from './rooms';

/** WeChat's own 扫一扫: opens the page of a mini-program code or of a link of ours; any other text is shown. */
export async function scanWithWeixin(phone: Phone): Promise<void> {
  const text = await openCamera(phone);
  if (text === undefined) return;
  const meaning = meaningOf(text, phone.config.pages);
  phone.journal.add('page', '扫一扫', { text, opens: meaning.kind });
  if (meaning.kind === 'text') await openNotice(phone.screen, '扫描结果', text);
  else phone.launch(meaning.path, meaning.kind === 'page' ? scenes.scannedCode : scenes.scannedLink);
}
