/** `pbxctl doctor`: whether all is well with what a PBX rests on, and what to do where it is not. */
import { PbxCommand } from '../cli/command.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { mailOf } from '../cli/mail.ts';
import { telegramOf } from '../cli/telegram.ts';
import type { Pbx } from '../contract/pbx.ts';
import { Problem } from '../contract/problem.ts';
import type { Check } from '../contract/service.ts';
import { parseInstant } from '../domain/instant.ts';
import { faultText, isKnownFault } from '../messages/fault-text.ts';
import { printDiagnosis } from '../terminal/doctor.ts';
import { phasesOf } from '../terminal/phase.ts';

const CLOCK_SECONDS = 10;

/** A fault that this version does not know is told by its name. */
const known = (check: Check): Check => ({
  ...check,
  problems: check.problems.map(({ fault }) => ({
    fault: isKnownFault(fault) ? fault : { code: 'remote', text: Object(fault).code },
  })),
});

/** Of a check that is well until then, what is wrong with it as seen from here. */
const compared = (check: Check, asked: number, answered: number): Check => {
  const there = check.check === 'clock' && check.now !== null ? parseInstant(check.now) : null;
  if (!there?.ok) return check;
  const milliseconds = Math.max(asked - there.value, there.value - answered);
  const seconds = Math.round(milliseconds / 1000);
  if (seconds <= CLOCK_SECONDS) return check;
  const problems = [...check.problems, { fault: { code: 'clock-differs', seconds } as const }];
  return { ...check, status: check.status === 'ok' ? 'warning' : check.status, problems };
};

const remoteChecks = async (pbx: Pbx): Promise<Check[]> => {
  const asked = Date.now();
  const { checks } = await pbx('diagnose', {});
  const answered = Date.now();
  return checks.map((check) => compared(known(check), asked, answered));
};

/** What the environment names, or why it cannot be used. */
const named = <T>(read: () => T): T | Problem => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
};

const usable = <T>(value: T | Problem): T | null => (value instanceof Problem ? null : value);

/** A check that could not be made, since its channel is named wrongly. */
const misnamed = (check: Check, value: unknown): Check => {
  if (!(value instanceof Problem)) return check;
  const problems = value.faults.map(({ fault }) => ({ fault }));
  return { ...check, status: 'failed', problems };
};

const localChecks = async (path: string): Promise<Check[]> => {
  const { diagnose } = await import('../client/embedded.ts');
  const { env } = process;
  const email = named(() => (env.PBX_SMTP_URL ? mailOf(env) : null));
  const telegram = named(() => telegramOf(env));
  const checks = await diagnose(path, { mail: usable(email), telegram: usable(telegram) });
  const given: Partial<Record<Check['check'], unknown>> = { email, telegram };
  return checks.map((check) => misnamed(check, given[check.check]));
};

export default class Doctor extends PbxCommand {
  static override summary =
    'Look at everything that a PBX rests on, and say what to do where it is not well.';
  static override description =
    'The store, its disk, the clock, the time zone, the mail server and the Telegram bot (nothing is sent), the queue and the sources. Of a PBX in a file by the environment of this command, as serve would have it; of a PBX service by its own. Exit code 1 if anything fails.';
  static override examples = [
    '<%= config.bin %> doctor',
    '<%= config.bin %> doctor --pbx file:office.db --json',
  ];

  async run() {
    const { flags } = await this.parse(Doctor);
    const { address, isDefault } = this.chosen(flags);
    const phases = phasesOf(this.terminal, Date.now);
    phases.now(this.words.doctor.looking);
    const checks = await (address.kind === 'file'
      ? localChecks(address.path)
      : this.connect(flags, 'reads').then(remoteChecks)
    ).finally(() => phases.end());
    const ok = checks.every(({ status }) => status !== 'failed');
    if (!this.jsonEnabled()) {
      this.terminal.out(this.words.pbx(this.addressOf(flags), isDefault));
      printDiagnosis(this.terminal, checks);
    }
    const told = { ok, checks: checks.map(explained) };
    if (ok) return told;
    if (this.jsonEnabled()) this.logJson(told);
    return this.exit(EXIT.failed);
  }
}

/** With its problems as a problem document has them. */
const explained = (check: Check) => ({
  ...check,
  problems: check.problems.map(({ fault }) => ({
    code: fault.code,
    ...faultText('en', fault),
    fault,
  })),
});
