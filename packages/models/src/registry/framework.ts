/** Frameworks that ClearML knows by name; any other text is kept as it is. */
export type Framework =
  | "TensorFlow"
  | "TensorFlow_js"
  | "TensorFlow_Lite"
  | "PyTorch"
  | "TorchScript"
  | "ONNX"
  | "Keras"
  | "ScikitLearn"
  | "XGBoost"
  | "LightGBM"
  | "CatBoost"
  | "OpenVINO"
  | (string & {});

/** Endings of file names, in the order in which the Python SDK tries them: the first that fits counts. */
const BY_ENDING: readonly (readonly [string, Framework])[] = [
  [".pb", "TensorFlow"],
  [".meta", "TensorFlow"],
  [".pbtxt", "TensorFlow"],
  [".zip", "TensorFlow"],
  [".tgz", "TensorFlow"],
  [".tar.gz", "TensorFlow"],
  ["model.json", "TensorFlow_js"],
  [".tflite", "TensorFlow_Lite"],
  [".pth", "PyTorch"],
  [".pt", "PyTorch"],
  [".caffemodel", "Caffe"],
  [".prototxt", "Caffe"],
  [".onnx", "ONNX"],
  [".h5", "Keras"],
  [".hdf5", "Keras"],
  [".keras", "Keras"],
  [".model", "MXNet"],
  ["-symbol.json", "MXNet"],
  [".cntk", "CNTK"],
  [".t7", "Torch"],
  [".cfg", "Darknet"],
  ["__model__", "PaddlePaddle"],
  [".pkl", "ScikitLearn"],
  [".parquet", "Parquet"],
  [".cbm", "CatBoost"],
  [".plan", "TensorRT"],
];

/** Guesses the framework of weights by the name of their file, as the Python SDK does; undefined where nothing fits. */
export function frameworkOfFile(fileName: string): Framework | undefined {
  const name = fileName.toLowerCase();
  return BY_ENDING.find(([ending]) => name.endsWith(ending))?.[1];
}
