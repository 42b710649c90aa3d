import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { type Office, office } from '../support/office.ts';
import { linesOf } from '../support/problems.ts';
import { CTRL_C, CTRL_D, ENTER, ESCAPE_BYTE, onTerminal } from '../support/terminal.ts';

const RULES = [{ subscribers: ['101', '102', '103'] }];

const at = ({ address, folder }: Office, environment: Record<string, string> = {}) => ({
  environment: { PBX_URL: address, ...environment },
  folder,
});

const removing = async (keys: string) => {
  const made = await office({ rules: RULES });
  const before = made.rows();
  const asked = onTerminal(['rules', 'rm', '1-2'], at(made));
  await asked.sees('(y/N)');
  asked.type(keys);
  return {
    ...(await asked.ended),
    isUntouched: JSON.stringify(made.rows()) === JSON.stringify(before),
  };
};

describe('a question on a terminal', () => {
  test('shows what would be lost; yes removes it', async () => {
    const { code, text, isUntouched } = await removing(`y${ENTER}`);
    expect({ code, isUntouched }).toEqual({ code: 0, isUntouched: false });
    expect(text).toMatch(/^PBX: [\s\S]*Иванов Иван[\s\S]*Анна Петрова[\s\S]*Remove 2 rules\?/);
    expect(text).toContain('Removed: 2 rules');
  });

  test.each([
    ['no', `n${ENTER}`],
    ['nothing', ENTER],
    ['a yes that was taken back', `y\u007fn${ENTER}`],
  ])('%s removes nothing: 1', async (_, keys) => {
    const { code, text, isUntouched } = await removing(keys);
    expect({ code, isUntouched }).toEqual({ code: 1, isUntouched: true });
    expect(text).toContain('Error: not confirmed');
  });

  test('Ctrl-C removes nothing: 130', async () => {
    const { code, text, isUntouched } = await removing(CTRL_C);
    expect({ code, isUntouched }).toEqual({ code: 130, isUntouched: true });
    expect(text).toMatch(/interrupted; nothing was changed\n$/);
    expect(text).not.toMatch(/\n {4}at /);
  });

  test('the end of input removes nothing, and is no success', async () => {
    const { code, isUntouched } = await removing(CTRL_D);
    expect(isUntouched).toBe(true);
    expect(code).toBe(130);
  });

  test('never comes when stdin is a terminal and stderr is none: 2', async () => {
    const made = await office({ rules: RULES });
    const line = `exec "$0" "$@" 2>err.txt`;
    const { code } = await onTerminal(['rules', 'rm', '1'], {
      ...at(made),
      shell: line,
    }).ended;
    expect(code).toBe(2);
    expect((await made.pbxctl('rules list --json')).json()).toHaveLength(3);
  });
});

describe('a table on a terminal', () => {
  const wide = () =>
    office({
      staff: [
        {
          name: 'Александра Константинопольская-Преображенская',
          extension: '101',
          email: 'alexandra.konstantinopolskaya@firm.ru',
        },
        { name: '東京支社 営業部 田中 花子 田中 花子 田中 花子', extension: '102' },
        { name: 'Анна 📞📞📞', extension: '103', email: 'a@firm.ru' },
      ],
      rules: [
        { subscribers: ['101', '102', '103'], time: { kind: 'working' } },
        {
          subscribers: ['101'],
          types: ['missed', 'voicemail'],
          callers: { kind: 'listed', numbers: ['+79161234567', '+74951234567', '102'] },
        },
      ],
    });

  test.each([60, 100])('of %i columns fits it, and what is cut ends in …', async (columns) => {
    const made = await wide();
    for (const argv of [
      ['rules', 'list'],
      ['subscribers', 'list'],
    ]) {
      const { text, code } = await onTerminal(argv, { ...at(made), columns }).ended;
      expect(code).toBe(0);
      const lines = linesOf(text);
      expect(lines.length).toBeGreaterThan(3);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      expect(text).toContain('…');
      expect(text).not.toContain('\t');
      const [heading = '', ...rows] = lines;
      const second = /^\S+ +/.exec(heading)?.[0].length ?? 0;
      for (const row of rows) expect(row.slice(second - 2)).toMatch(/^ {2}\S/);
    }
  });

  test('is coloured, unless NO_COLOR is set', async () => {
    const made = await wide();
    expect((await onTerminal(['rules', 'list'], at(made)).ended).raw).toContain(
      `${ESCAPE_BYTE}[1m`,
    );
    const plain = await onTerminal(['rules', 'list'], at(made, { NO_COLOR: '1' })).ended;
    expect(plain.raw).not.toContain(ESCAPE_BYTE);
  });

  test('speaks the language of the terminal', async () => {
    const made = await office({ rules: RULES });
    const { text } = await onTerminal(['rules', 'list'], at(made, { LANG: 'ru_RU.UTF-8' })).ended;
    expect(text).toMatch(/^ID +АБОНЕНТ /);
  });

  test('is none in a pipe, though a person watches the end of it', async () => {
    const made = await office({ rules: RULES });
    const { text } = await onTerminal(['rules', 'list'], { ...at(made), shell: '"$0" "$@" | cat' })
      .ended;
    expect(text).toMatch(/^ID\tSUBSCRIBER\t/);
  });
});
