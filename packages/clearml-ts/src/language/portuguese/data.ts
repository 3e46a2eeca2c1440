/** Texts of `data`. */
export const data: Readonly<Record<string, string>> = {
  "Make, change, find and fetch versions of datasets, with the commands of clearml-data.":
    "Cria, muda, encontra e busca versões de conjuntos de dados, com os comandos do clearml-data.",
  "Begin a new version of a dataset.": "Começa uma nova versão de um conjunto de dados.",
  "finalized versions to start from; later ones win": "versões finalizadas de que se parte; as últimas prevalecem",
  "project of the dataset (default: that of the last parent)":
    "projeto do conjunto de dados (padrão: o da última versão de que se parte)",
  "name of the dataset": "nome do conjunto de dados",
  "number of the version (default: counted up)": "número da versão (padrão: o seguinte)",
  "where files are stored (default: the file server)":
    "onde os arquivos são guardados (padrão: o servidor de arquivos)",
  "the old name of --storage": "o nome antigo de --storage",
  "tags of the version": "tags da versão",
  "Add files, folders, or links to files of other stores.":
    "Acrescenta arquivos, pastas, ou links para arquivos de outros armazenamentos.",
  "the version (default: the one that a command made or used last)":
    "a versão (padrão: a última que um comando criou ou usou)",
  "folder in the dataset to put them in (default: the top)":
    "pasta do conjunto de dados em que entram (padrão: o topo)",
  "files and folders": "arquivos e pastas",
  "only files that match one of these, such as *.csv": "só arquivos que combinam com um destes, como *.csv",
  "addresses of files and folders of other stores": "endereços de arquivos e pastas de outros armazenamentos",
  "leave out folders inside of folders": "deixa de fora pastas dentro de pastas",
  "name every file that is added or replaced": "diz o nome de cada arquivo acrescentado ou substituído",
  "threads that work at the same time (default: one a processor)":
    "threads que trabalham ao mesmo tempo (padrão: uma por processador)",
  "Remove files or links from a version.": "Remove arquivos ou links de uma versão.",
  "paths in the dataset, folders, patterns such as data/*.jpg, addresses of links":
    "caminhos no conjunto de dados, pastas, padrões como data/*.jpg, endereços de links",
  "let patterns match in their own folder only": "faz os padrões valerem só em sua própria pasta",
  "name every file that is removed": "diz o nome de cada arquivo removido",
  "Make a version have exactly the files of a folder, and finalize it.":
    "Faz uma versão ter exatamente os arquivos de uma pasta, e a finaliza.",
  "the folder on this machine": "a pasta nesta máquina",
  "folder in the dataset that is synced with it (default: the top)":
    "pasta do conjunto de dados que é sincronizada com ela (padrão: o topo)",
  "leave the version open": "deixa a versão aberta",
  "size at which a zip is full; -1 for a single one": "tamanho em que um zip está cheio; -1 para um só",
  "name every file that is added, replaced or removed":
    "diz o nome de cada arquivo acrescentado, substituído ou removido",
  "Upload the files that were added; again to go on after a failure.":
    "Envia os arquivos acrescentados; de novo, para continuar depois de uma falha.",
  "Finalize a version, after uploading what waits.": "Finaliza uma versão, depois de enviar o que falta.",
  "fail when files wait to be uploaded": "falha quando há arquivos por enviar",
  "Describe a version.": "Descreve uma versão.",
  "the text that the page shows": "o texto que a página mostra",
  "List the files of a version.": "Lista os arquivos de uma versão.",
  "project of the dataset, with --name instead of --id": "projeto do conjunto de dados, com --name em vez de --id",
  "number of the version (default: the highest one)": "número da versão (padrão: o mais alto)",
  "only files that match one of these, such as folder/*.json":
    "só arquivos que combinam com um destes, como pasta/*.json",
  "only files that this version itself stores": "só arquivos que esta própria versão guarda",
  "Find versions of datasets.": "Encontra versões de conjuntos de dados.",
  "only these versions": "só estas versões",
  "only datasets of this project and those below it": "só conjuntos de dados deste projeto e dos que estão abaixo dele",
  "only names in which this regular expression matches": "só nomes com que esta expressão regular combina",
  "only versions that have all of these tags": "só versões que têm todas estas tags",
  "versions that are not finalized, too": "também versões que não estão finalizadas",
  "leave out the projects below": "deixa de fora os projetos abaixo",
  "Get the files of a version: in the cache, or in a folder.":
    "Busca os arquivos de uma versão: no cache, ou em uma pasta.",
  "copy them into a folder where they may be changed": "copia para uma pasta onde podem ser mudados",
  "make a link to the folder in the cache": "cria um link para a pasta no cache",
  "only this part, counted from 0": "só esta parte, contada a partir de 0",
  "number of parts (default: one for each zip)": "número de partes (padrão: uma para cada zip)",
  "delete what is in the target folder": "apaga o que está na pasta de destino",
  "Compare a copy with the files of a version.": "Compara uma cópia com os arquivos de uma versão.",
  "the copy (default: the one in the cache)": "a cópia (padrão: a do cache)",
  "compare sizes only": "compara só os tamanhos",
  "name every file that differs": "diz o nome de cada arquivo diferente",
  "Compare two versions.": "Compara duas versões.",
  "the version that is compared with": "a versão com que se compara",
  "the version that is looked at": "a versão que se examina",
  "name every file": "diz o nome de cada arquivo",
  "Publish a finalized version.": "Publica uma versão finalizada.",
  "the version": "a versão",
  "Make one version of several.": "Faz uma versão de várias.",
  "name of the new dataset": "nome do novo conjunto de dados",
  "the versions; later ones win": "as versões; as últimas prevalecem",
  "Give a dataset another name.": "Dá outro nome a um conjunto de dados.",
  "the new name": "o novo nome",
  "project of the dataset": "projeto do conjunto de dados",
  "Move a dataset to another project.": "Move um conjunto de dados para outro projeto.",
  "the new project": "o novo projeto",
  "Delete a version with its files, or a whole dataset.":
    "Apaga uma versão com seus arquivos, ou um conjunto de dados inteiro.",
  "number of the version, where there are several": "número da versão, onde há várias",
  "delete it although other versions come from it; needed for --entire-dataset":
    "apaga mesmo que outras versões venham dela; necessário para --entire-dataset",
  "delete all versions of the dataset": "apaga todas as versões do conjunto de dados",
};
