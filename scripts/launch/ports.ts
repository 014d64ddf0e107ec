import { createServer } from 'node:net';
import { LaunchProblem } from './problem.ts';

/** A free port on this machine, chosen by the operating system. */
export function freePort(): Promise<number> {
  return listenOnce(0, '127.0.0.1');
}

export async function requireFreePort(port: number): Promise<void> {
  try {
    await listenOnce(port);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new LaunchProblem(
        `Port ${port} is taken by another program: stop it, or choose another with --port.`,
      );
    }
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      throw new LaunchProblem(
        `Port ${port} may not be opened by this user: choose one above 1023.`,
      );
    }
    throw error;
  }
}

function listenOnce(port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
