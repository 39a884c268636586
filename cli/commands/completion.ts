import { Argument, Command } from "commander";

/** `cdknomad completion`: what a shell needs to complete the commands, their options and the names of stacks. */
export function completionCommand(): Command {
  return new Command("completion")
    .description("print what completes cdknomad in your shell")
    .addArgument(new Argument("<shell>", "the shell that you use").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      `
Examples:
  $ cdknomad completion bash

Once, for every shell from then on (cdknomad itself has to be on the PATH):
  bash  (with its package bash-completion)
        echo 'source <(cdknomad completion bash)' >> ~/.bashrc
  zsh   echo 'source <(cdknomad completion zsh)' >> ~/.zshrc
  fish  cdknomad completion fish > ~/.config/fish/completions/cdknomad.fish`,
    )
    .action(async (shell: string) => {
      const { script } = await import("@bomb.sh/tab");
      script(shell, "cdknomad", "cdknomad");
    });
}
