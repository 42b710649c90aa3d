/** What every command has: the PBX it talks to, the language it speaks, and how its failures are told. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from '@oclif/core/command';
import { option, string } from '@oclif/core/flags';
import { parsePbxAddress } from '../client/address.ts';
import type { EmbeddedPbx } from '../client/embedded.ts';
import type { Pbx } from '../contract/pbx.ts';
import { Problem, problem } from '../contract/problem.ts';
import { LANGUAGES, type Language, type Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import { jsonText } from '../terminal/json.ts';
import { type Terminal, terminalOf } from '../terminal/terminal.ts';
import { exitCodeOf } from './exit-codes.ts';
import { problemOf } from './failures.ts';
import { languageFlag, languageOf } from './language.ts';

type Access = 'reads' | 'writes';

/** The flags that say which PBX is meant, and whether anything of it may change. */
type PbxFlags = { pbx: string | undefined; 'dry-run'?: boolean };

export abstract class PbxCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    pbx: string({
      description: 'PBX to talk to: file:path.db; the default is one in your data folder',
      env: 'PBX_URL',
      helpGroup: 'GLOBAL',
    }),
    lang: option({
      options: LANGUAGES,
      description: 'language of messages; the default is that of your locale',
      helpGroup: 'GLOBAL',
    })(),
  };

  /** Fields of a request as the flags by which they are given: `{ subscribers: '--addresses' }`. */
  static flagOfField: Readonly<Record<string, string>> = {};

  private embedded: EmbeddedPbx | null = null;

  protected get language(): Language {
    return languageOf(languageFlag(this.argv), process.env);
  }

  protected get words(): Words {
    return wordsIn(this.language);
  }

  protected get terminal(): Terminal {
    return terminalOf(process, this.language);
  }

  /** A command that writes names its PBX before it does, so that nobody changes the wrong one without noticing. */
  protected async connect(flags: PbxFlags, access: Access): Promise<Pbx> {
    return (await this.open(flags, access)).pbx;
  }

  protected async open(
    { pbx: address, 'dry-run': dryRun = false }: PbxFlags,
    access: Access,
  ): Promise<EmbeddedPbx> {
    const path = address === undefined ? this.defaultPath() : this.pathOf(address);
    const { openEmbedded } = await import('../client/embedded.ts');
    const isThere = existsSync(path);
    // Looking at a PBX that is not there must not leave one behind: the path may be mistyped.
    const makes = access === 'writes' && !dryRun;
    this.embedded = openEmbedded(isThere || makes ? path : ':memory:');
    if (!isThere) this.terminal.err(this.words[makes ? 'newPbx' : 'noPbxYet'](path));
    else if (access === 'writes') this.terminal.err(this.words.pbx(path, address === undefined));
    return this.embedded;
  }

  private pathOf(address: string): string {
    const parsed = parsePbxAddress(address);
    if (!parsed.ok)
      throw problem('usage', parsed.fault, [this.isGiven('--pbx') ? '--pbx' : 'PBX_URL']);
    return parsed.value.path;
  }

  private isGiven(flag: string): boolean {
    return this.argv.some((argument) => argument === flag || argument.startsWith(`${flag}=`));
  }

  /** The embedded default needs no set-up: its folder is made when it is first used. */
  private defaultPath(): string {
    const path = join(this.config.dataDir, 'pbx.db');
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return path;
  }

  /** Ends a command that writes: what was done, and whether it really was. */
  protected conclude(flags: { 'dry-run': boolean }, done?: string): void {
    const { dryRun, dryRunOnly } = this.words;
    const told = flags['dry-run'] ? (done === undefined ? dryRunOnly : dryRun(done)) : done;
    if (told !== undefined) this.terminal.err(told);
  }

  /** Faults with the flags by which their fields were given. */
  private named(failure: Problem): Problem {
    const flags = (this.constructor as typeof PbxCommand).flagOfField;
    const faults = failure.faults.map((located) => {
      const [field] = located.path;
      const flag = located.place || field === undefined ? undefined : flags[field];
      return flag === undefined ? located : { ...located, path: [flag] };
    });
    return new Problem(failure.type, faults);
  }

  protected override async catch(error: Error): Promise<never> {
    if ('code' in error && error.code === 'EEXIT') throw error;
    if (process.env.DEBUG === '*') this.terminal.err(String(error.stack));
    const failure = this.named(problemOf(error));
    if (this.jsonEnabled()) {
      const { errorDocument } = await import('../terminal/error-document.ts');
      this.logJson({ error: { ...errorDocument(failure), exitCode: exitCodeOf(failure) } });
    } else {
      const { tellFaults } = await import('../terminal/faults.ts');
      tellFaults(this.terminal, failure.faults);
    }
    return this.exit(exitCodeOf(failure));
  }

  /** oclif's own takes the JSON apart to colour it, even where nothing is coloured: a third of a long list's time. */
  override logJson(json: unknown): void {
    this.terminal.out(jsonText(json));
  }

  protected override async finally(): Promise<void> {
    this.embedded?.store.close();
    this.embedded = null;
  }
}
