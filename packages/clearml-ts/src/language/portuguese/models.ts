/** Texts of `model` and `pipeline`. */
export const models: Readonly<Record<string, string>> = {
  "Find and fetch models, see and roll back the champion, and trace what a model was made of.":
    "Encontra e busca modelos, mostra e desfaz o campeão, e rastreia de que um modelo foi feito.",
  "List models, newest first.": "Lista modelos, o mais novo primeiro.",
  "only models of this project": "só modelos deste projeto",
  "only models of exactly this name": "só modelos com exatamente este nome",
  "only models that have all of these tags; -tag excludes": "só modelos que têm todas estas tags; -tag exclui",
  "only models with this item; once for each": "só modelos com este item; uma vez para cada um",
  "only models of this framework": "só modelos deste framework",
  "only published models": "só modelos publicados",
  "archived models, too": "também modelos arquivados",
  "no more than that many (default: all)": "no máximo tantos (padrão: todos)",
  "Get a model by its id, or the newest one that fits: its description, and its weights in the cache.":
    "Busca um modelo por seu id, ou o mais novo que serve: sua descrição, e seus pesos no cache.",
  "id of the model": "id do modelo",
  "copy the weights to a file, or a package to a folder, where they may be changed":
    "copia os pesos para um arquivo, ou um pacote para uma pasta, onde podem ser mudados",
  "print the description only": "imprime só a descrição",
  "Show the champion of a project by a metric, or put the one before back in its place.":
    "Mostra o campeão de um projeto por uma métrica, ou põe o anterior de volta em seu lugar.",
  "name of the project": "nome do projeto",
  "metric that decided, such as R2": "métrica que decidiu, como R2",
  "in which the metric gets better (default: as it was promoted)":
    "em que a métrica melhora (padrão: como foi promovido)",
  "put the champion before back in its place": "põe o campeão anterior de volta em seu lugar",
  "why, for --rollback; it is noted on both models": "por quê, para --rollback; fica anotado nos dois modelos",
  "roll back to this model instead": "volta para este modelo em vez do anterior",
  "Print the datasets, the code and the parameters behind a model, and check that they still exist; status 1 when something is gone.":
    "Imprime os conjuntos de dados, o código e os parâmetros por trás de um modelo, e verifica se ainda existem; status 1 quando algo sumiu.",
  "working copy in which the commit is looked for (default: the one around here)":
    "cópia de trabalho em que se procura o commit (padrão: a que está ao redor daqui)",
  "List, show, run, stop and resume pipelines, of either language.":
    "Lista, mostra, executa, para e retoma pipelines, de qualquer das linguagens.",
  "List runs of pipelines, the last updated first.": "Lista execuções de pipelines, a última atualizada primeiro.",
  "only pipelines of this project": "só pipelines deste projeto",
  "only runs of the pipeline of this name": "só execuções do pipeline com este nome",
  "only runs that are this": "só execuções neste estado",
  "runs to list; 0 for all": "execuções a listar; 0 para todas",
  "id of a run: of the task of its controller": "id de uma execução: da tarefa de seu controlador",
  "Show a run of a pipeline with its parameters and steps.":
    "Mostra uma execução de um pipeline com seus parâmetros e etapas.",
  "project of the pipeline, with --name instead of an id": "projeto do pipeline, com --name em vez de um id",
  "name of the pipeline": "nome do pipeline",
  "version of the pipeline (default: the highest one)": "versão do pipeline (padrão: a mais alta)",
  "Run a pipeline again, with other parameters: copy a run of it, and put it in a queue.":
    "Executa um pipeline de novo, com outros parâmetros: copia uma execução e a põe em uma fila.",
  "name or id of the queue of the controller": "nome ou id da fila do controlador",
  "wait for the end; the status is 1 unless all has gone well": "espera o fim; o status é 1 se nem tudo correu bem",
  "set a parameter of the pipeline, such as rate=0.1; once for each":
    "define um parâmetro do pipeline, como rate=0.1; uma vez para cada um",
  "Stop a run of a pipeline with its steps, wherever they are.":
    "Para uma execução de um pipeline com suas etapas, onde quer que estejam.",
  "mark the run as failed, and not as stopped": "marca a execução como falha, e não como parada",
  "Go on with a run that was stopped, failed or killed, from the steps that have completed.":
    "Continua uma execução que parou, falhou ou foi morta, a partir das etapas que terminaram.",
  "run this step again although it has completed; once for each":
    "executa esta etapa de novo mesmo que tenha terminado; uma vez para cada uma",
  "go on although another process seems to be working on the run":
    "continua mesmo que outro processo pareça trabalhar na execução",
  "Say of each step of a run whether it was taken from the cache, and why not.":
    "Diz de cada etapa de uma execução se veio do cache, e por que não.",
};
