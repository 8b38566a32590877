import type { HealthSpan as Recorded } from '@hyperkuber/contracts';
import type { Translate } from '../../i18n/texts';
import type { HealthSpan } from '../../ui/health-strip/spans';
import { faultWords, STATUS_OF, stateWord } from './cluster-words';

const words = (t: Translate, span: Recorded): string => {
  const fault = faultWords(t, span);
  return stateWord(t, span.state) + (fault === '' ? '' : ` · ${fault}`);
};

/** The recorded history as the strip draws it. */
export const stripSpans = (t: Translate, spans: readonly Recorded[]): readonly HealthSpan[] =>
  spans.map((span) => ({ status: STATUS_OF[span.state], text: words(t, span), from: span.from, until: span.until }));
