/** Texts of `task` and `agent`. */
export const work: Readonly<Record<string, string>> = {
  "Make tasks of programs, and of sessions that were recorded offline.":
    "Cria tarefas a partir de programas, e de sessões gravadas offline.",
  "Run a program of TypeScript or JavaScript on an agent: bundle it, make a task of it, put it in a queue.":
    "Executa um programa TypeScript ou JavaScript em um agente: empacota, cria uma tarefa e a põe em uma fila.",
  "the file that the program begins with": "o arquivo com que o programa começa",
  "arguments of the program, behind --": "argumentos do programa, depois de --",
  "name or id of the queue": "nome ou id da fila",
  "set a parameter, such as rate=0.1 (section General) or Args/epochs=3 (section Args); once for each":
    "define um parâmetro, como rate=0.1 (seção General) ou Args/epochs=3 (seção Args); uma vez para cada um",
  "name of the task (default: that of the file)": "nome da tarefa (padrão: o do arquivo)",
  "project of the task (default: the name of the package around the file)":
    "projeto da tarefa (padrão: o nome do pacote ao redor do arquivo)",
  "let npm install this package there, name or name@version; once for each":
    "faz o npm instalar este pacote lá, nome ou nome@versão; uma vez para cada um",
  "send the repository, the commit and the changes since, instead of a bundle":
    "envia o repositório, o commit e as mudanças desde então, em vez de um pacote",
  "image of the container, for agents that use containers": "imagem do contêiner, para agentes que usam contêineres",
  "Bring a task that ran offline to the server, from the folder or the zip of its session.":
    "Leva ao servidor uma tarefa que rodou offline, da pasta ou do zip de sua sessão.",
  "the folder or the zip, of a TypeScript or a Python program": "a pasta ou o zip, de um programa TypeScript ou Python",
  "go on with this task instead of making a new one": "continua esta tarefa em vez de criar uma nova",
  "add a number to the iterations of all reports": "soma um número às iterações de todos os relatórios",
  "Take tasks from queues and run them on this machine, without Python or Docker.":
    "Pega tarefas das filas e as executa nesta máquina, sem Python nem Docker.",
  "queues, the most urgent first, with commas in between": "filas, a mais urgente primeiro, separadas por vírgulas",
  "make queues that are missing": "cria filas que faltam",
  "tasks that run at the same time": "tarefas que rodam ao mesmo tempo",
  "name of the workers, to which a number is added (default: that of this machine)":
    "nome dos workers, ao qual se acrescenta um número (padrão: o desta máquina)",
  "folder for code and output of the tasks (default: ~/.clearml/agent)":
    "pasta para o código e a saída das tarefas (padrão: ~/.clearml/agent)",
  "the Python for tasks in Python (default: the one that the task names)":
    "o Python para tarefas em Python (padrão: o que a tarefa indica)",
  "time that a program has to end before it is killed": "tempo que um programa tem para terminar antes de ser morto",
  "print one line of JSON for each event, and nothing else": "imprime uma linha de JSON para cada evento, e nada mais",
};
