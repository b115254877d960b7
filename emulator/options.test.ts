import { resolve } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { readOptions, UsageFailure } from './options';

describe('readOptions', () => {
  test('readOptions: without options everything is kept, and the demo shop wanted', () => {
    expect(readOptions([])).toEqual({
      port: 8787,
      dataDirectory: resolve('.local-cloud'),
      isEmpty: false,
      isTest: false,
    });
  });

  test('readOptions: takes each option', () => {
    expect(readOptions(['--port', '0', '--ephemeral', '--empty', '--test'])).toEqual({
      port: 0,
      isEmpty: true,
      isTest: true,
    });
    expect(readOptions(['--data', 'elsewhere']).dataDirectory).toBe(resolve('elsewhere'));
  });

  test.each([
    ['options that npm swallowed', ['0'], 'npm start -- --port 0'],
    ['an unknown option', ['--prot', '1'], 'Unknown option --prot'],
    ['a port that is none', ['--port', 'http'], '--port takes'],
    ['a port that is too large', ['--port', '65536'], '--port takes'],
    ['a missing port', ['--port'], '--port takes'],
    ['a missing directory', ['--data', '--empty'], '--data takes'],
  ])('readOptions: refuses in one sentence %s', (_, words, sentence) => {
    expect(() => readOptions(words)).toThrow(UsageFailure);
    expect(() => readOptions(words)).toThrow(sentence);
  });
});
