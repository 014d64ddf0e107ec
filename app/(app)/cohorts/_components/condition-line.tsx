'use client';

import { Pencil, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { Button } from '@/app/_components/ui/button';
import { describeLeaf, type ListedNames } from '@/lib/cohort/describe-condition';
import { finishedLeaf, type TypedLeaf } from '@/lib/cohort/typed-condition';
import { LeafEditor } from './leaf-editor';

type Props<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  path: string;
  leaf: TypedLeaf;
  names: ListedNames;
  /** How many it lets in by itself; null while that is not known. */
  alone: number | null;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onChange: (leaf: TypedLeaf) => void;
  onRemove: () => void;
};

/** A condition as a sentence with its count, or open where it stands. What is unfinished stays open. */
export function ConditionLine<Values extends FieldValues>(props: Props<Values>) {
  const { form, path, leaf, names, alone, onOpen, onChange, onRemove } = props;
  const finished = finishedLeaf(leaf);
  const isOpen = props.isOpen || finished === null;
  const editButton = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const isChosen = leaf.variable !== '';
  useEffect(() => {
    if (isOpen && !wasOpen.current && props.isOpen) {
      form.setFocus(`${path}.${isChosen ? 'operator' : 'variable'}` as FieldPath<Values>);
    }
    if (!isOpen && wasOpen.current) {
      editButton.current?.focus();
    }
    wasOpen.current = isOpen;
  }, [form, path, isOpen, isChosen, props.isOpen]);
  if (finished !== null && !isOpen) {
    const sentence = describeLeaf(finished, names);
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
        <span className="min-w-0 flex-1 basis-48">{sentence}</span>
        <span className="min-w-16 text-right text-dense text-muted tabular-nums">
          {alone === null ? '…' : `${alone} ${alone === 1 ? 'man' : 'men'}`}
        </span>
        <span className="flex gap-1">
          <Button
            ref={editButton}
            size="small"
            aria-label={`Edit: ${sentence}`}
            onClick={() => onOpen(true)}
          >
            <Pencil aria-hidden className="size-3.5" />
            Edit
          </Button>
          <Button size="small" aria-label={`Remove: ${sentence}`} onClick={onRemove}>
            <X aria-hidden className="size-3.5" />
            Remove
          </Button>
        </span>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3 border-accent border-l-2 py-2 pl-3">
      <LeafEditor form={form} path={path} leaf={leaf} names={names} onChange={onChange} />
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" unavailable={finished === null} onClick={() => onOpen(false)}>
          Done
        </Button>
        <Button size="small" onClick={onRemove}>
          Remove
        </Button>
        {finished === null ? (
          <span className="text-dense text-muted">Not finished, so not counted.</span>
        ) : (
          <span className="text-dense text-muted">{describeLeaf(finished, names)}</span>
        )}
      </div>
    </div>
  );
}
