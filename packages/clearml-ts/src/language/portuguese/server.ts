/** Texts of `server`. */
export const server: Readonly<Record<string, string>> = {
  "Start the embedded ClearML server: API, files and a page, in one process on one folder.":
    "Inicia o servidor ClearML embutido: API, arquivos e uma página, em um processo sobre uma pasta.",
  "where everything is kept (default: $CLEARML_TS_DATA_DIR, or ~/.clearml-ts)":
    "onde tudo é guardado (padrão: $CLEARML_TS_DATA_DIR, ou ~/.clearml-ts)",
  "address to listen on; 0.0.0.0 lets other machines in":
    "endereço em que escuta; 0.0.0.0 deixa outras máquinas entrar",
  "port of the API, 0 for any free one": "porta da API, 0 para qualquer porta livre",
  "port of the page, 0 for any free one": "porta da página, 0 para qualquer porta livre",
  "port of the file server, 0 for any free one": "porta do servidor de arquivos, 0 para qualquer porta livre",
  "serve this build of the official web UI on the web port":
    "serve esta compilação da interface web oficial na porta da página",
  "print one line of JSON when ready, without the secret key, and nothing else":
    "imprime uma linha de JSON quando pronto, sem a chave secreta, e nada mais",
  "let --json print the secret key as well; whoever reads it can do everything":
    "faz --json imprimir também a chave secreta; quem a lê pode fazer tudo",
  "Copy the database, the stored files and the key pair into one zip file, while the server runs or not.":
    "Copia o banco de dados, os arquivos guardados e o par de chaves para um arquivo zip, com o servidor rodando ou não.",
  "the backup to write": "o backup a escrever",
  "the backup to read": "o backup a ler",
  "what they sign in with": "o nome com que entra",
  "what they sign in with; a user who is known by this name gets the password":
    "o nome com que entra; um usuário conhecido por este nome recebe a senha",
  "leave out the stored files": "deixa de fora os arquivos guardados",
  "replace a file of that name": "substitui um arquivo com esse nome",
  "Put a backup into a new or empty folder, on which the server can be started then.":
    "Põe um backup em uma pasta nova ou vazia, sobre a qual o servidor pode ser iniciado depois.",
  "move aside what the folder holds; nothing is deleted": "põe de lado o que a pasta contém; nada é apagado",
  "Give the room that deleting has left in the database back to the disk, while no server runs.":
    "Devolve ao disco o espaço que exclusões deixaram no banco de dados, enquanto nenhum servidor roda.",
  "Look whether folder, database, files, disk, clock and ports are well, while the server runs or not.":
    "Verifica se pasta, banco de dados, arquivos, disco, relógio e portas estão bem, com o servidor rodando ou não.",
  "address to listen on (default: that of the server)": "endereço em que escuta (padrão: o do servidor)",
  "port of the API (default: that of the server)": "porta da API (padrão: a do servidor)",
  "port of the page (default: that of the server)": "porta da página (padrão: a do servidor)",
  "port of the file server (default: that of the server)": "porta do servidor de arquivos (padrão: a do servidor)",
  "Say who may enter the pages with a password, while the server runs or not.":
    "Diz quem pode entrar nas páginas com senha, com o servidor rodando ou não.",
  "Let somebody in; the password is asked for, or piped in.": "Deixa alguém entrar; a senha é pedida, ou vem por pipe.",
  "let them manage users and act as others": "permite gerenciar usuários e agir como outros",
  "Give somebody another password; where they are signed in, they have to sign in again.":
    "Dá outra senha a alguém; onde já entrou, precisa entrar de novo.",
  "Remove somebody with their password and key pairs; what they did stays.":
    "Remove alguém com sua senha e pares de chaves; o que fez permanece.",
  "Show who has a password.": "Mostra quem tem senha.",
};
