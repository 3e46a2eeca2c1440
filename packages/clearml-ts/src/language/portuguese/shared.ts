/** Texts of the program, and those that several commands have. */
export const shared: Readonly<Record<string, string>> = {
  "ClearML for TypeScript: the embedded server and tools.":
    "ClearML para TypeScript: o servidor embutido e ferramentas.",
  "language of the help, of results and of what is said about wrong usage":
    "idioma da ajuda, dos resultados e do que se diz sobre o uso errado",
  "print the version": "mostra a versão",
  "display help for command": "mostra a ajuda do comando",
  "print one line of JSON, and nothing else": "imprime uma linha de JSON, e nada mais",
  "replace what is there": "substitui o que já existe",
  "Deliver the reports that programs left on this machine when they were killed, or the server was away.":
    "Entrega os relatórios que programas deixaram nesta máquina quando foram interrompidos ou o servidor estava fora do ar.",
  "Write ~/clearml.conf from the block that the web page shows for new credentials (Settings, Workspace), pasted or piped in, after a test of it. The Python SDK reads the same file.":
    "Escreve ~/clearml.conf a partir do bloco que a página web mostra para novas credenciais (Settings, Workspace), colado ou por pipe, depois de testá-lo. O SDK de Python lê o mesmo arquivo.",
  "file to write (default: $CLEARML_CONFIG_FILE, ~/clearml.conf)":
    "arquivo a escrever (padrão: $CLEARML_CONFIG_FILE, ~/clearml.conf)",
  "address of the API; wins over what is pasted": "endereço da API; vale mais do que o que foi colado",
  "address of the web page": "endereço da página web",
  "address of the file server": "endereço do servidor de arquivos",
  "access key; the secret key is read from $CLEARML_API_SECRET_KEY, pasted or typed in":
    "chave de acesso; a chave secreta é lida de $CLEARML_API_SECRET_KEY, colada ou digitada",
  "take the settings from the CLEARML_… variables, and read nothing from stdin":
    "usa as configurações das variáveis CLEARML_… e não lê nada da entrada padrão",
  "do not log in to try the settings first": "não faz login para testar as configurações antes",
  "replace a file that is there; it is kept as FILE.old":
    "substitui um arquivo que já existe; ele é guardado como FILE.old",
  "Look whether configuration, login, versions, clock and file server are well, and name the setting that is not. Writes, reads and removes one small file.":
    "Verifica se configuração, login, versões, relógio e servidor de arquivos estão bem, e diz qual configuração não está. Escreve, lê e remove um arquivo pequeno.",
  "configuration file to examine (default: $CLEARML_CONFIG_FILE, ~/clearml.conf)":
    "arquivo de configuração a examinar (padrão: $CLEARML_CONFIG_FILE, ~/clearml.conf)",
  'Print the script by which a shell completes commands and options: eval "$(clearml-ts completion bash)" in ~/.bashrc.':
    'Imprime o script com que um shell completa comandos e opções: eval "$(clearml-ts completion bash)" em ~/.bashrc.',
  "the shell": "o shell",
};
