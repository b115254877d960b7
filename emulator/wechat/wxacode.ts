import encodeQR from 'qr';
import { failed, type OpenapiCall } from './context';
import { pngOfModules } from './png';

/** The page that a code without one opens. */
const firstPage = 'pages/index/index';
/** Scene: at most 32 visible characters of this set (getUnlimitedQRCode page, 2026-11-22). */
const sceneCharacters = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
/** Width in pixels (same page). */
const WIDTH_PIXELS_DEFAULT = 430;
const WIDTH_PIXELS_MIN = 280;
const WIDTH_PIXELS_MAX = 1280;

/**
 * wxacode.getUnlimited: a picture that opens a page of the mini-program (getUnlimitedQRCode page, 2026-11-22).
 * Here a PNG with an ordinary QR code of `page?scene=…` instead of WeChat's round code as JPEG; whether the page is
 * published is not checked. Error numbers are documented, their texts from documentation memory.
 */
export const getUnlimited: OpenapiCall = (_context, args) => {
  const { scene, page = firstPage, width = WIDTH_PIXELS_DEFAULT } = args;
  if (typeof scene !== 'string' || !sceneCharacters.test(scene)) return failed(40129, 'invalid scene');
  if (typeof page !== 'string' || !/^[^/?][^?]*$/.test(page)) return failed(41030, 'invalid page');
  if (typeof width !== 'number' || width < WIDTH_PIXELS_MIN || width > WIDTH_PIXELS_MAX)
    return failed(40097, 'invalid args');
  const modules = encodeQR(`${page}?scene=${encodeURIComponent(scene)}`, 'raw', { ecc: 'medium', border: 4 });
  const scale = Math.max(1, Math.floor(width / modules.length));
  return { contentType: 'image/png', bytes: pngOfModules(modules, scale) };
};
