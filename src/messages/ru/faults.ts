/** По-русски: что не так и что делать дальше. */
import type { FaultTexts } from '../types.ts';
import { bulkFaults } from './bulk-faults.ts';
import { entryFaults } from './entry-faults.ts';
import { fileFaults } from './file-faults.ts';
import { httpFaults } from './http-faults.ts';
import { operatingFaults } from './operating-faults.ts';
import { sourceFaults } from './source-faults.ts';
import { stateFaults, storeFaults } from './state-faults.ts';
import { t2Faults } from './t2-faults.ts';
import { usageFaults } from './usage-faults.ts';
import { valueFaults } from './value-faults.ts';

export const faults: FaultTexts = {
  ...valueFaults,
  ...stateFaults,
  ...fileFaults,
  ...entryFaults,
  ...bulkFaults,
  ...storeFaults,
  ...httpFaults,
  ...usageFaults,
  ...sourceFaults,
  ...t2Faults,
  ...operatingFaults,
};
