/** What a command that failed prints with `--json`. */
import * as z from 'zod';
import type { Run } from './cli.ts';

const documentSchema = z.strictObject({
  error: z.strictObject({
    type: z.string().regex(/^urn:pbxctl:problem:/),
    title: z.string().min(1),
    status: z.int(),
    detail: z.string().min(1),
    errors: z
      .array(
        z.strictObject({
          path: z.string(),
          message: z.string().min(1),
          next: z.string().nullable(),
          code: z.string(),
          fault: z.looseObject({ code: z.string() }),
          file: z.string().optional(),
          line: z.int().nullable().optional(),
          column: z.int().nullable().optional(),
        }),
      )
      .min(1),
    exitCode: z.int(),
  }),
});

export type ErrorDocument = z.output<typeof documentSchema>['error'];

/** The document on stdout, whose exit code is that of the process. */
export const errorOf = (ran: Run): ErrorDocument => {
  const { error } = documentSchema.parse(ran.json());
  if (error.exitCode !== ran.code)
    throw new Error(`exit ${ran.code}, but the document says ${error.exitCode}`);
  return error;
};

/** The exit code, then each fault as `--time period-empty` or `staff.csv:3:8 email email-unreadable`. */
export const faultsOf = (ran: Run): [exit: number, ...faults: string[]] => {
  const { exitCode, errors } = errorOf(ran);
  const faults = errors.map(({ file, line, column, path, code }) => {
    const place = [file, line, column].filter((part) => part !== undefined && part !== null);
    return [place.join(':'), path, code].filter(Boolean).join(' ');
  });
  return [exitCode, ...faults];
};

/** Its lines without the empty one at the end. */
export const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

/** The rows of tab-separated output, the heading first. */
export const cellsOf = ({ stdout }: Run): string[][] =>
  linesOf(stdout).map((line) => line.split('\t'));
