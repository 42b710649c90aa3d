/** What every command has: the language it speaks, and how its failures are told. */
import { Command } from '@oclif/core/command';
import type { Config } from '@oclif/core/config';
import { option } from '@oclif/core/flags';
import type { Folders } from '../client/choose.ts';
import { Problem } from '../contract/problem.ts';
import { LANGUAGES, type Language, type Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import { jsonText } from '../terminal/json.ts';
import { type Terminal, terminalOf } from '../terminal/terminal.ts';
import { exitCodeOf } from './exit-codes.ts';
import { problemOf } from './failures.ts';
import { languageFlag, languageOf } from './language.ts';

export abstract class PlainCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    lang: option({
      options: LANGUAGES,
      description: 'language of messages; the default is that of your locale',
      helpGroup: 'GLOBAL',
    })(),
  };

  /** Fields of a request as the flags by which they are given: `{ subscribers: '--addresses' }`. */
  static flagOfField: Readonly<Record<string, string>> = {};

  /** oclif's own would load the configuration, which it is given, a second time. */
  static override run<T extends Command>(
    this: new (
      argv: string[],
      config: Config,
    ) => T & PlainCommand,
    argv: string[],
    config: Config,
  ): Promise<ReturnType<T['run']>> {
    return new this(argv, config)._run();
  }

  protected get language(): Language {
    return languageOf(languageFlag(this.argv), process.env);
  }

  protected get words(): Words {
    return wordsIn(this.language);
  }

  protected get terminal(): Terminal {
    const terminal = terminalOf(process, this.language);
    const isListing = 'no-pager' in ((this.constructor as typeof PlainCommand).flags ?? {});
    return {
      ...terminal,
      columns: this.isGiven('--wide') ? Number.POSITIVE_INFINITY : terminal.columns,
      pages: terminal.isForPeople && terminal.canAsk && isListing && !this.isGiven('--no-pager'),
    };
  }

  protected get folders(): Folders {
    return { config: this.config.configDir, data: this.config.dataDir };
  }

  protected isGiven(flag: string): boolean {
    return this.argv.some((argument) => argument === flag || argument.startsWith(`${flag}=`));
  }

  /** Whether a person can be asked for what is not given; a script that wants JSON is none. */
  protected get canAsk(): boolean {
    return this.terminal.canAsk && !this.jsonEnabled();
  }

  /** Whether a screen cannot be drawn, or is not wanted. */
  protected isPlain(flags: { plain: boolean }): boolean {
    return flags.plain || process.env.TERM === 'dumb';
  }

  /** Ends a command that writes: what was done, and whether it really was. */
  protected conclude(flags: { 'dry-run': boolean }, done?: string): void {
    const { dryRun, dryRunOnly } = this.words;
    const told = flags['dry-run'] ? (done === undefined ? dryRunOnly : dryRun(done)) : done;
    if (told !== undefined) this.terminal.err(told);
  }

  /** Faults with the flags by which their fields were given. */
  private named(failure: Problem): Problem {
    const flags = (this.constructor as typeof PlainCommand).flagOfField;
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
    const failure = this.named(await problemOf(error));
    if (this.jsonEnabled()) {
      const { problemDocument } = await import('../contract/problem-document.ts');
      this.logJson({ error: { ...problemDocument(failure), exitCode: exitCodeOf(failure) } });
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
}
