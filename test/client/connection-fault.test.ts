import { describe, expect, test } from 'vitest';
import { connectionFault } from '../../src/client/connection-fault.ts';

const ADDRESS = 'https://pbx.firm.ru';

const failed = (code: string, message = 'it failed'): Error =>
  Object.assign(new Error(message), { code });

describe('why there was no answer', () => {
  test.each([
    ['ECONNREFUSED', 'pbx-refused'],
    ['EHOSTUNREACH', 'pbx-refused'],
    ['ENETUNREACH', 'pbx-refused'],
    ['ENOTFOUND', 'pbx-host-unknown'],
    ['EAI_AGAIN', 'pbx-host-unknown'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'pbx-certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'pbx-certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'pbx-certificate'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'pbx-certificate'],
    ['CERT_HAS_EXPIRED', 'pbx-certificate'],
    ['CERT_NOT_YET_VALID', 'pbx-certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'pbx-certificate'],
    ['ECONNRESET', 'pbx-silent'],
    ['UND_ERR_CONNECT_TIMEOUT', 'pbx-silent'],
    ['UND_ERR_HEADERS_TIMEOUT', 'pbx-silent'],
    ['UND_ERR_SOCKET', 'pbx-silent'],
    ['HPE_INVALID_CONSTANT', 'pbx-silent'],
  ])('%s is told as %s, with the address', (code, told) => {
    expect(connectionFault(failed(code), ADDRESS)).toMatchObject({ code: told, address: ADDRESS });
  });

  test('is found in the cause of the error', () => {
    const error = new Error('fetch failed', { cause: failed('ECONNREFUSED') });
    expect(connectionFault(error, ADDRESS)).toEqual({ code: 'pbx-refused', address: ADDRESS });
  });

  test('is found in the attempts at each address of the host', () => {
    const error = new AggregateError([failed('ETIMEDOUT'), failed('ECONNREFUSED')]);
    expect(connectionFault(error, ADDRESS)).toEqual({ code: 'pbx-refused', address: ADDRESS });
  });

  test('is told in the words of the system where it is none of these', () => {
    expect(connectionFault(failed('ECONNRESET', 'read ECONNRESET'), ADDRESS)).toEqual({
      code: 'pbx-silent',
      address: ADDRESS,
      why: 'read ECONNRESET',
    });
  });

  test.each([
    ['by its code', failed('EPROTO', ''), 'EPROTO'],
    ['by its name', new TypeError(''), 'TypeError'],
    ['as it is', 'gone', 'gone'],
  ])('is told %s where there are no words', (_, error, why) => {
    expect(connectionFault(error, ADDRESS)).toEqual({ code: 'pbx-silent', address: ADDRESS, why });
  });
});
