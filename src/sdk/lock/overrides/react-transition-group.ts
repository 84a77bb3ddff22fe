/**
 * Overrides the CommonJS build of `react-transition-group`. Exports only the two components that Lock uses, from the ES module
 * build of the same package.
 */
export { default as CSSTransition } from 'react-transition-group/esm/CSSTransition';
export { default as TransitionGroup } from 'react-transition-group/esm/TransitionGroup';
