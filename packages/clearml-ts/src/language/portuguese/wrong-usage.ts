/** Sentences about wrong usage, of Commander and of ours: each is found by its pattern, and put in its place. */
export const wrongUsage: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/unknown option '([^']*)'/, "opção desconhecida '$1'"],
  [/unknown command '([^']*)'/, "comando desconhecido '$1'"],
  [/missing required argument '([^']*)'/, "falta o argumento '$1'"],
  [/required option '([^']*)' not specified/, "falta a opção '$1'"],
  [/option '([^']*)' argument missing/, "falta o valor da opção '$1'"],
  [/option '([^']*)' argument '([^']*)' is invalid\./, "o valor '$2' não serve para a opção '$1'."],
  [
    /command-argument value '([^']*)' is invalid for argument '([^']*)'\./,
    "o valor '$1' não serve para o argumento '$2'.",
  ],
  [
    /too many arguments(?: for '([^']*)')?\. Expected (\d+) arguments? but got (\d+)/,
    "argumentos demais: eram esperados $2, e vieram $3",
  ],
  [/Allowed choices are ([^.]*)\./, "As escolhas são $1."],
  [/Did you mean one of ([^?]*)\?/, "Quis dizer uma de $1?"],
  [/Did you mean ([^?]*)\?/, "Quis dizer $1?"],
  [/It is an argument: (.*?)\.\)/, "É um argumento: $1.)"],
  [/There is (".*?")\.\)/, "Existe $1.)"],
  [/It is an option of (.*?)\.\)/, "É uma opção de $1.)"],
  [/\(--help lists the options\)/, "(--help lista as opções)"],
  [/A port is a whole number from 0 to 65535\./, "Uma porta é um número inteiro de 0 a 65535."],
  [/It must be a whole number from 1 to 64\./, "Deve ser um número inteiro de 1 a 64."],
  [/It must be a whole number of megabytes, or -1\./, "Deve ser um número inteiro de megabytes, ou -1."],
  [/It must be a whole number\./, "Deve ser um número inteiro."],
  [/It must be a number of seconds\./, "Deve ser um número de segundos."],
  [/It must be (key|name)=value\./, "Deve ter a forma $1=value."],
  [/It must not be empty\./, "Não pode ser vazio."],
  [
    /API, page and file server need a port each, and (\d+) is given twice\./,
    "API, página e servidor de arquivos precisam de uma porta cada, e $1 foi dada duas vezes.",
  ],
  [
    /name a model by its id, or by options such as --project and --name\./,
    "indique um modelo por seu id, ou por opções como --project e --name.",
  ],
  [/--reason and --to go with --rollback\./, "--reason e --to só valem com --rollback."],
  [
    /--rollback needs a --reason, which is noted on both models\./,
    "--rollback precisa de um --reason, que fica anotado nos dois modelos.",
  ],
  [
    /--package goes with a bundle; with --repository, the lock file there says what to install\./,
    "--package vale para um pacote; com --repository, o lock file de lá diz o que instalar.",
  ],
  [
    /name the id of a run, or --project and --name of a pipeline\./,
    "indique o id de uma execução, ou --project e --name de um pipeline.",
  ],
  [/--project and --name go together\./, "--project e --name vão juntos."],
  [/name the version by --id, or by --project and --name\./, "indique a versão por --id, ou por --project e --name."],
];
