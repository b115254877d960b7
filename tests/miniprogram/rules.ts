import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bindingRule, moneyRule, statusWordsIn } from './binding-rules';
import { componentFilesRule, pageRule, schemaRule, subpackageRule, tabRule } from './configuration-rules';
import type { Rule } from './mini-program';
import { componentRule, eventRule, loadRule, nameRule, tapRule } from './template-rules';
import { secretRule, textRule } from './word-rules';

const typings = join(__dirname, '../../typings');
const statusWords = statusWordsIn(readdirSync(typings).map((file) => readFileSync(join(typings, file), 'utf8')));

/** Every rule for the sources of the mini-program, by what it sees to. */
export const rules: Readonly<Record<string, Rule>> = {
  'configuration says what WeChat knows': schemaRule,
  'pages are complete and listed': pageRule,
  'components are complete': componentFilesRule,
  'tabs are pages with icons': tabRule,
  'subpackages keep to themselves': subpackageRule,
  'components are declared, exist and are used': componentRule,
  'templates load what exists': loadRule,
  'events end in methods': eventRule,
  'what is tapped says so': tapRule,
  'methods and properties have different names': nameRule,
  'bindings do not decide': bindingRule(statusWords),
  'templates do not word money': moneyRule,
  'texts promise nothing for sharing': textRule,
  'the client knows no person and no secret': secretRule,
};
