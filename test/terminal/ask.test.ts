import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { CLIENTS, office } from '../support/office.ts';

const answered = async (answer: string, flags = '') => {
  const { pbxctl } = await office({ clients: CLIENTS });
  const asked = await pbxctl(`contacts rm 1 ${flags}`, { columns: 80, answer });
  const left = Object((await pbxctl('contacts list --json')).json()).length;
  return { ...asked, left, stderr: stripVTControlCharacters(asked.stderr) };
};

describe('a question before something is lost', () => {
  test.each(['y', 'Y', 'yes', 'YES', 'д', 'Да', ' да '])('%j is a yes', async (answer) => {
    expect(await answered(`${answer}\n`)).toMatchObject({ code: 0, left: 1 });
  });

  test.each(['n', 'no', 'н', 'нет', '', 'yesterday', 'ok'])('%j is a no: 1', async (answer) => {
    const { code, left, stdout, stderr } = await answered(`${answer}\n`);
    expect({ code, left, stdout }).toEqual({ code: 1, left: 2, stdout: '' });
    expect(stderr).toMatch(/Error: not confirmed/);
  });

  test('comes after what would be lost, on stderr: stdout stays the result', async () => {
    const { stderr, stdout } = await answered('y\n', '--json');
    expect(stderr).toMatch(/ООО «Ромашка»[\s\S]*Remove 1 contact\? \(y\/N\)/);
    expect(JSON.parse(stdout)).toEqual({ removed: [1] });
  });

  test('is in the language of whoever is asked', async () => {
    const { stderr } = await answered('д\n', '--lang ru');
    expect(stderr).toContain('Удалить');
  });

  test.each(['--yes', '-y', '--dry-run'])('does not come with %s', async (flag) => {
    const { code, stderr } = await answered('', flag);
    expect(code).toBe(0);
    expect(stderr).not.toContain('(y/N)');
  });
});

describe('before people go with their rules', () => {
  test('it is told whose rules go', async () => {
    const { pbxctl } = await office({
      rules: [{ subscribers: ['101', '102'] }, { subscribers: ['101'], types: ['voicemail'] }],
    });
    const asked = await pbxctl('subscribers rm 1-3', { columns: 80, answer: 'n\n' });
    const text = stripVTControlCharacters(asked.stderr);
    expect(asked.code).toBe(1);
    expect(text).toContain('Иванов Иван: 2 rules');
    expect(text).toContain('Пётр Сидоров: 0 rules');
    expect(text).toContain('Remove 3 subscribers and with them 3 rules?');
  });

  test('no rules are no word', async () => {
    const { pbxctl } = await office();
    const asked = await pbxctl('subscribers rm 3', { columns: 80, answer: 'y\n' });
    expect(asked.code).toBe(0);
    expect(stripVTControlCharacters(asked.stderr)).toContain('Remove 1 subscriber?');
  });
});
