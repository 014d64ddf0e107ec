// Questions on the terminal.
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { LaunchProblem } from './problem.ts';

export type Prompt = {
  readonly ask: (question: string) => Promise<string>;
  /** What is typed does not appear. */
  readonly askSecret: (question: string) => Promise<string>;
  readonly close: () => void;
};

/** @throws LaunchProblem on asking where nobody can answer, as in a script. */
export function openPrompt(): Prompt {
  const { stdin, stdout } = process;
  let isHidden = false;
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) {
        stdout.write(chunk);
      }
      done();
    },
  });
  const lines = createInterface({ input: stdin, output: echo, terminal: stdin.isTTY });
  const ask = async (question: string) => {
    if (!stdin.isTTY) {
      throw new LaunchProblem(`Missing: ${question}. Give it as an argument.`);
    }
    return lines.question(`${question}: `);
  };
  const askSecret = async (question: string) => {
    if (!stdin.isTTY) {
      throw new LaunchProblem(`Missing: ${question}. Set ADMIN_PASSWORD.`);
    }
    stdout.write(`${question}: `);
    isHidden = true;
    const answer = await lines.question('');
    isHidden = false;
    stdout.write('\n');
    return answer;
  };
  return { ask, askSecret, close: () => lines.close() };
}
