/** The sources that a service is given: addresses of flags and variables, each with its secret. */
import { readFileSync } from 'node:fs';
import { fail, ok, type Result, type SourceFault } from '../../domain/fault.ts';
import { type AsteriskAddress, parseAsterisk, withoutSecret } from './asterisk/address.ts';
import { secretVariable } from './name.ts';

type SourceAddress = AsteriskAddress;

export type SourceSetup = { address: SourceAddress; secret: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** By what it begins with: each kind of source has a scheme of its own. */
export const parseSource = (text: string): Result<SourceAddress, SourceFault> => {
  const address = text.trim();
  if (address.startsWith('asterisk:')) return parseAsterisk(address);
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

const withSecret = (text: string, environment: Environment): Result<SourceSetup, SourceFault> => {
  const address = parseSource(text);
  if (!address.ok) return address;
  const secret = secretFor(address.value.name, environment);
  return secret.ok ? ok({ address: address.value, secret: secret.value }) : secret;
};

/** All of them, or the first that is wrong. */
export const setupSources = (
  texts: readonly string[],
  environment: Environment,
): Result<SourceSetup[], SourceFault> => {
  const setups: SourceSetup[] = [];
  for (const text of texts) {
    const setup = withSecret(text, environment);
    if (!setup.ok) return setup;
    const { name } = setup.value.address;
    if (setups.some(({ address }) => address.name === name)) {
      return fail({ code: 'source-twice', name });
    }
    setups.push(setup.value);
  }
  return ok(setups);
};
