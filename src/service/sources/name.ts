/** The name by which a source is known, and its calls. */
import { fail, ok, type Result, type SourceFault } from '../../domain/fault.ts';

const NAME = /^[a-z\d](?:[a-z\d-]{0,38}[a-z\d])?$/;

/** `?name=office`; it is never made up, since a call reported under another name is another call (A7). */
export const namedIn = (options: URLSearchParams, address: string): Result<string, SourceFault> => {
  const name = options.get('name');
  if (name === null || name === '') return fail({ code: 'source-nameless', address });
  return NAME.test(name) ? ok(name) : fail({ code: 'source-name-unreadable', text: name });
};

/** `PBX_SOURCE_OFFICE_SECRET` */
export const secretVariable = (name: string): string =>
  `PBX_SOURCE_${name.toUpperCase().replaceAll('-', '_')}_SECRET`;
