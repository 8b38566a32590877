import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

setupZonelessTestEnv();

// jsdom lays nothing out and knows no media queries; in specs the page is wide and light. CDK still registers the old way.
Object.defineProperty(window, 'matchMedia', { value: (media: string) => Object.assign(new EventTarget(), { media, matches: false, addListener: () => undefined, removeListener: () => undefined }) });
