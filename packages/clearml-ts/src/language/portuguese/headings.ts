/** Words that Commander puts around the texts of the help. */
export const headings: Readonly<Record<string, string>> = {
  "Usage:": "Uso:",
  "Arguments:": "Argumentos:",
  "Options:": "Opções:",
  "Commands:": "Comandos:",
  "[options]": "[opções]",
  "[command]": "[comando]",
  "(choices: ": "(escolhas: ",
  "(default: ": "(padrão: ",
  ", default: ": ", padrão: ",
};
