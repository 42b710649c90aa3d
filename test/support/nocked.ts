/** A PBX that only nock plays, for what a real one does not answer. */
import nock from 'nock';
import { afterEach, beforeEach, expect } from 'vitest';
import { type HttpPbxOptions, httpPbx } from '../../src/client/http.ts';
import type { Pbx } from '../../src/contract/pbx.ts';

export const ADDRESS = 'https://pbx.firm.ru';
const TOKEN = 'pbx_secret';

export const connect = (options: Partial<HttpPbxOptions> = {}): Pbx =>
  httpPbx({ address: ADDRESS, token: TOKEN, authority: null, ...options }).pbx;

/** Nothing leaves the machine; every request must be expected, and every expected one be sent. */
export const playPbx = (): void => {
  const unmatched: string[] = [];
  const note = (request: Request): number => unmatched.push(`${request.method} ${request.url}`);
  beforeEach(() => {
    nock.disableNetConnect();
    nock.emitter.on('no match', note);
  });
  afterEach(() => {
    nock.emitter.off('no match', note);
    const pending = nock.pendingMocks();
    nock.cleanAll();
    nock.enableNetConnect();
    expect(unmatched.splice(0)).toEqual([]);
    expect(pending).toEqual([]);
  });
};
