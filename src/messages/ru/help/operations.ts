/** По-русски: справка о командах, которыми АТС проверяют и копируют. */
import type { HelpTexts } from '../../types.ts';

export const operations: HelpTexts = {
  'Copy a PBX into a file, as it is at one moment, while it is in use.':
    'Скопировать АТС в файл такой, какая она в один момент, не останавливая её.',
  'The copy is a PBX in a file itself: to restore it, put it in the place of the other while nothing uses that. Only you may read it. A PBX service is backed up on its own machine, by the file that it serves.':
    'Копия сама является АТС в файле: чтобы восстановить её, поставьте её на место той, пока ею никто не пользуется. Читать её можете только вы. Копию сервиса АТС снимают на его машине, по файлу, который он обслуживает.',
  'file to make': 'какой файл сделать',

  'Look at everything that a PBX rests on, and say what to do where it is not well.':
    'Осмотреть всё, на чём держится АТС, и сказать, что делать там, где не всё в порядке.',
  'The store, its disk, the clock, the time zone, the mail server and the Telegram bot (nothing is sent), the queue and the sources. Of a PBX in a file by the environment of this command, as serve would have it; of a PBX service by its own. Exit code 1 if anything fails.':
    'Хранилище, его диск, часы, часовой пояс, почтовый сервер и Telegram-бот (ничего не отправляется), очередь и источники. Для АТС в файле по окружению этой команды, каким оно было бы у serve; для сервиса АТС по его собственному. Код выхода 1, если что-то не работает.',
};
