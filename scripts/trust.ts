import { runCommand } from './progress';
import { parts } from './trust/parts';
import { trust } from './trust/table';

runCommand((words) => trust(words, parts));
