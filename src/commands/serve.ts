/** `pbxctl serve`: the PBX service. */
import { readFileSync } from 'node:fs';
import { boolean, string } from '@oclif/core/flags';
import { PlainCommand } from '../cli/plain-command.ts';
import { channelsOf } from '../cli/telegram.ts';
import { choosePbx, defaultPath, makeFolderOf } from '../client/choose.ts';
import { authorityOf } from '../client/connect.ts';
import { problem } from '../contract/problem.ts';
import type { Listen } from '../service/http/serve.ts';

const LISTEN = /^(?:\[(?<v6>[\da-fA-F:.]+)\]|(?<name>[^\s:]+)):(?<port>\d{1,5})$/;
const LAST_PORT = 65_535;

const listenOf = (text: string): Listen => {
  const { v6, name, port } = LISTEN.exec(text)?.groups ?? {};
  const host = v6 ?? name;
  if (!host || Number(port) > LAST_PORT) {
    throw problem('usage', { code: 'listen-unreadable', text }, ['--listen']);
  }
  return { host, port: Number(port) };
};

const readPem = (file: string, flag: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem('usage', { code: 'tls-unreadable', file, why }, [flag]);
  }
};

type TlsFlags = { 'tls-cert'?: string | undefined; 'tls-key'?: string | undefined };

const tlsOf = ({ 'tls-cert': cert, 'tls-key': key }: TlsFlags) => {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw problem('usage', { code: 'tls-incomplete' });
  return { cert: readPem(cert, '--tls-cert'), key: readPem(key, '--tls-key') };
};

/** The sources that the flag names, else those of the environment; with their secrets, which only that has. */
const setupsOf = async (given: readonly string[] | undefined, folder: string) => {
  const { addressesIn, setupSources } = await import('../service/sources/addresses.ts');
  const texts = given ?? addressesIn(process.env.PBX_SOURCES ?? '');
  const setups = setupSources(texts, process.env, folder);
  if (setups.ok) return setups.value;
  throw problem('usage', setups.fault, [given ? '--source' : 'PBX_SOURCES']);
};

export default class Serve extends PlainCommand {
  static override summary = 'Serve a PBX over HTTP, to admins and CI jobs on other machines.';
  static override description =
    'It sends the notifications that are due, by the mail server that PBX_SMTP_URL names (smtp://user:password@mail.firm.ru:587), from PBX_MAIL_FROM, and by the Telegram bot of PBX_TELEGRAM_TOKEN. Logs are JSON lines on stderr. The first token is made on this machine, with tokens create on the same store. SIGTERM and SIGINT end it when what is under way is done, within ten seconds.';
  static override examples = [
    '<%= config.bin %> serve --store file:office.db',
    '<%= config.bin %> serve --store file:office.db --listen 0.0.0.0:8680 --tls-cert cert.pem --tls-key key.pem',
    'PBX_SOURCE_OFFICE_SECRET_FILE=secret.txt <%= config.bin %> serve --source "asterisk://pbxctl@10.0.0.5:5038?name=office"',
    '<%= config.bin %> serve --openapi',
  ];
  static override flags = {
    store: string({
      description: 'PBX to serve: file:path.db; the default is the one in your data folder',
    }),
    listen: string({ description: 'host and port', default: '127.0.0.1:8680' }),
    'tls-cert': string({
      description: 'certificate in PEM, with those between it and its authority',
    }),
    'tls-key': string({ description: 'key of the certificate, in PEM' }),
    source: string({
      description:
        'PBX whose calls are taken: "asterisk://user@host:5038?name=office", "t2:?name=main"; repeatable; else PBX_SOURCES',
      multiple: true,
    }),
    openapi: boolean({ description: 'print the OpenAPI document and exit' }),
  };

  async run() {
    const { flags } = await this.parse(Serve);
    if (flags.openapi) {
      const { openApiDocument } = await import('../contract/openapi.ts');
      const document = openApiDocument();
      if (!this.jsonEnabled()) this.logJson(document);
      return document;
    }
    const listen = listenOf(flags.listen);
    const tls = tlsOf(flags);
    const channels = channelsOf(process.env);
    const path = this.storePath(flags.store);
    const setups = await setupsOf(flags.source, this.folders.config);
    const [{ serve }, { openStore }, { destination, pino }, { agentTrusting }] = await Promise.all([
      import('../service/http/serve.ts'),
      import('../service/store/database.ts'),
      import('pino'),
      import('../client/agent.ts'),
    ]);
    const logger = pino({ base: null }, destination({ fd: process.stderr.fd, sync: true }));
    const store = openStore({ path });
    const authority = authorityOf(process.env);
    const sources = { setups, authority, connect: () => agentTrusting(authority) };
    const served = await serve({ store, listen, tls, channels, logger, clock: Date.now, sources });
    await Promise.race(
      ['SIGTERM', 'SIGINT'].map((signal) => new Promise((stop) => process.once(signal, stop))),
    );
    await served.stop();
    return { url: served.url };
  }

  /** What is the current PBX does not matter: a service elsewhere cannot be served from here. */
  private storePath(given: string | undefined): string {
    if (given === undefined) {
      const path = defaultPath(this.folders);
      makeFolderOf(path);
      return path;
    }
    const chosen = choosePbx(given, this.folders);
    if (chosen.ok && chosen.value.address.kind === 'file') return chosen.value.address.path;
    const fault = { code: 'pbx-address-unknown', address: given } as const;
    throw problem('usage', chosen.ok ? fault : chosen.fault, ['--store']);
  }
}
