'use client';

import { type KeyboardEvent, useId, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Field } from '@/app/_components/ui/field';
import { Input } from '@/app/_components/ui/input';
import { testsMeantBy } from '@/lib/units/analyte-names';
import { analytes, panelKeys, panels } from '@/lib/units/analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';

type Props = {
  /** Tests in the order in which they are to stand; some may stand there already. */
  onAdd: (tests: readonly BloodAnalyteKey[]) => void;
};

/** By name: what the laboratory calls it, or as much of it as is clear. Enter adds. */
export function AddLabTest({ onAdd }: Props) {
  const listId = useId();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const add = () => {
    const { tests, isSure } = testsMeantBy(name);
    if (isSure) {
      setName('');
      setProblem(null);
      onAdd(tests);
    } else {
      setProblem(complaintAbout(name, tests));
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      add();
    }
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field
        label="Add a test or a panel"
        optional
        error={problem}
        className="w-full sm:w-80"
        hint="Type its name, then Enter"
      >
        {(control) => (
          <Input
            {...control}
            data-lab-add
            list={listId}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setProblem(null);
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <datalist id={listId}>
        {panelKeys.map((key) => (
          <option key={key} value={panels[key].name} />
        ))}
        {bloodAnalyteKeys.map((key) => (
          <option key={key} value={analytes[key].label} />
        ))}
      </datalist>
      <Button onClick={add}>Add</Button>
    </div>
  );
}

function complaintAbout(name: string, tests: readonly BloodAnalyteKey[]): string {
  if (name.trim() === '') {
    return 'Type the name of a test.';
  }
  return tests.length === 0
    ? `No test is called “${name.trim()}”.`
    : `Which one: ${tests.map((key) => analytes[key].label).join(', ')}?`;
}
