/**
 * Loads the built program with what V8 made of it in earlier runs. Node's own compile cache keeps of a file only what is
 * compiled as the file is loaded; every function would be compiled again in each run, which takes longer than to run it.
 */
const {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { dirname, isAbsolute, join, relative, resolve } = require('node:path');
const { Script } = require('node:vm');

const WRAPPER = '(function (exports, require, module, __filename, __dirname) {';

/** oclif's cache folder for the program. */
function cacheFolder() {
  const { env, platform } = process;
  if (env.PBXCTL_CACHE_DIR) return env.PBXCTL_CACHE_DIR;
  const home = env.HOME || require('node:os').homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'pbxctl');
  const local = platform === 'win32' ? env.LOCALAPPDATA : undefined;
  return join(env.XDG_CACHE_HOME || local || join(home, '.cache'), 'pbxctl');
}

/**
 * Each twice: V8 believes a damaged one and crashes, and to compare two takes less than a sum.
 * @param {string} path
 */
function readKept(path) {
  try {
    const kept = readFileSync(path);
    const [one, other] = [kept.subarray(0, kept.length / 2), kept.subarray(kept.length / 2)];
    return one.equals(other) ? one : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {Buffer} data
 */
function keep(path, data) {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, Buffer.concat([data, data]));
  renameSync(beside, path);
}

/**
 * Whatever else lies in the folder is of another build or version, and will not be read again.
 * @param {string} folder
 * @param {string} name
 */
function keepOnly(folder, name) {
  for (const other of readdirSync(folder))
    if (other !== name) rmSync(join(folder, other), { recursive: true, force: true });
}

/** Where what is compiled is kept: for each version of Node, of one build alone. */
class Kept {
  /** @param {{ version: string, build: string }} program */
  constructor({ version, build }) {
    this.versions = join(cacheFolder(), 'compiled');
    this.version = version;
    this.builds = join(this.versions, version, `${process.version}-${process.arch}`);
    this.build = build;
    this.folder = join(this.builds, build);
    /** @type {Map<string, Script>} */
    this.scripts = new Map();
    this.isComplete = true;
    process.on('exit', () => this.isComplete || this.write());
  }

  /**
   * @param {string} name
   * @param {(cachedData: Buffer | undefined) => Script} compile
   */
  script(name, compile) {
    const cachedData = readKept(join(this.folder, name));
    const script = compile(cachedData);
    this.scripts.set(name, script);
    if (cachedData === undefined || script.cachedDataRejected) this.isComplete = false;
    return script;
  }

  /** All that was loaded, since of the known files other functions have run as well. */
  write() {
    try {
      if (mkdirSync(this.folder, { recursive: true }) !== undefined) {
        keepOnly(this.versions, this.version);
        keepOnly(this.builds, this.build);
      }
      for (const [name, script] of this.scripts)
        keep(join(this.folder, name), script.createCachedData());
    } catch {
      // Without it all works as well.
    }
  }
}

/** @param {string} root the folder of the package */
exports.start = (root) => {
  const dist = join(root, 'dist');
  const kept =
    process.env.PBXCTL_NO_CACHE === '1'
      ? undefined
      : new Kept(JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')));
  /** @type {Map<string, { exports: any }>} */
  const modules = new Map();

  /** @param {string} filename */
  function compiled(filename) {
    const source = `${WRAPPER}${readFileSync(filename, 'utf8')}\n})`;
    /** @param {Buffer | undefined} cachedData */
    const compile = (cachedData) =>
      new Script(source, { filename, columnOffset: -WRAPPER.length, cachedData });
    const name = relative(dist, filename).replaceAll(/[/\\]/g, '-');
    return (kept ? kept.script(name, compile) : compile(undefined)).runInThisContext();
  }

  /** @param {string} filename */
  function load(filename) {
    const known = modules.get(filename);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(filename, module);
    const folder = dirname(filename);
    /** @param {string} name */
    const requireFrom = (name) =>
      name.startsWith('.') || isAbsolute(name) ? load(resolve(folder, name)) : require(name);
    const itsRequire = Object.assign(requireFrom, { resolve: require.resolve });
    compiled(filename).call(module.exports, module.exports, itsRequire, module, filename, folder);
    return module.exports;
  }

  load(join(dist, 'cli/program.cjs')).start(root, load);
};
