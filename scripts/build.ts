// npm run build
import { build, isBuildFresh } from './launch/build.ts';
import { runCommand } from './launch/problem.ts';

await runCommand(async () => {
  if (isBuildFresh()) {
    process.stdout.write('The build is up to date.\n');
  } else {
    await build();
    process.stdout.write('Built.\n');
  }
});
