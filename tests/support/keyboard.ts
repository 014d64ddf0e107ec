// A person without a mouse: walks with Tab, presses keys, types, and counts what that took.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** More stops than any page has; whoever gets there is lost. */
const lost = 300;

export type Keyboard = {
  /** Presses Tab, or Shift+Tab where the element lies behind, until it or something in it has the focus. */
  readonly tabTo: (target: Locator) => Promise<void>;
  /** `Enter`, `Space`, `Control+Enter`, `j`: one activation. */
  readonly press: (key: string) => Promise<void>;
  /** Goes to a field and replaces what it holds: one activation. */
  readonly fill: (field: Locator, text: string) => Promise<void>;
  /** Chooses an option by its first letters: one activation. */
  readonly choose: (select: Locator, label: string) => Promise<void>;
  /** Chooses in a group of radio buttons with the arrows: one activation. */
  readonly pick: (group: Locator, label: string | RegExp) => Promise<void>;
  /** Goes to a button, link, checkbox or radio and activates it: one activation. */
  readonly activate: (control: Locator, key?: 'Enter' | 'Space') => Promise<void>;
  /** Fields changed, buttons and keys pressed since the start; walking is free. */
  readonly activations: () => number;
};

export function keyboardOf(page: Page): Keyboard {
  let count = 0;
  const tabTo = async (target: Locator) => {
    await target.waitFor();
    for (let stop = 0; stop < lost; stop += 1) {
      const place = await placeOf(target);
      if (place === 'focused') {
        return;
      }
      await page.keyboard.press(place === 'behind' ? 'Shift+Tab' : 'Tab');
    }
    expect.fail(`${target} cannot be reached with Tab; the focus is on ${await focusOf(page)}`);
  };
  const press = async (key: string) => {
    count += 1;
    await page.keyboard.press(key);
  };
  return {
    tabTo,
    press,
    fill: async (field, text) => {
      await tabTo(field);
      await page.keyboard.press('Control+a');
      count += 1;
      await page.keyboard.type(text);
    },
    choose: async (select, label) => {
      await tabTo(select);
      count += 1;
      await page.keyboard.type(label);
      await expect.poll(() => chosenLabel(select)).toContain(label);
    },
    pick: async (group, label) => {
      const wanted = group.getByRole('radio', { name: label });
      const radios = await group.getByRole('radio').count();
      await tabTo(group);
      count += 1;
      await page.keyboard.press('Space');
      for (let step = 0; step < radios && !(await wanted.isChecked()); step += 1) {
        await page.keyboard.press('ArrowDown');
      }
      expect(await wanted.isChecked()).toBe(true);
    },
    activate: async (control, key = 'Enter') => {
      await tabTo(control);
      await press(key);
    },
    activations: () => count,
  };
}

async function placeOf(target: Locator): Promise<'focused' | 'behind' | 'ahead'> {
  return await target.evaluate((element) => {
    const { activeElement, body } = document;
    // Which of a group's radios Tab reaches is the browser's choice.
    if (element.contains(activeElement)) {
      return 'focused';
    }
    const isBehind =
      activeElement !== null &&
      activeElement !== body &&
      (activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    return isBehind ? 'behind' : 'ahead';
  });
}

/** What has the focus and where the walk would go on from there, for the message of a lost walk. */
async function focusOf(page: Page): Promise<string> {
  const stops: string[] = [];
  for (const key of ['Tab', 'Tab', 'Shift+Tab', 'Shift+Tab']) {
    stops.push(
      await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? 'nothing'),
    );
    await page.keyboard.press(key);
  }
  return stops.join(' then ');
}

async function chosenLabel(select: Locator): Promise<string> {
  return await select.evaluate(
    (element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent ?? '',
  );
}
