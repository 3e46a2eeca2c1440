import type { Untried } from "./example.ts";

/** The examples that are left out, by the reason. */
export const untried: readonly Untried[] = [
  {
    paths: [
      "advanced/execute_remotely_example.py",
      "datasets/data_ingestion.py",
      "datasets/urbansounds_dataset_preprocessing.py",
      "distributed/pytorch_distributed_example.py",
      "frameworks/fastai/",
      "frameworks/ignite/",
      "frameworks/jsonargparse/pytorch_lightning_cli",
      "frameworks/openmmlab/",
      "frameworks/pytorch/",
      "frameworks/pytorch-lightning/",
      "frameworks/tensorboardx/",
    ],
    why: "need PyTorch, several gigabytes with what it brings",
  },
  {
    paths: [
      "frameworks/autokeras/",
      "frameworks/keras/",
      "frameworks/kerastuner/",
      "frameworks/tensorflow/",
      "optimization/hyper-parameter-optimization/base_template_keras_simple.py",
    ],
    why: "need TensorFlow, and most of them the MNIST images from the internet",
  },
  { paths: ["frameworks/megengine/"], why: "needs MegEngine, which exists for Python 3.8 and older only" },
  { paths: ["hyperdatasets/"], why: "need the hyper-datasets of ClearML Enterprise" },
  {
    paths: ["advanced/model_embedding.py", "advanced/model_finetuning/"],
    why: "need language models from the internet, and a service or a GPU that runs them",
  },
  { paths: ["cicd/"], why: "work inside a GitHub workflow, on its commit and token" },
  { paths: ["router/"], why: "listen on fixed ports of all network interfaces" },
  { paths: ["services/aws-autoscaler/"], why: "needs an account at Amazon" },
  { paths: ["services/monitoring/"], why: "needs an account at Slack" },
  {
    paths: [
      "clearml_agent/clearml_colab_agent.ipynb",
      "frameworks/huggingface/transformers.ipynb",
      "frameworks/matplotlib/jupyter_matplotlib_example.ipynb",
      "reporting/jupyter_logging_example.ipynb",
    ],
    why: "notebooks, which need a Jupyter server",
  },
];
