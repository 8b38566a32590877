import { Composer, type CST, Lexer, type ParsedNode, Parser } from 'yaml';
import type { ManifestLimits } from './manifest-limits.js';
import { UnreadableDocument } from './manifest-problem.js';
import { numberAt } from './reading.js';

/** What is left for all documents of one text. */
export interface ReadingBudget {
  tokens: number;
  aliases: number;
  aliasedValues: number;
}

const SCALAR_FOLLOWS = '\u001F';

/**
 * The syntax tree of one document. Tokens are counted while they are read, so that a bomb is refused
 * before any of the recursive steps sees it.
 */
export function readYamlTree(text: string, budget: ReadingBudget, limits: ManifestLimits): ParsedNode | null {
  const tokens = readTokens(text, budget, limits);
  const composer = new Composer({ schema: 'failsafe', version: '1.1', uniqueKeys: false, prettyErrors: false });
  Reflect.set(composer, 'onError', stopAtFirstFault());
  for (const document of composer.compose(tokens, false, text.length)) {
    const fault = document.errors[0];
    if (fault) throw new UnreadableDocument('yaml-syntax', withoutPosition(fault.message), fault.pos[0]);
    return document.contents;
  }
  return null;
}

/**
 * The composer would go on and make one error object for each of 100,000 faults, which takes seconds.
 * Should another version of it ignore this, the errors of the document are still read.
 */
function stopAtFirstFault(): (source: unknown, code: string, message: string, isWarning?: boolean) => void {
  // The composer catches what is thrown in a collection and reports it again for the one around it.
  let first: UnreadableDocument | undefined;
  return (source, _code, message, isWarning) => {
    if (isWarning === true) return;
    const offset = typeof source === 'number' ? source : (numberAt(source, 0) ?? numberAt(source, 'offset') ?? 0);
    first ??= new UnreadableDocument('yaml-syntax', message, offset);
    throw first;
  };
}

function readTokens(text: string, budget: ReadingBudget, limits: ManifestLimits): CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    countLexeme(lexeme, previous, parser, budget);
    if (parser.stack.length > limits.depth + 4) {
      throw new UnreadableDocument('too-deep', `The document is nested deeper than ${limits.depth} levels: flatten it.`, parser.offset);
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    previous = lexeme;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function countLexeme(lexeme: string, previous: string, parser: Parser, budget: ReadingBudget): void {
  budget.tokens -= 1;
  if (budget.tokens < 0) {
    throw new UnreadableDocument('too-many-tokens', 'The text has too many values and comments: split it into several texts.', parser.offset);
  }
  if (!lexeme.startsWith('*') || previous === SCALAR_FOLLOWS) return;
  budget.aliases -= 1;
  if (budget.aliases < 0) {
    throw new UnreadableDocument('alias-limit', 'The text has too many aliases (*name): write the values out.', parser.offset);
  }
}

function withoutPosition(message: string): string {
  return message.replace(/ at line \d+, column \d+:?[\s\S]*$/, '');
}
