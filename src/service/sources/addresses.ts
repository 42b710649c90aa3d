/** The sources that a service is given: addresses of flags and variables, each with its secret. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result, type SourceFault, type T2Fault } from '../../domain/fault.ts';
import { type AsteriskAddress, parseAsterisk, withoutSecret } from './asterisk/address.ts';
import { secretVariable } from './name.ts';
import { parseT2, type T2Address } from './t2/address.ts';

export type SourceAddress = AsteriskAddress | T2Address;

export type AsteriskSetup = { address: AsteriskAddress; secret: string };
/** `tokens` is the file in which its pair of tokens lies. */
export type T2Setup = { address: T2Address; tokens: string };

export type SourceSetup = AsteriskSetup | T2Setup;

type Environment = Readonly<Record<string, string | undefined>>;

/** By what it begins with: each kind of source has a scheme of its own. */
export const parseSource = (text: string): Result<SourceAddress, SourceFault | T2Fault> => {
  const address = text.trim();
  if (address.startsWith('asterisk:')) return parseAsterisk(address);
  if (/^t2(:|$)/.test(address)) return parseT2(address);
  return fail({ code: 'source-unreadable', text: withoutSecret(address) });
};

/** `PBX_SOURCES`: divided by spaces or commas, though an address may have commas of its own. */
export const addressesIn = (text: string): string[] =>
  text.split(/[\s,]+(?=[a-z][a-z\d]*:)|\s+/).filter(Boolean);

const readSecret = (variable: string, file: string): Result<string, SourceFault> => {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail({ code: 'source-secret-unreadable', variable, why });
  }
};

/** From `PBX_SOURCE_<NAME>_SECRET`, or the file that `PBX_SOURCE_<NAME>_SECRET_FILE` names: never from an argument. */
const secretFor = (name: string, environment: Environment): Result<string, SourceFault> => {
  const variable = secretVariable(name);
  const fileVariable = `${variable}_FILE`;
  const file = environment[fileVariable];
  const given = environment[variable];
  if (!given && !file) return fail({ code: 'source-secret-missing', name, variable });
  const read = given || !file ? ok(given ?? '') : readSecret(fileVariable, file);
  if (!read.ok) return read;
  const secret = read.value.replace(/\r?\n$/, '');
  const isLine = secret !== '' && !/[\r\n\0]/.test(secret);
  const why = 'it is empty, or more than one line';
  return isLine
    ? ok(secret)
    : fail({ code: 'source-secret-unreadable', variable: given ? variable : fileVariable, why });
};

/**
 * Where the tokens of a T2 lie: in the file that a variable names, else where `sources login` keeps them.
 * @param folder of the user's configuration
 */
export const tokensFileFor = (
  { name }: T2Address,
  environment: Environment,
  folder: string,
): Result<string, T2Fault> => {
  const variable = secretVariable(name);
  if (environment[variable]) return fail({ code: 't2-tokens-fixed', variable });
  return ok(environment[`${variable}_FILE`] || join(folder, `t2-${name}.json`));
};

const tokensOf = (
  address: T2Address,
  environment: Environment,
  folder: string,
): Result<string, T2Fault> => {
  const file = tokensFileFor(address, environment, folder);
  if (!file.ok || existsSync(file.value)) return file;
  return fail({ code: 't2-tokens-missing', name: address.name });
};

const setupFor = (
  text: string,
  environment: Environment,
  folder: string,
): Result<SourceSetup, SourceFault | T2Fault> => {
  const parsed = parseSource(text);
  if (!parsed.ok) return parsed;
  const address = parsed.value;
  if (address.kind === 't2') {
    const tokens = tokensOf(address, environment, folder);
    return tokens.ok ? ok({ address, tokens: tokens.value }) : tokens;
  }
  const secret = secretFor(address.name, environment);
  return secret.ok ? ok({ address, secret: secret.value }) : secret;
};

/**
 * All of them, or the first that is wrong.
 * @param folder of the user's configuration
 */
export const setupSources = (
  texts: readonly string[],
  environment: Environment,
  folder: string,
): Result<SourceSetup[], SourceFault | T2Fault> => {
  const setups: SourceSetup[] = [];
  for (const text of texts) {
    const setup = setupFor(text, environment, folder);
    if (!setup.ok) return setup;
    const { name } = setup.value.address;
    if (setups.some(({ address }) => address.name === name)) {
      return fail({ code: 'source-twice', name });
    }
    setups.push(setup.value);
  }
  return ok(setups);
};
