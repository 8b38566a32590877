import * as monaco from 'monaco-editor/editor/editor.api.js';
import 'monaco-editor/languages/definitions/yaml/register.js';
import 'monaco-editor/editor/contrib/bracketMatching/browser/bracketMatching.js';
import 'monaco-editor/editor/contrib/comment/browser/comment.js';
import 'monaco-editor/editor/contrib/find/browser/findController.js';
import 'monaco-editor/editor/contrib/folding/browser/folding.js';
import 'monaco-editor/editor/contrib/hover/browser/hoverContribution.js';
import 'monaco-editor/editor/contrib/linesOperations/browser/linesOperations.js';
import 'monaco-editor/editor/contrib/toggleTabFocusMode/browser/toggleTabFocusMode.js';
import 'monaco-editor/editor/contrib/wordOperations/browser/wordOperations.js';
import { EDITOR_THEMES } from './themes';

globalThis.MonacoEnvironment = { getWorker: () => new Worker(new URL('../../workers/editor.worker', import.meta.url), { type: 'module' }) };
monaco.editor.defineTheme('hk-light', EDITOR_THEMES['hk-light']);
monaco.editor.defineTheme('hk-dark', EDITOR_THEMES['hk-dark']);

export { monaco };
