/** What libraries bring, as far as ours is tested beside it. */
declare module 'superagent/lib/client.js' {
  const superagent: unknown;
  export default superagent;
}

declare module 'react-transition-group' {
  export const CSSTransition: import('react').FunctionComponent<object>;
  export const TransitionGroup: import('react').FunctionComponent<object>;
}
