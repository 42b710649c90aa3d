import { render } from '@inquirer/testing';
import { describe, expect, test } from 'vitest';
import type { Pbx } from '../../../src/contract/pbx.ts';
import { performer } from '../../../src/terminal/wizard/perform.ts';
import { screenPrompt } from '../../../src/terminal/wizard/screen.ts';
import {
  type Answer,
  adding,
  after,
  begun,
  type Effect,
  isSaving,
  type Outcome,
  type Wizard,
} from '../../../src/terminal/wizard/wizard.ts';
import { wizardScreen } from '../../../src/terminal/wizard/wizard-screen.ts';
import { staffedPbx } from '../../support/pbx.ts';
import { view } from '../../support/wizard.ts';

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The wizard on a real PBX that is asked only after so long, by what is searched for; with what it was asked. */
const opened = async (delays: Readonly<Record<string, number>> = {}) => {
  const { pbx } = await staffedPbx();
  const asked: string[] = [];
  const slow: Pbx = async (name, input) => {
    const query: unknown = Object(input).query?.q;
    if (name === 'listSubscribers') {
      asked.push(String(query));
      await sleep(delays[String(query)] ?? 0);
    }
    return pbx(name, input);
  };
  const perform = performer(
    { pbx: slow, reconnect: async () => slow },
    { rules: [], dryRun: false },
  );
  const machine = {
    start: begun(adding('RU')),
    after,
    draw: (state: Wizard) => wizardScreen(view(), state),
    perform,
    isWriting: isSaving,
  };
  const screen = await render(screenPrompt<Wizard, Answer, Effect, Outcome>(), {
    machine,
    output: process.stderr,
  });
  const sees = async (wanted: string): Promise<void> => {
    for (let tries = 0; !screen.getScreen().includes(wanted); tries += 1) {
      if (tries > 300) throw new Error(`${wanted} is not on the screen:\n${screen.getScreen()}`);
      await sleep(10);
    }
  };
  await sees('Анна Петрова');
  return { ...screen, asked, sees };
};

const typing = (wizard: Awaited<ReturnType<typeof opened>>, text: string): void => {
  for (const letter of text) {
    const key = { name: letter, sequence: letter };
    wizard.events.keypress(key);
  }
};

describe('the search', () => {
  test('waits until nothing more is typed, and asks once', async () => {
    const wizard = await opened();
    typing(wizard, 'борис');
    await wizard.sees('› Борис Орлов');
    expect(wizard.asked).toEqual(['', 'борис']);
    wizard.events.keypress('escape');
    expect(await wizard.answer).toBe('left');
  });

  test('never shows an answer that comes late in the place of a newer one', async () => {
    const wizard = await opened({ борис: 600, анна: 0 });
    typing(wizard, 'борис');
    await sleep(250);
    wizard.events.keypress({ name: 'u', ctrl: true });
    typing(wizard, 'анна');
    await wizard.sees('› Анна');
    await sleep(500);
    expect(wizard.asked).toEqual(['', 'борис', 'анна']);
    expect(wizard.getScreen()).toContain('› Анна');
    expect(wizard.getScreen()).not.toContain('Борис');
    wizard.events.keypress('escape');
    await wizard.answer;
  });

  test.each([
    ['8 916 000-01-01', 'Анна'],
    ['+7 (916) 000 01 01', 'Анна'],
    ['BORIS@', 'Борис'],
    ['алехин федор', 'Фёдор'],
  ])('finds by %s', async (text, name) => {
    const wizard = await opened();
    typing(wizard, text);
    await wizard.sees(`Поиск: ${text}`);
    await wizard.sees(`› ${name}`);
    for (let tries = 0; wizard.asked.length < 2 && tries < 100; tries += 1) await sleep(10);
    await sleep(50);
    expect(wizard.getScreen().match(/@firm|нет e-mail/g)).toHaveLength(1);
    wizard.events.keypress('escape');
    await wizard.answer;
  });
});

test('is saved once, whatever is pressed while the PBX works', async () => {
  const wizard = await opened();
  wizard.events.keypress('enter');
  await wizard.sees('Выбрано: 1');
  wizard.events.keypress({ name: 's', ctrl: true });
  await wizard.sees('Будет добавлено');
  for (let times = 0; times < 3; times += 1) wizard.events.keypress('enter');
  expect(await wizard.answer).toMatchObject({ value: { changed: [{ id: 1 }], unchanged: [] } });
});
