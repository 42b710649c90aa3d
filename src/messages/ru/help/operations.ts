/** По-русски: справка о командах, которыми АТС проверяют и копируют. */
import type { HelpTexts } from '../../types.ts';

export const operations: HelpTexts = {
  'Copy a PBX into a file, as it is at one moment, while it is in use.':
    'Скопировать АТС в файл такой, какая она в один момент, не останавливая её.',
  'The copy is a PBX in a file itself: to restore it, put it in the place of the other while nothing uses that. Only you may read it. A PBX service is backed up on its own machine, by the file that it serves.':
    'Копия сама является АТС в файле: чтобы восстановить её, поставьте её на место той, пока ею никто не пользуется. Читать её можете только вы. Копию сервиса АТС снимают на его машине, по файлу, который он обслуживает.',
  'file to make': 'какой файл сделать',
};
