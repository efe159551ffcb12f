package io.millrace.modelserver.onnx;

/** CUDA was asked for, and ONNX Runtime cannot use it here. */
public final class CudaMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CudaMissing(String cause) {
        super(
                "cuda (expected: a GPU, CUDA 12 with cuDNN 9, and the natives of onnxruntime_gpu "
                        + Accelerator.VERSION
                        + " at -Donnxruntime.native.path; "
                        + cause
                        + ")");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
