/** The packages whose code stands in the bundle. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export type BundledPackage = {
  name: string;
  version: string;
  /** An SPDX expression. */
  license: string;
  /** What its authors want to be handed on with it. */
  notices: string[];
};

const FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;

const describe = (folder: string): BundledPackage => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${folder}: package.json names no license`);
  const notices = globSync(join(folder, '*'))
    .filter((file) => /^(?:licen[cs]e|notice|copying)\b/i.test(basename(file)))
    .sort()
    .map((file) => readFileSync(file, 'utf8').trim());
  return { name, version, license, notices };
};

/** @param modules the paths of the modules that were bundled */
export const packagesOf = (modules: Iterable<string>): BundledPackage[] => {
  const folders = new Set([...modules].flatMap((path) => FOLDER.exec(path)?.[0] ?? []));
  return [...folders]
    .map(describe)
    .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
};

/** The licences of all of them as one text. */
export const licencesText = (packages: readonly BundledPackage[]): string =>
  packages
    .map(({ name, version, license, notices }) =>
      [`${name} ${version} (${license})`, ...notices].join('\n\n'),
    )
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');

type Subject = { name: string; version: string; license: string };

const component = (type: 'application' | 'library', { name, version, license }: Subject) => {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type,
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }],
  };
};

/** The software bill of materials, as CycloneDX 1.6 writes it. */
export const billOfMaterials = (
  program: Subject,
  packages: readonly BundledPackage[],
): unknown => ({
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: component('application', program) },
  components: packages.map((one) => component('library', one)),
});
