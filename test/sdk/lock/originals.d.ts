/** What libraries bring, as far as ours is tested beside it. */
declare module 'superagent/lib/client.js' {
  const superagent: unknown;
  export default superagent;
}

declare module 'react-transition-group' {
  export const CSSTransition: unknown;
  export const TransitionGroup: unknown;
}

declare module 'react' {
  const React: {
    act(change: () => unknown): Promise<void>;
    createElement(type: unknown, props: object | null, ...children: unknown[]): unknown;
    createRef(): object;
  };
  export default React;
}
