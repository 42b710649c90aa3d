/** `pbxctl sources check`: whether a source lets its calls be heard. */
import { string as argument } from '@oclif/core/args';
import { PbxCommand } from '../../cli/command.ts';
import { EXIT } from '../../cli/exit-codes.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { type PlacedFault, Problem } from '../../contract/problem.ts';
import type { Source, SourceCheck } from '../../contract/sources.ts';
import { localZone, printHeard, tellTroubles, tokensText } from '../../terminal/sources.ts';

type Checked = { check: SourceCheck; source: Source | undefined };

/** One of the service's sources, or all of them. */
const checkNamed = async (pbx: Pbx, name: string | undefined): Promise<Checked[]> => {
  const { items } = await pbx('listSources', {});
  const names = name === undefined ? items.map((source) => source.name) : [name];
  const checks = names.map((one) => pbx('checkSource', { params: { name: one } }));
  return (await Promise.all(checks)).map((check) => ({
    check,
    source: items.find((source) => source.name === check.name),
  }));
};

export default class SourcesCheck extends PbxCommand {
  static override summary = 'Connect and sign in to a source once, and say what is found.';
  static override description =
    'With a name: a source of the service, beside the connection that it has. With an address: from this machine, before any service has it; the secret comes from PBX_SOURCE_<NAME>_SECRET or PBX_SOURCE_<NAME>_SECRET_FILE, the tokens of a T2 are those of sources login. With neither: every source of the service.';
  static override examples = [
    '<%= config.bin %> sources check office',
    'PBX_SOURCE_OFFICE_SECRET_FILE=secret.txt <%= config.bin %> sources check "asterisk://pbxctl@10.0.0.5:5038?name=office"',
    '<%= config.bin %> sources check "t2:?name=main"',
  ];
  static override args = {
    source: argument({
      description:
        'name of a source of the service, or an address: "asterisk://…?name=office", "t2:?name=main"',
      ignoreStdin: true,
    }),
  };
  static override flagOfField = { name: '<source>' };

  async run() {
    const { flags, args } = await this.parse(SourcesCheck);
    const { source } = args;
    const checked =
      source === 't2' || source?.includes(':')
        ? await this.checkHere(source)
        : await checkNamed(await this.connect(flags, 'reads'), source);
    const checks = checked.map(({ check }) => check);
    if (checks.length === 0) this.terminal.err(this.words.sourcesElsewhere);
    if (!this.jsonEnabled()) this.print(checked);
    tellTroubles(
      this.terminal,
      checked.flatMap(({ check, source }) => (source && !check.problem ? [source] : [])),
    );
    const faults = checks.flatMap(({ name, problem }): PlacedFault[] =>
      problem ? [{ path: [name], fault: problem.fault }] : [],
    );
    if (faults.length === 0) return checks;
    if (!this.jsonEnabled()) throw new Problem('failed', faults);
    this.logJson(checks);
    return this.exit(EXIT.failed);
  }

  private async checkHere(address: string): Promise<Checked[]> {
    const { checkAddress } = await import('../../client/sources.ts');
    const check = await checkAddress(address, { folder: this.folders.config, zone: localZone() });
    return [{ check, source: undefined }];
  }

  private print(checked: readonly Checked[]): void {
    for (const { check, source } of checked) {
      if (check.problem) continue;
      this.terminal.out(
        `${check.name}: ${this.words.sourceWorks(check.address, check.version ?? '')}`,
      );
      if (check.tokens) this.terminal.out(`  ${tokensText(this.terminal, check.tokens)}`);
      if (source) printHeard(this.terminal, source);
    }
  }
}
