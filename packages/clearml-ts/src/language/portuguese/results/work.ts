/** Results of `init`, `doctor`, `sync`, `agent` and `task`. */
export const workResults: Readonly<Record<string, string>> = {
  "Interrupted: nothing was changed.": "Interrompido: nada foi mudado.",
  "Create new credentials on the web page (Settings, Workspace), copy the block and paste it here.":
    "Crie novas credenciais na página web (Settings, Workspace), copie o bloco e cole-o aqui.",
  "An empty line lets you type the settings one by one.":
    "Uma linha vazia permite digitar as configurações uma por uma.",
  "Address of the web page: ": "Endereço da página web: ",
  "Access key: ": "Chave de acesso: ",
  "Secret key: ": "Chave secreta: ",
  "The settings for {0} were not tried.": "As configurações para {0} não foram testadas.",
  "Logged in to {0} as {1}.": "Login feito em {0} como {1}.",
  "Wrote {0}.": "{0} foi escrito.",
  "Wrote {0}; the former one is {1}.": "{0} foi escrito; o anterior é {1}.",
  "No configuration file was read.": "Nenhum arquivo de configuração foi lido.",
  "Read {0}.": "Lido: {0}.",
  "Look at {0}.": "Veja {0}.",
  "Process {0} still runs, and delivers its reports itself.":
    "O processo {0} ainda roda, e entrega ele mesmo os seus relatórios.",
  "Nothing was left behind.": "Nada ficou para trás.",
  "(unknown)": "(desconhecida)",
  "Reports of task {0}": "Relatórios da tarefa {0}",
  "{0} delivered": "{0} entregues",
  "{0} left on disk": "{0} ainda no disco",
  "{0} refused by the server": "{0} recusados pelo servidor",
  "{0} damaged and lost": "{0} danificados e perdidos",
  "the task is {0}": "estado da tarefa: {0}",
  "Ready: {0}. Ctrl-C stops the agent, and the tasks that it runs.":
    "Pronto: {0}. Ctrl-C para o agente, e as tarefas que ele executa.",
  "{0} runs task {1}": "{0} executa a tarefa {1}",
  "{0} has left task {1}: somebody else ended it": "{0} deixou a tarefa {1}: outra pessoa a encerrou",
  "{0} has ended task {1}: {2}, {3}": "{0} encerrou a tarefa {1}: {2}, {3}",
  "Task {0} is in queue {1}.": "A tarefa {0} está na fila {1}.",
  "The session is task {0}.": "A sessão é a tarefa {0}.",
};
