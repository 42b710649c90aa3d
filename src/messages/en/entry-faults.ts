/** English: what is wrong with a file of entries, and with what it says of rules. */
import type { EntryFault } from '../../domain/fault.ts';
import { listed, plain, quotedEnglish } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const BROKEN: Record<Extract<EntryFault, { code: 'yaml-broken' }>['why'], string> = {
  indent: 'this is not YAML: the line is indented differently from those that it belongs to',
  tab: 'this is not YAML: a tab indents the line, and only spaces may',
  missing: 'this is not YAML: a quotation mark, a bracket, a colon or a comma is missing',
  start:
    'this is not YAML: a value cannot begin with this sign unless it stands in quotation marks',
  escape: 'this is not YAML: there is no such sign after a backslash',
  several: 'the file holds more than one YAML document, parted by ---',
  nested: 'this is not YAML: a second key stands in one line with the first',
  key: 'this cannot be the name of a field',
  tag: 'tags like !this are not read here',
  other: 'this is not YAML: what stands here does not belong here',
};

const RULES_FILE = 'rules: [{subscribers: ["101"], time: working}]';

export const entryFaults: Pick<FaultTexts, EntryFault['code']> = {
  'yaml-broken': ({ why }) => ({
    message: BROKEN[why],
    next: 'Correct the file in this place; put texts with signs of YAML in quotation marks: "mon-fri 09:00-18:00"',
  }),
  'yaml-piece-too-long': () => ({
    message: 'too much of the file stands in one piece to be read at once',
    next: 'Begin each entry of the list on a line of its own with a hyphen, not within [ ], or give the file as JSON or CSV',
  }),
  'numbers-too-many': ({ most }) => ({
    message: `the rules of the file list more than ${most} numbers, each counted for every subscriber`,
    next: 'Divide it into several files, or see that no list is longer than it should be',
  }),
  'alias-unknown': ({ name }) => ({
    message: `nothing before this place has the anchor &${plain(name)}`,
    next: `Mark what is meant with &${plain(name)} further up, or write it out`,
  }),
  'merge-not-map': () => ({
    message: 'only fields with their values can be merged with <<',
    next: 'Name an anchor that marks such fields: <<: *office',
  }),
  'file-too-deep': ({ most }) => ({
    message: `the file is nested more than ${most} times`,
    next: 'Check that it is the right file',
  }),
  'format-unknown': () => ({
    message: 'neither the name of the file nor --format says how it is written',
    next: 'Name it: --format yaml, --format json or --format csv',
  }),
  'entries-missing': ({ list }) => ({
    message: `the file has no list ${quotedEnglish(list)}`,
    next:
      list === 'rules'
        ? `Write it so: ${RULES_FILE}`
        : `Begin the list with a line: ${plain(list)}:`,
  }),
  'key-unknown': ({ key, known, nearest }) => ({
    message: `the field ${quotedEnglish(key)} is not known here${nearest === null ? '' : `; did you mean ${plain(nearest)}?`}; there are: ${listed(known)}`,
    next: 'Correct its name or take it out; what only holds anchors begins with x- and stands above the list',
  }),
  'key-twice': ({ key, line }) => ({
    message: `the field ${quotedEnglish(key)} is there twice, first in line ${line}`,
    next: 'Leave only one of the two',
  }),
  'rules-and-criterion': ({ field }) => ({
    message: `${plain(field)} stands beside a list of rules`,
    next: 'Take it out, or move it into each rule of the list',
  }),
  'subscriber-twice': ({ address, earlier, line }) => ({
    message: `${quotedEnglish(address)} is the subscriber whom line ${line} names as ${quotedEnglish(earlier)}`,
    next: 'Name each subscriber once in an entry',
  }),
  'rule-twice': ({ name, line }) => ({
    message: `${plain(name)} gets the same rule by line ${line} already`,
    next: 'Leave it in one of the two places',
  }),
  'rules-none-and-some': ({ name, line }) => ({
    message: `line ${line} has ${plain(name)} too, and one of the two says that there are no rules for this subscriber`,
    next: 'Take the empty list of rules out, or leave it as the only entry of the subscriber',
  }),
};
