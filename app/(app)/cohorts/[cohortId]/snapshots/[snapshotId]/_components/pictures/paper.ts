/**
 * A picture is a sheet of white paper in both themes, because it is saved and printed. Every color is told apart in
 * grey too, and marks and dashes say the same once more.
 */
export const paper = {
  ground: '#ffffff',
  ink: '#1a1a1a',
  muted: '#555555',
  grid: '#dddddd',
  soft: '#d5dfea',
  strong: '#1b4f8a',
} as const;

export const textSize = 12;

/** Of one group each; the dashes alone tell them apart. */
export const lineStyles = [
  { stroke: '#1b4f8a', dash: '' },
  { stroke: '#b3541e', dash: '7 4' },
  { stroke: '#1a1a1a', dash: '2 3' },
  { stroke: '#6b3fa0', dash: '10 3 2 3' },
  { stroke: '#2e7d57', dash: '4 2' },
  { stroke: '#7a6a00', dash: '12 4' },
  { stroke: '#8a1b4f', dash: '1 4' },
  { stroke: '#555555', dash: '6 2 1 2 1 2' },
] as const;

export function lineStyle(index: number): (typeof lineStyles)[number] {
  return lineStyles[index % lineStyles.length] ?? lineStyles[0];
}
