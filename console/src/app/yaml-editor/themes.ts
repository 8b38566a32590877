import type { editor } from 'monaco-editor/editor/editor.api.js';

type Colours = Readonly<Record<string, string>>;

const colours = (c: Colours): editor.IColors => ({
  'editor.background': c['sunken'] ?? '', 'editor.foreground': c['text'] ?? '', 'editorGutter.background': c['sunken'] ?? '',
  'editorLineNumber.foreground': c['third'] ?? '', 'editorLineNumber.dimmedForeground': c['third'] ?? '', 'editorLineNumber.activeForeground': c['text'] ?? '', 'editorCursor.foreground': c['accent'] ?? '',
  'editor.lineHighlightBackground': c['ground'] ?? '', 'editor.lineHighlightBorder': '#00000000', 'editorIndentGuide.background1': c['line'] ?? '',
  'editorWidget.background': c['raised'] ?? '', 'editorWidget.border': c['line'] ?? '', 'editorHoverWidget.background': c['raised'] ?? '', 'editorHoverWidget.border': c['line'] ?? '',
  'input.background': c['surface'] ?? '', 'input.border': c['strong'] ?? '', 'focusBorder': c['accent'] ?? '',
  'editorError.foreground': c['failing'] ?? '', 'editorWarning.foreground': c['warning'] ?? '',
});

const rules = (c: Colours): editor.ITokenThemeRule[] => Object.entries({ type: 'accent', string: 'text', 'string.yaml': 'text', number: 'progressing', keyword: 'paused', comment: 'third', 'operators': 'second' })
  .map(([token, name]) => ({ token, foreground: (c[name] ?? '').slice(1) }));

const LIGHT: Colours = { sunken: '#eef1f5', ground: '#e6eaf0', surface: '#ffffff', raised: '#ffffff', line: '#dde2e8', strong: '#868f9b', text: '#18212d', second: '#4a5666', third: '#626e7d', accent: '#2454d0', progressing: '#1f63c8', paused: '#6b45b3', failing: '#b9281f', warning: '#8a5600' };
const DARK: Colours = { sunken: '#0a0e14', ground: '#121821', surface: '#151b24', raised: '#1b2330', line: '#27303c', strong: '#6b7789', text: '#e7ebf1', second: '#aab5c3', third: '#8894a4', accent: '#84a9ff', progressing: '#71aaff', paused: '#bda3f5', failing: '#ff8078', warning: '#e6b450' };

/** The console's two themes in the editor's terms; it cannot read CSS variables, so the tokens of `styles/_tokens.scss` stand here once more. */
export const EDITOR_THEMES: Readonly<Record<'hk-light' | 'hk-dark', editor.IStandaloneThemeData>> = {
  'hk-light': { base: 'vs', inherit: true, rules: rules(LIGHT), colors: colours(LIGHT) },
  'hk-dark': { base: 'vs-dark', inherit: true, rules: rules(DARK), colors: colours(DARK) },
};
