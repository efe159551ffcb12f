package io.millrace.trainer.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.millrace.trainer.tft.ModelMetadata;
import io.millrace.trainer.tft.NetworkShape;
import io.millrace.trainer.tft.TemporalFusionTransformer;
import io.millrace.trainer.tft.TemporalFusionTransformer.Inputs;
import io.millrace.trainer.tft.TemporalFusionTransformer.Outputs;
import io.millrace.trainer.tft.TrainedModel;

/**
 * The trained network as an ONNX model: the same code that was trained, written down node by node,
 * with everything that the model has to say about itself.
 */
public final class OnnxExport {

    /** Names of the served tensors. */
    public static final String OBSERVED = "observed";

    public static final String KNOWN = "known";
    public static final String SYMBOL = "symbol";
    public static final String QUANTILES = "quantiles";
    public static final String ATTENTION = "attention";
    public static final String VARIABLE_WEIGHTS = "variable_weights";

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private OnnxExport() {}

    /** The model file's bytes; not published before {@link ParityGate} has seen them. */
    public static byte[] bytes(TrainedModel model) {
        return model(model).toByteArray();
    }

    static ModelProto model(TrainedModel model) {
        NetworkShape shape = model.shape();
        OnnxNodes nodes = new OnnxNodes();
        nodes.input(OBSERVED, TensorProto.DataType.FLOAT, shape.lookback(), shape.observed());
        nodes.input(KNOWN, TensorProto.DataType.FLOAT, shape.positions(), shape.known());
        nodes.input(SYMBOL, TensorProto.DataType.INT64);
        Outputs<String> outputs =
                new TemporalFusionTransformer<>(
                                new OnnxOperations(nodes, model.weights()), shape, model.scalers())
                        .forecast(new Inputs<>(OBSERVED, KNOWN, SYMBOL));
        nodes.output(QUANTILES, outputs.quantiles(), shape.horizons(), shape.quantiles());
        nodes.output(ATTENTION, outputs.attention(), shape.horizons(), shape.positions());
        nodes.output(
                VARIABLE_WEIGHTS, outputs.variableWeights(), shape.lookback(), shape.variables());
        ModelProto.Builder exported =
                ModelProto.newBuilder()
                        .setIrVersion(IR_VERSION)
                        .setProducerName("millrace")
                        .setProducerVersion(model.provenance().codeVersion())
                        .setGraph(nodes.graph("tft"))
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET));
        ModelMetadata.of(model)
                .forEach(
                        (name, text) ->
                                exported.addMetadataProps(
                                        StringStringEntryProto.newBuilder()
                                                .setKey(name)
                                                .setValue(text)));
        return exported.build();
    }
}
