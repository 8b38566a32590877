import { green, red, say } from '../demo/terminal.ts';

/** What was to be shown, and whether it was. */
export class Claims {
  private failed = 0;

  get allHold(): boolean {
    return this.failed === 0;
  }

  check(claim: string, holds: boolean, otherwise = ''): void {
    if (holds) say(green(`  ✓ ${claim}`));
    else say(red(`  ✗ ${claim}${otherwise === '' ? '' : `: ${otherwise}`}`));
    if (!holds) this.failed += 1;
  }
}
