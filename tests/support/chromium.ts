// Finds a Chromium, or installs one: the tests must run on a machine that has none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { inProject } from '@/scripts/launch/project';

const programFiles = process.env['PROGRAMFILES'] ?? 'C:\\Program Files';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  path.join(programFiles, 'Google', 'Chrome', 'Application', 'chrome.exe'),
];

export function provideChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (!existsSync(named)) {
      throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    }
    return named;
  }
  const found = findChromium() ?? installChromium();
  if (!found) {
    throw new Error(
      'No Chromium was found and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH.',
    );
  }
  return found;
}

function findChromium(): string | undefined {
  return [...usualPlaces, chromium.executablePath()].find((place) => existsSync(place));
}

function installChromium(): string | undefined {
  process.stdout.write('No browser found: installing Chromium (about a minute) …\n');
  const canUseApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canUseApt) {
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-y', '-q', 'chromium']);
  }
  if (!findChromium()) {
    run(process.execPath, [
      inProject('node_modules/playwright-core/cli.js'),
      'install',
      'chromium',
    ]);
  }
  return findChromium();
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, {
    stdio: 'ignore',
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
