import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: { include: ["core/*/browser/**/*.test.ts", "{social,tutoring,virtualclass}/browser/**/*.test.ts"] },
});
