import { commandsPage } from "../../../packaging/reference/commands-page";
import { settingsPage } from "../../../packaging/reference/settings-page";
import { read, repository } from "./page";

jest.setTimeout(120_000);

test("docs/reference/commands.md has the commands as they are defined; `npm run docs:reference` writes it", () => {
  expect(read("docs/reference/commands.md")).toBe(commandsPage(repository));
});

test("docs/reference/settings.md has the settings as they are declared; `npm run docs:reference` writes it", () => {
  expect(read("docs/reference/settings.md")).toBe(settingsPage(repository));
});
