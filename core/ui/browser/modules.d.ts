// What the build makes up: see core/ui/build.mjs.
declare module "house:elements" {
  export const elements: Record<string, () => Promise<unknown>>;
}
declare module "house:talk" {
  export { postman } from "~/core/ui/browser/composer/postman";
}
declare module "house:wire" {}
declare module "htmx.org/dist/htmx.esm.js" {
  export { default } from "htmx.org";
}
