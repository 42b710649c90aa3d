/** Russian: what stands against a change of many things at once. */
import type { BulkFault } from '../../domain/fault.ts';
import { plain, quotedRussian } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const PLAN_AGAIN = 'Составьте план заново: pbxctl rules plan rules.yaml --out plan.json';

const FIND_OUT =
  'Узнайте, как вышло: если оно внесено, та же команда с --dry-run не покажет изменений; повторить её безопасно';

const WHAT = {
  rules: 'правил',
  subscribers: 'абонентов',
  contacts: 'записей',
  exceptions: 'исключений',
};

export const bulkFaults: Pick<FaultTexts, BulkFault['code']> = {
  'rules-stale': ({ name }) => ({
    message: `правила абонента ${plain(name)} изменились с тех пор, как составлен план; ничего не применено`,
    next: PLAN_AGAIN,
  }),
  'subscriber-stale': ({ id, name }) => ({
    message: `абонент ${id} здесь не ${quotedRussian(name)}, как в плане; ничего не применено`,
    next: 'Проверьте, для этой ли АТС план; если да, составьте его заново: pbxctl rules plan rules.yaml --out plan.json',
  }),
  'too-much-changes': ({ what, changed, all }) => ({
    message: `изменится или исчезнет ${changed} из ${all} ${WHAT[what]}, это больше 30 %; ничего не применено`,
    next: 'Проверьте, тот ли это файл и та ли АТС; если всё так и задумано, добавьте: --force',
  }),
  'plan-unreadable': () => ({
    message: 'это не план, который сохранила эта версия pbxctl',
    next: PLAN_AGAIN,
  }),
  'plan-final': () => ({
    message: 'сохранённый план применяется как есть: --prune указывают, когда его составляют',
    next: 'Уберите --prune или составьте план с ним: pbxctl rules plan rules.yaml --prune --out plan.json',
  }),
  'file-unwritable': ({ why }) => ({
    message: `файл не записать: ${plain(why)}`,
    next: 'Проверьте путь и права и повторите',
  }),
  'change-unknown': () => ({
    message:
      'связь прервалась раньше, чем АТС ответила: изменение внесено целиком или не внесено вовсе',
    next: FIND_OUT,
  }),
  'interrupted-unknown': () => ({
    message: 'прервано раньше, чем АТС ответила: изменение внесено целиком или не внесено вовсе',
    next: FIND_OUT,
  }),
};
