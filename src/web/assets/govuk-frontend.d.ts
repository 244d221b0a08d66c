// The parts of govuk-frontend's browser code that behaviour.ts starts; the package ships no types.
declare module 'govuk-frontend' {
  type Behaviour = new (root: Element) => object;
  export const Button: Behaviour;
  export const CharacterCount: Behaviour;
  export const Checkboxes: Behaviour;
  export const ErrorSummary: Behaviour;
  export const FileUpload: Behaviour;
  export const NotificationBanner: Behaviour;
  export const Radios: Behaviour;
  export const ServiceNavigation: Behaviour;
  export const SkipLink: Behaviour;
  export const Tabs: Behaviour;
  /** Starts the behaviour on every element of the page that asks for it by `data-module`. */
  export function createAll(behaviour: Behaviour): readonly object[];
}
