/** Results of `server`. */
export const serverResults: Readonly<Record<string, string>> = {
  [`ClearML is ready.

  API    {0}
  page   {1}
  files  {2}
{3}
{4}

To connect, put this into ~/clearml.conf:

  api {
    api_server: {5}
    web_server: {6}
    files_server: {7}
    credentials {
      "access_key" = "{8}"
      "secret_key" = "{9}"
    }
  }

or this into the environment:

  export CLEARML_API_HOST={10}
  export CLEARML_WEB_HOST={11}
  export CLEARML_FILES_HOST={12}
  export CLEARML_API_ACCESS_KEY={13}
  export CLEARML_API_SECRET_KEY={14}

Ctrl-C stops the server; everything is kept.`]: `O ClearML está pronto.

  API       {0}
  página    {1}
  arquivos  {2}
{3}
{4}

Para se conectar, ponha isto em ~/clearml.conf:

  api {
    api_server: {5}
    web_server: {6}
    files_server: {7}
    credentials {
      "access_key" = "{8}"
      "secret_key" = "{9}"
    }
  }

ou isto no ambiente:

  export CLEARML_API_HOST={10}
  export CLEARML_WEB_HOST={11}
  export CLEARML_FILES_HOST={12}
  export CLEARML_API_ACCESS_KEY={13}
  export CLEARML_API_SECRET_KEY={14}

Ctrl-C para o servidor; tudo fica guardado.`,
  page: "página",
  "Other machines reach it, on the same ports, by each address of this one:":
    "Outras máquinas o alcançam, nas mesmas portas, por cada endereço desta:",
  "Enter opens {0}": "Enter abre {0}",
  "No browser was found here. Open {0} in yours.": "Nenhum navegador foi encontrado aqui. Abra {0} no seu.",
  "To enter the page, a name is enough: only this machine can open it.":
    "Para entrar na página, basta um nome: só esta máquina pode abri-la.",
  "To enter the page, a name and its password are needed.": "Para entrar na página, são precisos um nome e sua senha.",
  [`Nobody can enter the page yet. To let somebody in, give them a password:

  clearml-ts server users add NAME{0}`]: `Ninguém pode entrar na página ainda. Para deixar alguém entrar, dê-lhe uma senha:

  clearml-ts server users add NOME{0}`,
  "{0} is backed up in {1} ({2}).": "{0} tem um backup em {1} ({2}).",
  [`  database  {0}
  files     {1} of {2} in all`]: `  banco de dados  {0}
  arquivos        {1}, de {2} ao todo`,
  "{0} that were deleted meanwhile are not": "faltam {0} que foram apagados enquanto isso",
  '"clearml-ts server restore" puts it into an empty folder.':
    '"clearml-ts server restore" põe o backup em uma pasta vazia.',
  "{0} holds the backup of {1}.": "{0} contém o backup de {1}.",
  "The former content of the folder is in {0}.": "O conteúdo anterior da pasta está em {0}.",
  "{0} has another password.": "{0} tem outra senha.",
  "{0} is removed.": "{0} foi removido.",
  "{0} ({1}) can enter with this password. Nobody enters by name alone any more.":
    "{0} ({1}) pode entrar com esta senha. Ninguém mais entra só pelo nome.",
  "The server knew a user of this name already: what they did belongs to {0} now.":
    "O servidor já conhecia um usuário com este nome: o que ele fez agora é de {0}.",
  "Key pairs that others may have made before were revoked: {0}. Make new ones on the page of settings.":
    "Pares de chaves que outros podem ter criado antes foram revogados: {0}. Crie novos na página de configurações.",
  'Nobody has a password. "clearml-ts server users add NAME" gives one.':
    'Ninguém tem senha. "clearml-ts server users add NOME" dá uma.',
  "password of {0}": "senha de {0}",
  "The database of {0} has {1} now; before, it had {2}.": "O banco de dados de {0} tem {1} agora; antes, tinha {2}.",
  "Password: ": "Senha: ",
  "Again: ": "De novo: ",
};
