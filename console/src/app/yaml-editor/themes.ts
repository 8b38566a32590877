import type { editor } from 'monaco-editor/editor/editor.api.js';

type Token = 'sunken' | 'ground' | 'surface' | 'raised' | 'line' | 'strong' | 'text' | 'second' | 'third' | 'accent' | 'progressing' | 'paused' | 'failing' | 'warning';
type Colours = Readonly<Record<Token, string>>;

const PLACES: Readonly<Record<string, Token>> = {
  'editor.background': 'sunken', 'editor.foreground': 'text', 'editorGutter.background': 'sunken', 'editor.lineHighlightBackground': 'ground',
  'editorLineNumber.foreground': 'third', 'editorLineNumber.dimmedForeground': 'third', 'editorLineNumber.activeForeground': 'text', 'editorCursor.foreground': 'accent', 'editorIndentGuide.background1': 'line',
  'editorWidget.background': 'raised', 'editorWidget.border': 'line', 'editorHoverWidget.background': 'raised', 'editorHoverWidget.border': 'line', 'input.background': 'surface', 'input.border': 'strong', 'focusBorder': 'accent',
  'editorError.foreground': 'failing', 'editorWarning.foreground': 'warning', 'editorBracketHighlight.foreground1': 'second', 'editorBracketHighlight.foreground2': 'second', 'editorBracketHighlight.foreground3': 'second',
};
const WORDS: Readonly<Record<string, Token>> = { type: 'accent', string: 'text', 'string.yaml': 'text', number: 'progressing', keyword: 'paused', comment: 'third', operators: 'second' };

const colours = (theme: Colours): editor.IColors => ({ ...Object.fromEntries(Object.entries(PLACES).map(([place, token]) => [place, theme[token]])), 'editor.lineHighlightBorder': '#00000000' });
const rules = (theme: Colours): editor.ITokenThemeRule[] => Object.entries(WORDS).map(([word, token]) => ({ token: word, foreground: theme[token].slice(1) }));

const LIGHT: Colours = { sunken: '#eef1f5', ground: '#e6eaf0', surface: '#ffffff', raised: '#ffffff', line: '#dde2e8', strong: '#868f9b', text: '#18212d', second: '#4a5666', third: '#626e7d', accent: '#2454d0', progressing: '#1f63c8', paused: '#6b45b3', failing: '#b9281f', warning: '#8a5600' };
const DARK: Colours = { sunken: '#0a0e14', ground: '#121821', surface: '#151b24', raised: '#1b2330', line: '#27303c', strong: '#6b7789', text: '#e7ebf1', second: '#aab5c3', third: '#8894a4', accent: '#84a9ff', progressing: '#71aaff', paused: '#bda3f5', failing: '#ff8078', warning: '#e6b450' };

/** The console's two themes in the editor's terms; it cannot read CSS variables, so the tokens of `styles/_tokens.scss` stand here once more. */
export const EDITOR_THEMES: Readonly<Record<'hk-light' | 'hk-dark', editor.IStandaloneThemeData>> = {
  'hk-light': { base: 'vs', inherit: true, rules: rules(LIGHT), colors: colours(LIGHT) },
  'hk-dark': { base: 'vs-dark', inherit: true, rules: rules(DARK), colors: colours(DARK) },
};
