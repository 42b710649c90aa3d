/** Which language a person reads. */
import { LANGUAGES, type Language } from '../messages/types.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const NEUTRAL = /^(C|POSIX)(\.|$)/;

/** `ru_RU.UTF-8` is Russian; C and POSIX, and languages that we do not have, are English. */
const ofLocale = (locale: string): Language => {
  const name = locale.slice(0, 2).toLowerCase();
  return NEUTRAL.test(locale) ? 'en' : (LANGUAGES.find((language) => language === name) ?? 'en');
};

/** `--lang`, else `PBX_LANG`, else the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set. */
export const languageOf = (flag: string | undefined, environment: Environment): Language => {
  const chosen = [
    flag,
    environment.PBX_LANG,
    environment.LC_ALL,
    environment.LC_MESSAGES,
    environment.LANG,
  ];
  return ofLocale(chosen.find((locale) => locale) ?? 'C');
};

/** The flag as it stands in the arguments, for errors that come up before they are parsed. */
export const languageFlag = (argv: readonly string[]): string | undefined => {
  const place = argv.findIndex(
    (argument) => argument === '--lang' || argument.startsWith('--lang='),
  );
  const argument = argv[place];
  return argument?.includes('=')
    ? argument.slice('--lang='.length)
    : argv[place + 1 || argv.length];
};
