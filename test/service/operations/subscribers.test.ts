import { describe, expect, it } from 'vitest';
import {
  ANNA,
  BORIS,
  dueFor,
  dump,
  emptyPbx,
  FYODOR,
  problemOf,
  refusal,
  report,
  staffedPbx,
} from '../../support/pbx.ts';
import { pbxWithRules, rulesBriefly } from '../../support/rules.ts';

describe('a subscriber is made', () => {
  it('with every field in its one form', async () => {
    const { pbx } = emptyPbx();
    const made = await pbx('createSubscriber', {
      body: {
        name: '  Иванов   Иван ',
        number: '8 (916) 123-45-67',
        extension: ' 105 ',
        email: ' ivan@firm.ru',
      },
    });
    expect(made).toEqual({
      id: 1,
      name: 'Иванов Иван',
      number: '+79161234567',
      extension: '105',
      email: 'ivan@firm.ru',
      telegram: 'not-connected',
    });
    expect(await pbx('getSubscriber', { params: { who: 1 } })).toEqual({ ...made, rules: 0 });
  });

  it('A13: numbers without + are of the region that is set', async () => {
    const { pbx } = emptyPbx();
    const { revision: _, ...settings } = await pbx('getSettings', {});
    await pbx('putSettings', { body: { ...settings, region: 'US' } });
    const { number } = await pbx('createSubscriber', {
      body: { name: 'Ann', number: '(312) 555-01-23' },
    });
    expect(number).toBe('+13125550123');
  });

  it.each<[string, object, string[]]>([
    ['without a number and an extension', { name: 'Анна' }, ['- subscriber-unreachable']],
    ['without a name', { extension: '105' }, ['name field-missing']],
    ['with an empty name', { name: ' ', extension: '105' }, ['name name-empty']],
    [
      'with faults in every field',
      { name: ' ', number: 'x', extension: '1', email: 'a b@firm.ru' },
      [
        'name name-empty',
        'number number-unreadable',
        'extension extension-unreadable',
        'email email-unreadable',
      ],
    ],
    [
      'with an extension for a number',
      { name: 'А', number: '105' },
      ['number extension-as-number'],
    ],
    [
      'with what only a bot can set',
      { name: 'А', extension: '105', telegram: 'connected' },
      ['telegram field-unknown'],
    ],
  ])('not %s', async (_, body, faults) => {
    const made = emptyPbx();
    const before = dump(made.store);
    expect(await refusal(made.pbx('createSubscriber', { body: body as { name: string } }))).toEqual(
      ['invalid', ...faults],
    );
    expect(dump(made.store)).toEqual(before);
  });

  it('whose number, extension and e-mail are others’: a conflict that names each', async () => {
    const made = await staffedPbx();
    const before = dump(made.store);
    const { type, faults } = await problemOf(
      made.pbx('createSubscriber', {
        body: {
          name: 'Новый',
          number: '89160000103',
          extension: '101',
          email: 'BORIS@firm.ru',
        },
      }),
    );
    expect(type).toBe('conflict');
    expect(faults).toMatchObject([
      { path: ['extension'], fault: { code: 'taken', value: '101', by: { id: ANNA } } },
      { path: ['number'], fault: { code: 'taken', value: '+79160000103', by: { id: FYODOR } } },
      { path: ['email'], fault: { code: 'taken', value: 'BORIS@firm.ru', by: { id: BORIS } } },
    ]);
    expect(dump(made.store)).toEqual(before);
  });
});

describe('a subscriber is changed', () => {
  it('what is left out stays, null and an empty text clear', async () => {
    const { pbx } = await staffedPbx();
    const changed = await pbx('patchSubscriber', {
      params: { id: ANNA },
      body: { number: null, email: '' },
    });
    expect(changed).toMatchObject({
      name: 'Анна Петрова',
      number: null,
      extension: '101',
      email: null,
    });
    expect(await pbx('getSubscriber', { params: { who: '101' } })).toMatchObject(changed);
  });

  it('to what he is already: nothing is written', async () => {
    const made = await staffedPbx();
    const before = dump(made.store);
    const same = await made.pbx('patchSubscriber', {
      params: { id: ANNA },
      body: { name: 'Анна  Петрова', number: '8 916 000 01 01' },
    });
    expect(same.id).toBe(ANNA);
    expect(dump(made.store)).toEqual(before);
  });

  it('his own e-mail in other case is no conflict', async () => {
    const { pbx } = await staffedPbx();
    const body = { email: 'Anna@Firm.ru' };
    expect(await pbx('patchSubscriber', { params: { id: ANNA }, body })).toMatchObject(body);
  });

  it.each<[string, number, object, string[]]>([
    ['nobody', 99, { name: 'x' }, ['not-found', 'id not-found']],
    [
      'into one that no call reaches',
      BORIS,
      { extension: null },
      ['invalid', '- subscriber-unreachable'],
    ],
    ['into one without a name', BORIS, { name: '' }, ['invalid', 'name name-empty']],
    ['to what another one has', BORIS, { extension: '101' }, ['conflict', 'extension taken']],
  ])('not %s', async (_, id, body, expected) => {
    const made = await staffedPbx();
    const before = dump(made.store);
    expect(await refusal(made.pbx('patchSubscriber', { params: { id }, body }))).toEqual(expected);
    expect(dump(made.store)).toEqual(before);
  });

  it('his rules show him as he is now', async () => {
    const made = await pbxWithRules();
    await made.pbx('patchSubscriber', { params: { id: BORIS }, body: { name: 'Борис Новый' } });
    const { items } = await made.pbx('listRules', { query: { subscriber: '102' } });
    expect(items.map(({ subscriber }) => subscriber.name)).toEqual(['Борис Новый']);
  });
});

describe('a subscriber is looked up', () => {
  it.each(['101', '+7 916 000-01-01', 'anna@FIRM.ru', 'петрова', 'петрова анна', ANNA])(
    'A14: by %j, with how many rules he has',
    async (who) => {
      const { pbx } = await pbxWithRules();
      expect(await pbx('getSubscriber', { params: { who } })).toMatchObject({ id: ANNA, rules: 3 });
    },
  );

  it('nobody is not found', async () => {
    const { pbx } = await staffedPbx();
    expect(await refusal(pbx('getSubscriber', { params: { who: 'nobody' } }))).toEqual([
      'not-found',
      'who address-unknown',
    ]);
  });

  it.each([
    [{}, [1, 2, 3]],
    [{ q: 'ФЕДОР' }, [3]],
    [{ q: 'алёхин фёд' }, [3]],
    [{ q: '0000103' }, [3]],
    [{ q: 'firm' }, [1, 2]],
    [{ ids: '1,3-5' }, [1, 3]],
    [{ limit: 2 }, [1, 2]],
    [{ limit: 2, cursor: '2' }, [3]],
  ])('in the list by %j', async (query, expected) => {
    const { pbx } = await staffedPbx();
    const { items } = await pbx('listSubscribers', { query });
    expect(items.map(({ id }) => id)).toEqual(expected);
  });
});

describe('R3: a subscriber who is removed', () => {
  it('takes his rules with him, and what waits for him', async () => {
    const made = await pbxWithRules();
    const his = await report(made);
    const others = await report(made, { subscriber: '102', sourceCallId: '2' });
    const answer = await made.pbx('batchSubscribers', { body: { remove: [ANNA] } });
    expect(answer).toEqual({
      created: 0,
      updated: 0,
      unchanged: 0,
      removed: [ANNA],
      removedRules: 3,
    });
    expect(await rulesBriefly(made)).toEqual(['4 r1 missed all all']);
    expect(await dueFor(made, his.id)).toEqual(['missed email withdrawn']);
    expect(await dueFor(made, others.id)).toEqual(['missed email waiting']);
  });

  it('all of them or none: who is not there is named, also one named twice', async () => {
    const made = await pbxWithRules();
    const before = dump(made.store);
    expect(
      await refusal(
        made.pbx('batchSubscribers', { body: { remove: [ANNA, 98, BORIS, 99, ANNA] } }),
      ),
    ).toEqual(['not-found', 'remove.1 not-found', 'remove.3 not-found', 'remove.4 not-found']);
    expect(dump(made.store)).toEqual(before);
  });

  it('leaves his addresses to the next one, who is somebody else', async () => {
    const made = await staffedPbx();
    const { created } = await made.pbx('batchSubscribers', {
      body: { remove: [ANNA], upsert: [{ name: 'Новая', extension: '101' }] },
    });
    expect(created).toBe(1);
    expect((await made.pbx('getSubscriber', { params: { who: '101' } })).id).toBe(4);
  });
});
