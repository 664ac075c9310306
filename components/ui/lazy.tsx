import { useSignal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';

/** Renders a component whose code is fetched only when it is first needed; nothing until then. `load` must not change. */
export function Lazy<Props extends object>({
  load,
  props,
}: {
  load: () => Promise<FunctionComponent<Props>>;
  props: Props;
}) {
  const loaded = useSignal<{ Component: FunctionComponent<Props> } | null>(null);
  useEffect(() => {
    void load().then((Component) => {
      loaded.value = { Component };
    });
  }, []);
  if (!loaded.value) return null;
  const { Component } = loaded.value;
  return <Component {...props} />;
}
