interface BrowserWithLanguage {
  i18n?: { getUILanguage?(): string };
}

let chosen: string | undefined;

/** The browser's language, as `Intl` takes it. */
export function locale(): string {
  const { browser, chrome } = globalThis as { browser?: BrowserWithLanguage; chrome?: BrowserWithLanguage };
  return chosen ?? (browser ?? chrome)?.i18n?.getUILanguage?.() ?? globalThis.navigator?.language ?? 'en';
}

/** Another language than the browser's (undefined: the browser's again), for tests. */
export function setLocale(other: string | undefined): void {
  chosen = other;
}
