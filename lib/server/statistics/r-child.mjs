import 'server-only';
// R in a process of its own: what it takes of memory and time is given back when the process ends. It is told the
// files of a folder and to run the script in it, and answers with the file that the script wrote.
import { WebR } from 'webr';

const folder = '/study';
const memoryLimit = Number(process.argv[2]) * 1024 * 1024;

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  work = work.then(() => handle(message));
});
// R works in a thread of its own, so this one can watch it.
setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimit) {
    process.send({ kind: 'memory' }, () => process.exit(1));
  }
}, 100);

const r = new WebR({ interactive: false });
let pieces = [];
let work = start();

async function start() {
  await r.init();
  for (const path of [folder, `${folder}/R`, `${folder}/data`]) {
    await r.FS.mkdir(path);
  }
  await r.evalRVoid(`setwd("${folder}")`);
}

async function handle(message) {
  switch (message.kind) {
    case 'piece':
      pieces.push(message.piece);
      break;
    case 'file':
      await r.FS.writeFile(`${folder}/${message.path}`, new Uint8Array(Buffer.concat(pieces)));
      pieces = [];
      break;
    case 'forget':
      await r.evalRVoid('rm(list = ls()); invisible(gc())');
      break;
    case 'run':
      await r.evalRVoid('source("run.R")');
      process.send({ kind: 'results', results: await r.FS.readFile(`${folder}/results.csv`) });
      break;
  }
}
