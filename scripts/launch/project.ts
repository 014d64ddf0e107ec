import path from 'node:path';

export const projectFolder = path.join(import.meta.dirname, '..', '..');

export const inProject = (...parts: string[]) => path.join(projectFolder, ...parts);
