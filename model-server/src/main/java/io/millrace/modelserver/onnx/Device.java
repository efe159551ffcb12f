package io.millrace.modelserver.onnx;

/** Where models run. */
public enum Device {
    /** On CUDA where it works, on the processor otherwise. */
    AUTO,
    CPU,
    CUDA
}
