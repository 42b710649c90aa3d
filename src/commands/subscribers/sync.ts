/** `pbxctl subscribers sync`: the people of another PBX, in one transaction. */
import { string } from '@oclif/core/flags';
import { makeChange } from '../../cli/change.ts';
import { writeFlags } from '../../cli/flags.ts';
import { ImportCommand } from '../../cli/import-command.ts';
import { everySubscriber, subscribersToRemove } from '../../cli/missing-subscribers.ts';
import { pruneFlags } from '../../cli/prune.ts';
import { relocating } from '../../cli/relocate.ts';
import { problem } from '../../contract/problem.ts';
import type { SubscriberPatch } from '../../domain/subscriber.ts';
import { tellLeftOut } from '../../terminal/people.ts';

/** As people speak of him. */
const calledIn = ({ name, extension, number }: SubscriberPatch): string =>
  name ?? extension ?? number ?? '';

export default class SubscribersSync extends ImportCommand {
  static override summary = 'Add and change subscribers after the employees of a T2.';
  static override description =
    'An employee is found by extension, number or e-mail; what T2 leaves blank stays as it is. What cannot be taken is left out and told: a number that is none, an e-mail that another employee has. All are taken or none. --prune removes whoever is no employee, with his rules. Sign in first: sources login t2.';
  static override examples = [
    '<%= config.bin %> subscribers sync --from t2 --dry-run',
    '<%= config.bin %> subscribers sync --from t2',
    '<%= config.bin %> subscribers sync --from "t2:?name=main" --prune --yes',
  ];
  static override flags = {
    from: string({ description: 't2, or an address: "t2:?name=main"', required: true }),
    ...pruneFlags,
    ...writeFlags,
  };

  async run() {
    const { flags } = await this.parse(SubscribersSync);
    const { employeesFrom, refuseUnlikeT2 } = await import('../../client/sources.ts');
    refuseUnlikeT2(flags.from, '--from');
    const pbx = await this.connect(flags, 'writes');
    const { region } = await pbx('getSettings', {});
    const all = await everySubscriber(pbx);
    const { missingSubscribers } = await import('../../provisioning/missing.ts');
    const isKnown = (row: SubscriberPatch): boolean =>
      missingSubscribers(all, [row]).length < all.length;
    const context = { region, isKnown };
    const { rows, leftOut } = await employeesFrom(flags.from, this.folders.config, context);
    tellLeftOut(this.terminal, leftOut);
    if (flags.prune && rows.length === 0) throw problem('conflict', { code: 't2-nobody' });
    const remove = flags.prune
      ? await subscribersToRemove(this.terminal, pbx, all, rows, flags)
      : [];
    const query = { dryRun: flags['dry-run'] };
    const phase = this.words.plan.taking(rows.length);
    const { value, isInterrupted } = await makeChange(this.terminal, phase, () =>
      relocating(pbx('batchSubscribers', { query, body: { upsert: rows, remove } }), (located) => {
        const [, index, ...path] = located.path;
        const row = typeof index === 'number' ? rows[index] : undefined;
        return row ? { ...located, path: [calledIn(row), ...path] } : located;
      }),
    );
    return this.concludeImport(flags, 'subscribers', value, isInterrupted);
  }
}
