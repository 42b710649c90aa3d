import { describe, expect, test } from 'vitest';
import { CTRL_R, CTRL_S, ENTER, ESC, onScreen } from '../support/screen.ts';
import { home, served } from '../support/served.ts';

describe('a PBX that goes away in the middle', () => {
  const staffed = async () => {
    const service = await served();
    const upsert = [
      { name: 'Иванов Иван', extension: '101', email: 'ivanov@firm.ru' },
      { name: 'Анна Петрова', extension: '102', email: 'anna@firm.ru' },
    ];
    await service.pbx('batchSubscribers', { body: { upsert } });
    return service;
  };

  test('is told, what was entered stays, and a retry saves it', async () => {
    const service = await staffed();
    const { url, path, port } = service;
    const environment = { PBX_URL: url, PBX_TOKEN: await service.token() };
    const wizard = onScreen(['rules', 'add'], { environment });
    await wizard.sees('Иванов Иван');
    wizard.type(ENTER);
    await wizard.sees('Выбрано: 1');
    await service.stop();
    for (const letter of 'анна') wizard.type(letter);
    await wizard.sees('Ctrl-R: повторить');
    wizard.type(CTRL_S);
    await wizard.sees('АТС этого не сделала; всё введённое осталось.');
    wizard.type(ESC);
    await wizard.sees('Выбрано: 1');
    const again = await served({ path, port });
    wizard.type(CTRL_R);
    await wizard.sees('Анна Петрова');
    wizard.type(CTRL_S);
    await wizard.sees('Будет добавлено: 1 правило');
    wizard.type(ENTER);
    expect((await wizard.ended).code).toBe(0);
    expect((await again.pbx('listRules', {})).items).toHaveLength(1);
  });

  test('signs its user out: told, and the token of a new log-in is taken up', async () => {
    const service = await staffed();
    const admin = home();
    const environment = {
      XDG_CONFIG_HOME: `${admin.folder}/config`,
      XDG_DATA_HOME: `${admin.folder}/data`,
    };
    await admin.pbxctl(`login ${service.url}`, { input: await service.token() });
    const wizard = onScreen(['rules', 'add'], { environment });
    await wizard.sees('Иванов Иван');
    wizard.type(ENTER);
    await wizard.sees('Выбрано: 1');
    await service.pbx('revokeToken', { params: { id: 1 } });
    wizard.type(CTRL_S);
    await wizard.sees('АТС этого не сделала; всё введённое осталось.');
    await admin.pbxctl(`login ${service.url}`, { input: await service.token() });
    wizard.type(ENTER);
    await wizard.sees('Будет добавлено: 1 правило');
    wizard.type(ENTER);
    expect((await wizard.ended).code).toBe(0);
    expect((await service.pbx('listRules', {})).items).toHaveLength(1);
  });
});
