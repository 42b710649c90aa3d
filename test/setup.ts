// What a test starts from, whoever runs it and wherever.
import { settings } from '@oclif/core/settings';

for (const name of Object.keys(process.env)) {
  if (name.startsWith('PBX_') || name.startsWith('LC_')) delete process.env[name];
}
delete process.env.NO_COLOR;
delete process.env.FORCE_COLOR;
process.env.LANG = 'C';

// In NODE_ENV=test oclif would look for ts-node to load src with, and warn that there is none.
settings.enableAutoTranspile = false;
