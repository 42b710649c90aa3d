/** A command that talks to a PBX: the one it is given, else the current profile's, else the embedded default. */
import { existsSync } from 'node:fs';
import { string } from '@oclif/core/flags';
import { isOpenToListeners } from '../client/address.ts';
import { type Chosen, choosePbx, makeFolderOf } from '../client/choose.ts';
import { type Connection, connectFile, connectHttp, tokenFor } from '../client/connect.ts';
import type { Pbx } from '../contract/pbx.ts';
import { problem } from '../contract/problem.ts';
import type { Surroundings } from '../terminal/wizard/rule-wizard.ts';
import { PlainCommand } from './plain-command.ts';

type Access = 'reads' | 'writes';

/** The flags that say which PBX is meant, and whether anything of it may change. */
type PbxFlags = { pbx: string | undefined; 'dry-run'?: boolean };

export abstract class PbxCommand extends PlainCommand {
  static override baseFlags = {
    pbx: string({
      description:
        'PBX to talk to: https://…, file:path.db, or a profile; the default is one in your data folder',
      env: 'PBX_URL',
      helpGroup: 'GLOBAL',
    }),
    ...PlainCommand.baseFlags,
  };

  private connection: Connection | null = null;

  protected async connect(flags: PbxFlags, access: Access): Promise<Pbx> {
    return (await this.open(flags, access)).pbx;
  }

  /** Which PBX it is; what names none is told by where it was given. */
  protected chosen({ pbx }: PbxFlags): Chosen {
    const chosen = choosePbx(pbx, this.folders);
    if (chosen.ok) return chosen.value;
    const place = pbx === undefined ? [] : [this.isGiven('--pbx') ? '--pbx' : 'PBX_URL'];
    throw problem('usage', chosen.fault, place);
  }

  /** A command that writes names its PBX before it does, so that nobody changes the wrong one without noticing. */
  protected async open(flags: PbxFlags, access: Access): Promise<Connection> {
    const { address, isDefault } = this.chosen(flags);
    this.connection =
      address.kind === 'file'
        ? await this.openFile(address.path, isDefault, access, flags['dry-run'] === true)
        : await this.openHttp(address.url, access);
    return this.connection;
  }

  /** What a dialogue on the terminal needs: the PBX and its name, and the way back to it. */
  protected async forDialogue(flags: PbxFlags): Promise<Surroundings> {
    const { regionOf } = await import('./rule-flags.ts');
    const pbx = await this.connect(flags, 'writes');
    return {
      pbx,
      reconnect: () => this.reconnect(flags),
      address: this.addressOf(flags),
      region: await regionOf(pbx),
      dryRun: flags['dry-run'] === true,
    };
  }

  protected addressOf(flags: PbxFlags): string {
    const { address } = this.chosen(flags);
    return address.kind === 'file' ? `file:${address.path}` : address.url;
  }

  /** The same PBX with the token that is kept for it now. */
  private async reconnect(flags: PbxFlags): Promise<Pbx> {
    const { address } = this.chosen(flags);
    if (address.kind === 'file') return this.connect(flags, 'reads');
    await this.connection?.close();
    const token = tokenFor(address.url, process.env, this.folders.config);
    this.connection = await connectHttp(address.url, token, process.env);
    return this.connection.pbx;
  }

  /** Looking at a PBX that is not there must not leave one behind: the path may be mistyped. */
  private async openFile(
    path: string,
    isDefault: boolean,
    access: Access,
    dryRun: boolean,
  ): Promise<Connection> {
    const isThere = existsSync(path);
    const makes = access === 'writes' && !dryRun;
    if (makes && isDefault) makeFolderOf(path);
    const connection = await connectFile(isThere || makes ? path : ':memory:');
    const { err } = this.terminal;
    if (!isThere) err(this.words[makes ? 'newPbx' : 'noPbxYet'](path));
    else if (access === 'writes') err(this.words.pbx(`file:${path}`, isDefault));
    return connection;
  }

  private async openHttp(url: string, access: Access): Promise<Connection> {
    const token = tokenFor(url, process.env, this.folders.config);
    if (token !== null && isOpenToListeners(url)) this.terminal.err(this.words.openToken(url));
    if (access === 'writes') this.terminal.err(this.words.pbx(url, false));
    return connectHttp(url, token, process.env);
  }

  protected override async finally(): Promise<void> {
    await this.connection?.close();
    this.connection = null;
  }
}
