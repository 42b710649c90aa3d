import { describe, expect, test } from 'vitest';
import { languageFlag, languageOf } from '../../src/cli/language.ts';
import { office } from '../support/office.ts';
import { errorOf } from '../support/problems.ts';

describe('the language', () => {
  test.each([
    ['ru', { LANG: 'ru_RU.UTF-8' }],
    ['ru', { LANG: 'ru' }],
    ['en', { LANG: 'en_US.UTF-8' }],
    ['en', { LANG: 'C' }],
    ['en', { LANG: 'C.UTF-8' }],
    ['en', { LANG: 'POSIX' }],
    ['en', { LANG: 'de_DE.UTF-8' }],
    ['en', { LANG: '' }],
    ['en', {}],
    ['ru', { LC_MESSAGES: 'ru_RU.UTF-8', LANG: 'en_US.UTF-8' }],
    ['en', { LC_MESSAGES: 'C', LANG: 'ru_RU.UTF-8' }],
    ['ru', { LC_ALL: 'ru_RU.UTF-8', LC_MESSAGES: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }],
    ['en', { LC_ALL: 'POSIX', LC_MESSAGES: 'ru_RU.UTF-8' }],
    ['ru', { LC_ALL: '', LC_MESSAGES: '', LANG: 'ru_RU.UTF-8' }],
    ['ru', { PBX_LANG: 'ru', LC_ALL: 'en_US.UTF-8' }],
    ['en', { PBX_LANG: 'en', LC_ALL: 'ru_RU.UTF-8' }],
  ])('is %s by %j', (language, environment) => {
    expect(languageOf(undefined, environment)).toBe(language);
    expect(languageOf('ru', environment)).toBe('ru');
    expect(languageOf('en', environment)).toBe('en');
  });

  test.each([
    [['rules', 'list', '--lang', 'ru'], 'ru'],
    [['rules', 'list', '--lang=ru', '--json'], 'ru'],
    [['rules', 'list', '--lang'], undefined],
    [['rules', 'list'], undefined],
  ])('is read from %j before flags are parsed', (argv, language) => {
    expect(languageFlag(argv)).toBe(language);
  });
});

const RUSSIAN = /[а-яё]/i;

describe('commands speak it', () => {
  test.each([
    ['--lang ru', {}],
    ['', { PBX_LANG: 'ru' }],
    ['', { LC_ALL: 'ru_RU.UTF-8' }],
    ['', { LC_MESSAGES: 'ru_RU.UTF-8' }],
    ['', { LANG: 'ru_RU.UTF-8' }],
  ])('Russian by %s %j', async (flag, variables) => {
    const { pbxctl } = await office();
    const environment: Record<string, string> = variables;
    const added = await pbxctl(`rules add --addresses 103 ${flag}`, { environment });
    expect(added.stdout).toMatch(/^ID\tАБОНЕНТ\t/);
    expect(added.stderr).toContain('Добавлено: 1 правило');
    expect(added.stderr).toContain('Внимание:');
    const failed = await pbxctl(`rules show 77 ${flag}`, { environment });
    expect(failed.stderr).toMatch(/^Ошибка: .*\nДальше: /);
  });

  test('English by C, whatever else is set later', async () => {
    const { pbxctl } = await office();
    const environment = { LC_ALL: 'C', LANG: 'ru_RU.UTF-8' };
    const listed = await pbxctl('rules list', { environment });
    expect(listed.stdout + listed.stderr).not.toMatch(RUSSIAN);
  });

  test('a language that there is not is refused', async () => {
    const { pbxctl } = await office();
    const refused = await pbxctl('rules list --lang de --json');
    expect(refused.code).toBe(2);
    expect(errorOf(refused).detail).toContain('--lang');
  });

  test('errors about flags come in it as well', async () => {
    const { pbxctl } = await office();
    const { stderr } = await pbxctl('rules list --lang ru --colour');
    expect(stderr).toMatch(/^Ошибка: .*--colour/);
  });

  test.each([
    'rules list --json',
    'rules list -o csv',
    'rules list -o yaml',
    'rules list -o ids',
    'subscribers list --json',
    'subscribers list -o csv',
    'schedule show --json',
    'settings show --json',
    'rules test --to 101 --at "2026-11-28 11:20" --json',
    'rules show 77 --json',
    'rules add --addresses 101 --time 25:00 --json',
    'rules list --colour --json',
  ])('what programs read is the same in both: %s', async (line) => {
    const { pbxctl } = await office({ rules: [{ subscribers: ['101', '102'] }] });
    const [russian, english] = [
      await pbxctl(`${line} --lang ru`),
      await pbxctl(`${line} --lang en`),
    ];
    expect(russian.stdout).toBe(english.stdout);
    expect(russian.code).toBe(english.code);
  });
});
