import { Config } from '@oclif/core/config';
import { describe, expect, test } from 'vitest';
import { help } from '../../src/messages/ru/help.ts';
import { ROOT, spawnProgram } from '../support/cli.ts';
import { linesOf } from '../support/problems.ts';

const config = await Config.load({ root: ROOT });
const shown = config.commands.filter(({ hidden }) => !hidden);

type Described = { description?: string | undefined; summary?: string | undefined };

const textsOf = ({ summary, description }: Described): string[] =>
  [summary, description].filter((text) => text !== undefined);

/** Every text of the help that stands with the commands, with where it stands. */
const english = new Map<string, string>([
  [String(config.pjson.description), 'the program'],
  ...config.topics
    .filter(({ name }) => shown.some(({ id }) => id.startsWith(`${name}:`)))
    .flatMap((topic) => textsOf(topic).map((text): [string, string] => [text, topic.name])),
  ...shown.flatMap(({ id, args, flags, ...command }) => [
    ...textsOf(command).map((text): [string, string] => [text, id]),
    ...Object.entries({ ...flags, ...args }).flatMap(([name, one]) =>
      textsOf(one).map((text): [string, string] => [text, `${id} ${name}`]),
    ),
  ]),
]);

describe('the help in Russian', () => {
  test('has every text: of commands, arguments, flags and topics', () => {
    const missing = [...english]
      .filter(([text]) => !Object.hasOwn(help.texts, text))
      .map(([text, place]) => `${place}: ${text}`);
    expect(missing).toEqual([]);
  });

  test('has no text that stands nowhere any more', () => {
    const stale = Object.keys(help.texts).filter((text) => !english.has(text));
    expect(stale).toEqual([]);
  });

  test('is Russian, and ends as the English does', () => {
    for (const [text, russian] of Object.entries(help.texts)) {
      expect(russian).toMatch(/\p{Script=Cyrillic}/u);
      expect(russian.endsWith('.'), russian).toBe(
        text.endsWith('.') && text !== 'Format output as json.',
      );
    }
  });

  test('names the same values, flags and variables', () => {
    const NAMES = /--[a-z-]+|PBX_[A-Z_]+|\+\d+|non-working|,voicemail/g;
    for (const [text, russian] of Object.entries(help.texts))
      for (const [name] of text.matchAll(NAMES)) expect(russian).toContain(name);
  });
});

const inRussian = (line: string, environment = {}) =>
  spawnProgram(line.split(' '), { environment: { LANG: 'ru_RU.UTF-8', ...environment } });

describe('help', () => {
  test('of a command follows the locale, in everything that is told', async () => {
    const { stdout, stderr, code } = await inRussian('rules list --help');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/^Показать правила уведомлений\.\n/);
    for (const heading of ['ВЫЗОВ', 'ФЛАГИ', 'ОБЩИЕ ФЛАГИ', 'ПРИМЕРЫ'])
      expect(stdout).toContain(`\n${heading}\n`);
    expect(stdout).not.toMatch(/<(?:value|option)|required|default|<options:|env:|^[A-Z]{4,}$/m);
    for (const line of linesOf(stdout).filter((told) => !told.includes('$ pbxctl')))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test('of a topic and of the whole program, too', async () => {
    const topic = await inRussian('rules');
    expect(topic.stdout).toMatch(/^Кого, о каких[^\n]*\n\nВЫЗОВ\n {2}\$ pbxctl rules КОМАНДА\n/);
    expect(topic.stdout).toMatch(/rules rm +Удалить правила\./);
    const root = await inRussian('--help');
    expect(root.stdout).toMatch(/^Правила уведомлений[^\n]*\n\nВЕРСИЯ\n {2}pbxctl\/[\s\S]*РАЗДЕЛЫ/);
    expect(root.stdout).toMatch(/rules +Кого, о каких/);
  });

  test('follows --lang before the locale', async () => {
    expect((await inRussian('rules list --help --lang en')).stdout).toContain('USAGE');
    expect((await spawnProgram(['rules', 'add', '--lang=ru', '--help'])).stdout).toContain('ВЫЗОВ');
  });

  test('in English is as it stands with the commands', async () => {
    const { stdout } = await spawnProgram(['subscribers', 'edit', '--help']);
    expect(stdout).toMatch(/^Change a subscriber\./);
    expect(stdout).toMatch(/USAGE[\s\S]*ARGUMENTS[\s\S]*FLAGS[\s\S]*GLOBAL FLAGS[\s\S]*EXAMPLES/);
    expect(stdout.replace(/EXAMPLES.*/s, '')).not.toMatch(/\p{Script=Cyrillic}/u);
  });
});
