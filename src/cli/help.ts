/** Help in the user's language: oclif's own, with each of its texts looked up in the catalogue. */
import type { Command } from '@oclif/core/command';
import { CommandHelp, Help } from '@oclif/core/help';
import type { Topic } from '@oclif/core/interfaces';
import type { HelpTexts } from '../messages/types.ts';
import { languageFlag, languageOf } from './language.ts';

/** English is what stands with the commands: nothing is looked up for it. */
type Catalogue = { texts: HelpTexts; headings: HelpTexts; marks: HelpTexts };

const ENGLISH: Catalogue = { texts: {}, headings: {}, marks: {} };

const lookedUp = (texts: HelpTexts, english: string): string => texts[english] ?? english;

/** A text of oclif's own with what it puts around ours: `(required)`, `[default: …]`. */
const marked = ({ marks }: Catalogue, text: string): string =>
  Object.entries(marks).reduce((told, [mark, own]) => told.replaceAll(mark, own), text);

type Described = { description?: string | undefined; summary?: string | undefined };

const describedIn = <T extends Described>({ texts }: Catalogue, described: T): T => ({
  ...described,
  ...(described.summary && { summary: lookedUp(texts, described.summary) }),
  ...(described.description && { description: lookedUp(texts, described.description) }),
});

const eachDescribedIn = <T extends Described>(
  catalogue: Catalogue,
  described: Record<string, T>,
): Record<string, T> =>
  Object.fromEntries(
    Object.entries(described).map(([name, one]) => [name, describedIn(catalogue, one)]),
  );

const commandIn = (catalogue: Catalogue, command: Command.Loadable): Command.Loadable => ({
  ...describedIn(catalogue, command),
  flags: eachDescribedIn(catalogue, command.flags),
  args: eachDescribedIn(catalogue, command.args),
});

class CommandHelpIn extends CommandHelp {
  private readonly catalogue: Catalogue;

  constructor(
    catalogue: Catalogue,
    ...[command, config, opts]: ConstructorParameters<typeof CommandHelp>
  ) {
    super(commandIn(catalogue, command), config, opts);
    this.catalogue = catalogue;
  }

  protected override defaultUsage(): string {
    return marked(this.catalogue, super.defaultUsage());
  }

  protected override flagHelpLabel(flag: Command.Flag.Any, showOptions?: boolean): string {
    return marked(this.catalogue, super.flagHelpLabel(flag, showOptions));
  }

  protected override flags(flags: Command.Flag.Any[]): [string, string | undefined][] | undefined {
    return super
      .flags(flags)
      ?.map(([label, text]) => [label, text && marked(this.catalogue, text)]);
  }

  override section(...[header, body]: Parameters<CommandHelp['section']>): string {
    return super.section(lookedUp(this.catalogue.headings, header), body);
  }
}

export class HelpInLanguage extends Help {
  private catalogue = ENGLISH;

  override async showHelp(argv: string[]): Promise<void> {
    // A topic's help gets only the topic's name: the flag stands in what the process was given.
    if (languageOf(languageFlag(process.argv), process.env) === 'ru')
      this.catalogue = (await import('../messages/ru/help.ts')).help;
    return super.showHelp(argv);
  }

  override formatRoot(): string {
    const { description = '' } = this.config.pjson;
    return [
      lookedUp(this.catalogue.texts, description),
      this.section('VERSION', this.config.userAgent),
      this.section('USAGE', marked(this.catalogue, `$ ${this.config.bin} [COMMAND]`)),
    ].join('\n\n');
  }

  protected override formatTopic(topic: Topic): string {
    return super.formatTopic(describedIn(this.catalogue, topic));
  }

  protected override formatTopics(topics: Topic[]): string {
    return super.formatTopics(topics.map((topic) => describedIn(this.catalogue, topic)));
  }

  protected override getCommandHelpClass(command: Command.Loadable): CommandHelp {
    return new CommandHelpIn(this.catalogue, command, this.config, this.opts);
  }

  protected override summary(command: Command.Loadable): string | undefined {
    return super.summary(describedIn(this.catalogue, command));
  }

  override section(...[header, body]: Parameters<Help['section']>): string {
    const own = typeof body === 'string' ? marked(this.catalogue, body) : body;
    return super.section(lookedUp(this.catalogue.headings, header), own);
  }
}
